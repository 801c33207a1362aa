import type { DeliveryKind } from '../../domain/messaging/delivery.ts';
import { endOf } from '../../domain/sessions/sessions.ts';
import { redrawQuestions } from '../absences/redraw-questions.ts';
import { closesAt } from '../open-run.ts';
import type { Records } from '../ports/records/records.ts';
import { lockSession } from './lock-session.ts';
import { planNews } from './plan-news.ts';
import { replanSession } from './replan-session.ts';

/** Asked anew once the session has been at its new time. */
const questions: readonly DeliveryKind[] = [
  'ask.participant',
  'ask.mentor',
  'nudge.participant',
  'nudge.mentor',
];

export type MovedSession = {
  readonly sessionId: string;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly now: Date;
};

/**
 * Moves a session in the caller's transaction: reminders follow, and whoever was already reminded gets one correction,
 * which carries the reminder's bubble and is the reminder where the new evening before has passed.
 * Moved to where it stands already, nothing happens.
 */
export async function moveSession(records: Records, move: MovedSession): Promise<void> {
  const { sessionId, startsAt, minutes, now } = move;
  const { session } = await lockSession(records, sessionId);
  const isThere = session.startsAt.getTime() === startsAt.getTime() && session.minutes === minutes;
  if (isThere && session.state === 'planned') return;
  await records.deliveries.holdPlanned(sessionId);
  await records.sessions.reschedule(sessionId, { startsAt, minutes, now });
  // A mentor may have been replaced while it was called off, or waited for a date that had passed.
  await records.sessions.renewSeats(sessionId);
  await records.deliveries.cancelMatching({ sessionId, kinds: questions }, 'session_moved');
  const view = await records.sessions.getSession(sessionId);
  for (const run of await records.reflections.runsOfSession(sessionId)) {
    await records.reflections.changeRun(run.id, { closesAt: closesAt(view.programme, endOf(view.session)) });
  }
  const told = await records.deliveries.find({ sessionId });
  await planNews(records, { news: 'moved', view, told, leavesAt: session.startsAt, now });
  await redrawQuestions(records, sessionId, told, now);
  await replanSession(records, sessionId, now);
}
