import type { RecordedCall } from '../lab/call-recorder.ts';
import { labTiming } from '../lab/timing.ts';

/** Two sends of one message that come closer than this were made under one lease. */
const shortestGapMs = 1.2 * labTiming.timeoutMs;
/** Calls that were on their way when a platform asked to wait. */
const onTheirWayMs = 1_000;

/** Whether a message was tried at most once for each lease, and how often one was tried. */
export function judgeAttempts(calls: readonly RecordedCall[], method: string): readonly string[] {
  const tried = Map.groupBy(
    calls.filter((call) => call.method === method && call.deliveryId !== null),
    ({ deliveryId }) => deliveryId,
  );
  const hasty = [...tried.values()].filter((attempts) =>
    attempts.some((attempt, index) => {
      const next = attempts[index + 1];
      return next !== undefined && attempt.status !== 429 && next.at - attempt.at < shortestGapMs;
    }),
  );
  return hasty.length > 0 ? [`${hasty.length} messages were tried twice under one lease (${method})`] : [];
}

/** Whether a platform that asked to wait was left alone for so long. */
export function judgeWaiting(
  calls: readonly RecordedCall[],
  method: string,
  waitMs: number,
): readonly string[] {
  const made = calls.filter((call) => call.method === method);
  const limited = made.filter(({ status }) => status === 429);
  const tooSoon = made.filter(({ at }) =>
    limited.some((call) => at > call.at + onTheirWayMs && at < call.at + waitMs),
  );
  return tooSoon.length > 0 ? [`${tooSoon.length} calls of ${method} although it had asked to wait`] : [];
}

/** How long a platform had asked to be left alone in all, where each 429 asked for `waitMs`; overlapping waits count once. */
export function askedToWaitMs(calls: readonly RecordedCall[], method: string, waitMs: number): number {
  const limited = calls.filter((call) => call.method === method && call.status === 429);
  return limited
    .map(({ at }) => at)
    .sort((a, b) => a - b)
    .reduce(
      (sum, at, index, all) => sum + Math.min(waitMs, (all[index + 1] ?? Number.POSITIVE_INFINITY) - at),
      0,
    );
}
