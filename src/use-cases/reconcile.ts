import type { Clock } from '../shared/clock.ts';
import type { Transact } from './ports/records/records.ts';
import type { Reconciler } from './ports/sending/reconciler.ts';
import { replanSession } from './sessions/replan-session.ts';

export type ReconcileReport = { readonly expired: number; readonly replanned: number };

const rowsAtOnce = 500;
const sessionsAtOnce = 200;
/** Real time for looking through sessions; the next run goes on where this one ended. */
const lookForMs = 1_000;

/**
 * Makes rows what they should be, whatever was lost (RELIABILITY 3.5): ends planned deliveries that are past their use,
 * and plans reminders that planned sessions lack. Safe in many processes at once: rows change state by what they are,
 * and reminders have unique keys.
 */
export function createReconcile(deps: {
  readonly reconciler: Reconciler;
  readonly transact: Transact;
  readonly clock: Clock;
  readonly count?: (repair: keyof ReconcileReport, count: number) => void;
  readonly stopping?: AbortSignal;
}): () => Promise<ReconcileReport> {
  const { reconciler, transact, clock, stopping } = deps;
  let cursor: string | null = null;

  const expire = async (): Promise<number> => {
    let expired = 0;
    for (;;) {
      const count = await reconciler.expirePlanned(clock.now(), rowsAtOnce);
      expired += count;
      if (count < rowsAtOnce || stopping?.aborted === true) return expired;
    }
  };
  const replan = async (): Promise<number> => {
    const begunAt = performance.now();
    let planned = 0;
    do {
      const found = await reconciler.findUnreminded(clock.now(), cursor, sessionsAtOnce);
      for (const sessionId of found.sessionIds) {
        planned += await transact((records) => replanSession(records, sessionId, clock.now()));
      }
      cursor = found.next;
    } while (cursor !== null && performance.now() - begunAt < lookForMs && stopping?.aborted !== true);
    return planned;
  };
  return async () => {
    const expired = await expire();
    const replanned = await replan();
    if (expired > 0) deps.count?.('expired', expired);
    if (replanned > 0) deps.count?.('replanned', replanned);
    return { expired, replanned };
  };
}
