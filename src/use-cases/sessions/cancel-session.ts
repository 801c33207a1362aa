import { redrawQuestions } from '../absences/redraw-questions.ts';
import type { Records } from '../ports/records/records.ts';
import { overruleOffer } from '../scheduling/overrule-offer.ts';
import { lockSession } from './lock-session.ts';
import { planNews } from './plan-news.ts';
import { replanSession } from './replan-session.ts';

/**
 * Calls a session off: what is planned for it is dropped, and whoever was already reminded learns it once.
 * False when it was cancelled before.
 */
export async function cancelSession(records: Records, sessionId: string, now: Date): Promise<boolean> {
  const view = await lockSession(records, sessionId);
  if (view.session.state === 'cancelled') return false;
  await records.deliveries.holdPlanned(sessionId);
  const told = await records.deliveries.find({ sessionId });
  await records.sessions.setState(sessionId, { state: 'cancelled', settledAt: now, cancelledAt: now });
  await records.deliveries.cancelMatching({ sessionId }, 'session_cancelled');
  await replanSession(records, sessionId, now);
  await redrawQuestions(records, sessionId, told, now);
  await overruleOffer(records, view.session, now);
  // News of an hour that has passed would only expire.
  const { startsAt } = view.session;
  if (startsAt > now) await planNews(records, { news: 'cancelled', view, told, leavesAt: startsAt, now });
  return true;
}
