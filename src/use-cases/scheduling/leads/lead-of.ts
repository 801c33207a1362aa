import { leadsOf } from '../../../domain/scheduling/pair/team-leads.ts';
import { seatsOf } from '../../messages/session-words.ts';
import type { LeadReads } from '../../ports/records/lead-records.ts';
import type { SeatView, SessionView } from '../../ports/records/views.ts';

/** Who leads, or led, a team's session; null where no mentor comes, and where the session is for the whole programme. */
export async function leadOf(leads: LeadReads, view: SessionView, now: Date): Promise<SeatView | null> {
  if (view.team === null) return null;
  const personId = leadsOf(await leads.ofTeam(view.team.id), now).get(view.session.id) ?? null;
  return seatsOf(view, 'mentor').find(({ person }) => person.id === personId) ?? null;
}
