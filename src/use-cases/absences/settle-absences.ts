import { addMinutes } from '../../domain/time.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Transact } from '../ports/records/records.ts';
import { isGivenUp } from './absence-state.ts';
import { lockLapsed } from './settle-absence.ts';

/** Further ahead than any template's last deadline; each session's own policy decides. */
const aheadMinutes = 3 * 60;
const batch = 100;

/**
 * Questions about a mentor's absence that nobody answered in time become a move, whatever became of the message that was
 * planned for the deadline. Safe to run in many processes at once: each session is judged behind its team's lock.
 */
export function createSettleAbsences(deps: {
  readonly transact: Transact;
  readonly clock: Clock;
}): () => Promise<number> {
  const { transact, clock } = deps;
  return async () => {
    const now = clock.now();
    const found = await transact((records) =>
      records.absences.sessionsWithAbsence(now, addMinutes(now, aheadMinutes), batch),
    );
    let settled = 0;
    for (const { sessionId } of found) {
      const isLapsed = await transact((records) => isGivenUp(records, sessionId, now));
      if (!isLapsed) continue;
      await transact((records) => lockLapsed(records, sessionId, clock.now()));
      settled += 1;
    }
    return settled;
  };
}
