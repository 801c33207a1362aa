import type { Logger } from 'pino';

/** Called with every dropped connection: BullMQ and its clients crash the process when nobody listens. */
export type ReportFault = (source: string, error: unknown) => void;

const reportEveryMs = 60_000;

/**
 * One warning a minute for a queue, however many of its parts lost their server and however often they try again;
 * `withheld` is the number of faults since the last warning. Uses real time: connections know no other.
 */
export function createFaultReporter(logger: Logger): ReportFault {
  let lastAt = Number.NEGATIVE_INFINITY;
  let withheld = 0;
  return (source, error) => {
    const now = performance.now();
    if (now - lastAt < reportEveryMs) {
      withheld += 1;
      return;
    }
    logger.warn({ event: 'queue.fault', source, withheld, err: error });
    lastAt = now;
    withheld = 0;
  };
}
