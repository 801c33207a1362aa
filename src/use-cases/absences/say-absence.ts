import type { PartnerChoice } from '../../domain/scheduling/pair/decide-absence.ts';
import type { AbsenceReason } from '../ports/records/absence-records.ts';
import type { Records } from '../ports/records/records.ts';
import type { SeatView } from '../ports/records/views.ts';
import { type AbsenceState, lockAbsence } from './absence-state.ts';
import { lockLapsed, settleAbsence } from './settle-absence.ts';

/** What a mentor says of a session at one of its dates. */
export type AbsenceSaid =
  | { readonly kind: 'absent'; readonly because: AbsenceReason }
  | { readonly kind: 'back' }
  | { readonly kind: 'answer'; readonly choice: PartnerChoice };

export type AbsenceOutcome =
  /** No such session, or none of this person's. */
  | { readonly kind: 'unknown' }
  /** What was said holds. */
  | { readonly kind: 'done'; readonly state: AbsenceState }
  /** It changes nothing: said before, decided meanwhile, moved, over. The state says what is true. */
  | { readonly kind: 'as_it_is'; readonly state: AbsenceState };

/**
 * One word of a mentor about who comes, behind the team's lock: recorded, and everything that follows from it planned in
 * the same transaction. Of two answers the first decides; the other learns what stands.
 */
export async function sayAbsence(
  records: Records,
  saying: {
    readonly sessionId: string;
    /** The schedule that the button was drawn for. */
    readonly revision: number;
    readonly personId: string;
    readonly said: AbsenceSaid;
    readonly now: Date;
  },
): Promise<AbsenceOutcome> {
  const { sessionId, personId, now } = saying;
  const state = await lockLapsed(records, sessionId, now);
  if (state === null) return { kind: 'unknown' };
  const mine = [...state.absent, ...state.coming].find(({ person }) => person.id === personId);
  if (mine === undefined) return { kind: 'unknown' };
  const { session } = state.view;
  const isOpen =
    saying.revision === session.scheduleRevision && session.state === 'planned' && session.startsAt > now;
  if (!isOpen || !(await record(records, state, { ...saying, mine }))) return { kind: 'as_it_is', state };
  const after = await lockAndSettle(records, sessionId, now);
  return after === null ? { kind: 'unknown' } : { kind: 'done', state: after };
}

/** Settled by the record as it is now, and read again where that changed the session. */
async function lockAndSettle(records: Records, sessionId: string, now: Date): Promise<AbsenceState | null> {
  const state = await lockAbsence(records, sessionId, now);
  if (state === null) return null;
  return (await settleAbsence(records, state, now)) ? lockAbsence(records, sessionId, now) : state;
}

/** False when it says nothing new, or is not this person's to say now. */
async function record(
  records: Records,
  { date, course, absent, coming }: AbsenceState,
  { said, personId, mine, now }: Parameters<typeof sayAbsence>[1] & { readonly mine: SeatView },
): Promise<boolean> {
  switch (said.kind) {
    case 'absent':
      if (!coming.includes(mine)) return false;
      await records.absences.sayAbsent(date, { personId, because: said.because, at: now });
      await records.sessions.setAttendance(mine.seat.id, 'cannot');
      return true;
    case 'back':
      // What has been decided holds: people were told.
      if ((course.kind !== 'asking' && course.kind !== 'stands') || !absent.includes(mine)) return false;
      await records.absences.sayBack(date, personId, now);
      await records.sessions.setAttendance(mine.seat.id, 'expected');
      return true;
    case 'answer':
      if (course.kind !== 'asking' || !coming.includes(mine)) return false;
      await records.absences.addAnswer(date, { personId, choice: said.choice, at: now });
      return true;
  }
}
