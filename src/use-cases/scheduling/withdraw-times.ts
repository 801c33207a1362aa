import { type NewDelivery, priorities } from '../../domain/messaging/delivery.ts';
import { isReopened, type Proposal, pushInstant } from '../../domain/scheduling/proposal.ts';
import { isGivenUp, lockAbsence } from '../absences/absence-state.ts';
import { redrawQuestions } from '../absences/redraw-questions.ts';
import { settleAbsence } from '../absences/settle-absence.ts';
import { seatsOf } from '../messages/session-words.ts';
import type { Records } from '../ports/records/records.ts';
import { replanSession } from '../sessions/replan-session.ts';
import { endProposal } from './end-proposal.ts';
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
  await endProposal(records, proposal.id, { state: 'withdrawn', at: now });
  if (proposal.sessionId !== null) await restore(records, proposal, proposal.sessionId, now);
  if (proposal.sessionId !== null) await askAgain(records, proposal.sessionId, now);
  return 'withdrawn';
}

/**
 * Other times take the place of what was offered. A session that was to be moved and is not what they are about stands
 * again at its former date, and the pair is told; one whose date was said not to be right stays open. Behind the team's
 * lock.
 */
export async function replaceOpen(
  records: Records,
  { teamId, sessionId }: Pick<Proposal, 'teamId' | 'sessionId'>,
  now: Date,
): Promise<void> {
  const former = await records.proposals.openOf(teamId);
  if (former === null) return;
  await endProposal(records, former.id, { state: 'replaced', at: now });
  if (former.sessionId === null || former.sessionId === sessionId || isReopened(former)) return;
  await restore(records, former, former.sessionId, now);
  await askAgain(records, former.sessionId, now);
  const { session } = await records.sessions.getSession(former.sessionId);
  if (session.state !== 'planned') return;
  const stands: NewDelivery = {
    programmeId: former.programmeId,
    dedupeKey: `stands:${former.id}:pair`,
    subject: {
      kind: 'settled.pair',
      sessionId: session.id,
      revision: String(session.scheduleRevision),
      news: 'set',
    },
    address: { kind: 'pair', teamId },
    sessionId: session.id,
    priority: priorities.notice,
    dueAt: now,
    expiresAt: session.startsAt,
  };
  await records.deliveries.plan([stands], now);
}

/** Where a mentor cannot come to the former date, the partner is asked again what is to become of it. */
async function askAgain(records: Records, sessionId: string, now: Date): Promise<void> {
  const absence = await lockAbsence(records, sessionId, now);
  if (absence !== null) await settleAbsence(records, absence, now);
  await redrawQuestions(records, sessionId, await records.deliveries.find({ sessionId }), now);
}

async function restore(records: Records, proposal: Proposal, sessionId: string, now: Date): Promise<void> {
  const view = await records.sessions.getSession(sessionId);
  const { session } = view;
  const coming = seatsOf(view, 'participant').filter(({ seat }) => seat.attendance === 'expected');
  if (session.state !== 'unsettled' || session.startsAt <= now || coming.length === 0) return;
  if (await isGivenUp(records, sessionId, now)) return;
  // Times that are drawn meanwhile would say that it is to be moved, and nobody would know of it.
  await records.deliveries.holdPlanned(sessionId);
  await records.sessions.setState(sessionId, { state: 'planned' });
  await replanSession(records, sessionId, now);
  const shown = await records.deliveries.find({
    sessionId,
    kinds: ['times.participant', 'reopened.participant'],
  });
  const saw = new Set(
    shown.flatMap(({ state, subject, address }) => {
      const isShown =
        subject.kind === 'times.participant'
          ? subject.proposalId === proposal.id
          : subject.kind === 'reopened.participant' && subject.revision === String(session.scheduleRevision);
      return state !== 'planned' && isShown && address.kind === 'line' ? [address.personId] : [];
    }),
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
