export type Bar = { readonly kind: 'at least' | 'at most' | 'below'; readonly value: number };

const atLeast = (value: number): Bar => ({ kind: 'at least', value });
const atMost = (value: number): Bar => ({ kind: 'at most', value });
const below = (value: number): Bar => ({ kind: 'below', value });

/** What each figure has to reach. Figures without a bar are there to be read. */
export const bars: ReadonlyMap<string, Bar> = new Map([
  ['ackVsBareInsertLine', atLeast(1)],
  ['ackVsBareInsertSlack', atLeast(1)],
  ['ackVsSdkLine', atLeast(2)],
  ['ackVsSdkSlack', atLeast(2)],
  ['ackVsBareHmac', atLeast(0.4)],
  ['latenessP99VsBullmq', atMost(0.9)],
  ['killToResendSeconds', atMost(31)],
  ['digestMs1M', below(1)],
  ['digestMs10M', below(2)],
  ['digestScaling', atMost(1.2)],
  ['serverPeakMb', below(200)],
  ['workerPeakMb', below(250)],
  ['seasonSeconds', below(45)],
]);

/** `met` or `missed`; `not measured` when there is no number. */
export function judge(value: number | string | undefined, bar: Bar): 'met' | 'missed' | 'not measured' {
  if (typeof value !== 'number' || Number.isNaN(value)) return 'not measured';
  switch (bar.kind) {
    case 'at least':
      return value >= bar.value ? 'met' : 'missed';
    case 'at most':
      return value <= bar.value ? 'met' : 'missed';
    case 'below':
      return value < bar.value ? 'met' : 'missed';
  }
}
