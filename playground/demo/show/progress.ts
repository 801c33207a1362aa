const width = 30;
const everyMs = 250;

/** A bar on standard error while a season is played. */
export function createProgress(options: {
  readonly from: Date;
  readonly to: Date;
  readonly startedAt: number;
}): {
  readonly show: (now: Date) => void;
  readonly end: () => void;
} {
  const { from, to, startedAt } = options;
  let shownAt = 0;
  const draw = (now: Date): void => {
    const share = (now.getTime() - from.getTime()) / (to.getTime() - from.getTime());
    const filled = Math.round(width * Math.min(1, share));
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const line = `${bar} ${now.toISOString().slice(0, 10)}  ${seconds} s`;
    process.stderr.write(process.stderr.isTTY ? `\r${line}` : `${line}\n`);
  };
  return {
    show: (now) => {
      const at = performance.now();
      const period = process.stderr.isTTY ? everyMs : 10_000;
      if (at - shownAt < period) return;
      shownAt = at;
      draw(now);
    },
    end: () => {
      draw(to);
      if (process.stderr.isTTY) process.stderr.write('\n');
    },
  };
}
