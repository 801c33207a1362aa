import { chooseLead, leadsOf } from '../../../domain/scheduling/pair/team-leads.ts';
import { seatsOf } from '../../messages/session-words.ts';
import type { Records } from '../../ports/records/records.ts';
import type { SeatContext, SeatView } from '../../ports/records/views.ts';
import { followLeads } from './follow-leads.ts';
import { redrawLead } from './redraw-lead.ts';

export type Swapped =
  /** Who leads now: by this tap, or, where it changed nothing, as it was decided before. */
  | { readonly kind: 'swapped' | 'as_it_is'; readonly lead: SeatView }
  /** Nobody else comes. */
  | { readonly kind: 'alone'; readonly lead: SeatView }
  | { readonly kind: 'cancelled' | 'unsettled' | 'over' | 'nobody' };

/**
 * The lead gives the next session to the partner, behind the team's lock. `swaps` is how often the pair had swapped when
 * the button was drawn: a tap that comes later than somebody else's changes nothing. The partner hears of it, and the
 * reminder in the pair's group is drawn again without a new message.
 */
export async function swapLead(
  records: Records,
  { context, swaps, now }: { readonly context: SeatContext; readonly swaps: number; readonly now: Date },
): Promise<Swapped> {
  const { team, mine } = context;
  if (team === null) return { kind: 'nobody' };
  await records.proposals.lockTeam(team.id);
  const view = await records.sessions.getSession(context.session.id);
  const { session } = view;
  if (session.state === 'cancelled') return { kind: 'cancelled' };
  if (session.startsAt <= now) return { kind: 'over' };
  if (session.state !== 'planned') return { kind: 'unsettled' };
  const record = await records.leads.ofTeam(team.id);
  const mentors = seatsOf(view, 'mentor');
  const leadOfNow = leadsOf(record, now).get(session.id);
  const lead = mentors.find(({ person }) => person.id === leadOfNow);
  if (lead === undefined) return { kind: 'nobody' };
  const standing = record.sessions.find(({ id }) => id === session.id)?.swaps ?? 0;
  if (lead.person.id !== mine.person.id || standing !== swaps) return { kind: 'as_it_is', lead };
  const partner = mentors.find(({ person }) => person.id !== mine.person.id);
  if (partner === undefined) return { kind: 'alone', lead };
  const given = leadsOf(chooseLead(record, session.id, partner.person.id), now).get(session.id);
  if (given !== partner.person.id) return { kind: 'alone', lead };
  await records.leads.choose(session.id, partner.person.id);
  await followLeads(records, team.id, now);
  await redrawLead(records, view, now);
  return { kind: 'swapped', lead: partner };
}
