import { type NewDelivery, priorities } from '../../domain/messaging/delivery.ts';
import { type Proposal, pushInstant } from '../../domain/scheduling/proposal.ts';
import { isGivenUp } from '../absences/absence-state.ts';
import { seatsOf } from '../messages/session-words.ts';
import type { Records } from '../ports/records/records.ts';
import { replanSession } from '../sessions/replan-session.ts';
import { lockTeamDates } from './scheduling-context.ts';

/**
 * A mentor takes the offered times back. A session that was to be moved stands at its former date again, where somebody
 * can come and it is still ahead; whoever was shown the times learns it.
 */
export async function withdrawTimes(
  records: Records,
  withdrawal: { readonly proposalId: string; readonly personId: string; readonly now: Date },
): Promise<'withdrawn' | 'already' | 'unknown'> {
  const { proposalId, personId, now } = withdrawal;
  const found = await records.proposals.find(proposalId);
  if (found === null) return 'unknown';
  const { mentors } = await lockTeamDates(records, found.teamId, now);
  if (!mentors.some(({ person }) => person.id === personId)) return 'unknown';
  const proposal = await records.proposals.find(proposalId);
  if (proposal?.state !== 'open') return 'already';
  await records.proposals.settle(proposal.id, { state: 'withdrawn', at: now });
  await records.deliveries.refresh({ kinds: ['times.pair'], subject: { proposalId: proposal.id } }, now);
  if (proposal.sessionId !== null) await restore(records, proposal, proposal.sessionId, now);
  return 'withdrawn';
}

async function restore(records: Records, proposal: Proposal, sessionId: string, now: Date): Promise<void> {
  const view = await records.sessions.getSession(sessionId);
  const { session } = view;
  const coming = seatsOf(view, 'participant').filter(({ seat }) => seat.attendance === 'expected');
  if (session.state !== 'unsettled' || session.startsAt <= now || coming.length === 0) return;
  if (await isGivenUp(records, sessionId, now)) return;
  await records.sessions.setState(sessionId, { state: 'planned' });
  await replanSession(records, sessionId, now);
  const shown = await records.deliveries.find({ sessionId, kinds: ['times.participant'] });
  const saw = new Set(
    shown.flatMap(({ state, subject }) =>
      state !== 'planned' && subject.kind === 'times.participant' && subject.proposalId === proposal.id
        ? [subject.personId]
        : [],
    ),
  );
  await records.deliveries.plan(
    coming
      .filter(({ person }) => saw.has(person.id))
      .map(
        ({ seat, person }): NewDelivery => ({
          programmeId: proposal.programmeId,
          dedupeKey: `stands:${proposal.id}:${person.id}`,
          subject: { kind: 'settled.participant', seatId: seat.id, news: 'set' },
          address: { kind: 'line', personId: person.id },
          sessionId,
          priority: priorities.notice,
          rides: true,
          dueAt: pushInstant(session.startsAt, now),
          expiresAt: session.startsAt,
        }),
      ),
    now,
  );
}
