/** How an API call of the app fails: before anything happened, or after it was accepted. */
export type CallFault =
  | 'http-500'
  | 'rate-limited'
  | 'reset'
  | 'accept-then-reset'
  | 'hang'
  | 'accept-then-hang';

/** A fault that was set up; counts how often it has fired. */
export type Fault = { readonly fired: () => number };

export type Faults = {
  /** The next `times` calls of an endpoint (`push`, `reply`; `*`: any) meet the fault. */
  readonly onCall: (endpoint: string, kind: CallFault, times?: number) => Fault;
  /** The next `times` webhooks are sent twice at the same moment. */
  readonly duplicateWebhooks: (times: number) => Fault;
  /** The next `times` webhooks are sent `seconds` of simulated time later, so that newer ones overtake them. */
  readonly delayWebhooks: (times: number, seconds: number) => Fault;
};

export type FaultSource = {
  readonly takeCall: (endpoint: string) => CallFault | null;
  readonly takeDuplicate: () => boolean;
  readonly takeDelay: () => number | null;
};

type Armed<Detail> = { readonly detail: Detail; left: number; fired: number };

/** No faults, until some are set up. */
export function createFaults(): { readonly faults: Faults; readonly source: FaultSource } {
  const calls: Armed<{ endpoint: string; kind: CallFault }>[] = [];
  const duplicates: Armed<null>[] = [];
  const delays: Armed<number>[] = [];
  return {
    faults: {
      onCall: (endpoint, kind, times = 1) => arm(calls, { endpoint, kind }, times),
      duplicateWebhooks: (times) => arm(duplicates, null, times),
      delayWebhooks: (times, seconds) => arm(delays, seconds, times),
    },
    source: {
      takeCall: (endpoint) =>
        fire(calls, ({ endpoint: wanted }) => wanted === '*' || wanted === endpoint)?.kind ?? null,
      takeDuplicate: () => fire(duplicates, () => true) !== undefined,
      takeDelay: () => fire(delays, () => true) ?? null,
    },
  };
}

function arm<Detail>(list: Armed<Detail>[], detail: Detail, times: number): Fault {
  const armed: Armed<Detail> = { detail, left: times, fired: 0 };
  list.push(armed);
  return { fired: () => armed.fired };
}

function fire<Detail>(list: Armed<Detail>[], fits: (detail: Detail) => boolean): Detail | undefined {
  const armed = list.find((one) => one.left > 0 && fits(one.detail));
  if (armed === undefined) return undefined;
  armed.left -= 1;
  armed.fired += 1;
  return armed.detail;
}
