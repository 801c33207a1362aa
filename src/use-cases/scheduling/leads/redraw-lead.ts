import { nextSession } from '../../../domain/scheduling/pair/team-leads.ts';
import { seatsOf } from '../../messages/session-words.ts';
import type { Records } from '../../ports/records/records.ts';
import type { SessionView } from '../../ports/records/views.ts';

/** Somebody else leads: what was sent and names the lead is drawn again, without a new message. */
export async function redrawLead(records: Records, view: SessionView, now: Date): Promise<void> {
  const { refresh } = records.deliveries;
  await refresh({ kinds: ['reminder.pair'], subject: { sessionId: view.session.id } }, now);
  for (const { seat } of seatsOf(view, 'mentor')) {
    await refresh({ kinds: ['reminder.mentor', 'handover.mentor'], subject: { seatId: seat.id } }, now);
  }
}

/** The same for the team's next session, after what decides who leads it, or what was left for them, has changed. */
export async function redrawNext(records: Records, teamId: string, now: Date): Promise<void> {
  const next = nextSession(await records.leads.ofTeam(teamId), now);
  const view = next === null ? null : await records.sessions.findSession(next.id);
  if (view !== null) await redrawLead(records, view, now);
}
