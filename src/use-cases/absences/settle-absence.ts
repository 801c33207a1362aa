import type { Records } from '../ports/records/records.ts';
import { callOff } from '../sessions/call-off.ts';
import { replanSession } from '../sessions/replan-session.ts';
import { type AbsenceState, lockAbsence } from './absence-state.ts';
import {
  dropAbsenceNews,
  dropQuestion,
  planMoveNews,
  planPartnerIsAlone,
  planQuestion,
} from './plan-absence-news.ts';

/**
 * Makes the session, its reminders and what is planned about the absence what they should be by the record, in the
 * caller's transaction and behind the team's lock. Run twice it changes nothing. Answers whether the session itself
 * changed: it is to be moved, or was called off. Once it has begun nothing does.
 */
export async function settleAbsence(records: Records, state: AbsenceState, now: Date): Promise<boolean> {
  const { view, course, sayings } = state;
  const { session } = view;
  const isUntouched = course.kind === 'stands' && sayings.absences.length === 0;
  if (isUntouched || session.state !== 'planned' || session.startsAt <= now) return false;
  await redraw(records, session.id, now);
  switch (course.kind) {
    case 'stands':
      await dropAbsenceNews(records, session.id);
      await replanSession(records, session.id, now);
      return false;
    case 'asking':
      await replanSession(records, session.id, now);
      await planQuestion(records, state, course, now);
      return false;
    case 'alone':
      await dropQuestion(records, session.id);
      await replanSession(records, session.id, now);
      await planPartnerIsAlone(records, state, course.by, now);
      return false;
    case 'move':
      await planMoveNews(records, state, course.because, now);
      await records.sessions.setState(session.id, { state: 'unsettled' });
      await replanSession(records, session.id, now);
      return true;
    case 'skip':
      return callOff(records, session.id, now);
    case 'begun':
      return false;
  }
}

/** The same for whatever else has changed who comes, behind the locks it takes itself. */
export async function settleAnew(records: Records, sessionId: string, now: Date): Promise<void> {
  const state = await lockAbsence(records, sessionId, now);
  if (state !== null) await settleAbsence(records, state, now);
}

/**
 * The state behind the locks once the clock has had its say: a question that nobody answered in time has become a move.
 * Null for no such session.
 */
export async function lockLapsed(
  records: Records,
  sessionId: string,
  now: Date,
): Promise<AbsenceState | null> {
  const state = await lockAbsence(records, sessionId, now);
  if (state?.course.kind !== 'move') return state;
  return (await settleAbsence(records, state, now)) ? lockAbsence(records, sessionId, now) : state;
}

/** What already stands in a chat is drawn again: who comes, and what is still to be decided. */
async function redraw(records: Records, sessionId: string, now: Date): Promise<void> {
  await records.deliveries.refresh(
    { kinds: ['absence.pair', 'absence.desk', 'reminder.pair'], subject: { sessionId } },
    now,
  );
}
