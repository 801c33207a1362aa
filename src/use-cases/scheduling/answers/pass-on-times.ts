import { toNotice } from '../../../domain/messaging/notice.ts';
import { openTimes, type Proposal } from '../../../domain/scheduling/proposal.ts';
import type { Records } from '../../ports/records/records.ts';

/** LINE does not reach somebody any more who was to choose a time: the pair is asked to pass the times on, once. */
export async function passOnTimes(
  records: Records,
  {
    proposalId,
    personId,
    now,
  }: { readonly proposalId: string; readonly personId: string; readonly now: Date },
): Promise<void> {
  const proposal = await records.proposals.find(proposalId);
  if (proposal === null || proposal.state !== 'open' || !isAwaited(proposal, personId, now)) return;
  const notice = toNotice(
    {
      programmeId: proposal.programmeId,
      dedupeKey: `times:${proposal.id}:relay:${personId}`,
      subject: { kind: 'times.pair', proposalId: proposal.id },
      address: { kind: 'pair', teamId: proposal.teamId },
      sessionId: proposal.sessionId,
    },
    now,
  );
  await records.deliveries.plan([notice], now);
}

/** The same for whatever is asked of a participant who has just blocked the account. */
export async function passOnAllTimes(records: Records, personId: string, now: Date): Promise<void> {
  for (const { enrolment, team } of await records.people.membershipsOf(personId)) {
    if (team === null || enrolment.role !== 'participant') continue;
    const open = await records.proposals.openOf(team.id);
    if (open !== null) await passOnTimes(records, { proposalId: open.id, personId, now });
  }
}

function isAwaited(proposal: Proposal, personId: string, now: Date): boolean {
  const answer = proposal.answers.find((one) => one.personId === personId);
  return openTimes(proposal, now).length > 0 && (answer === undefined || answer.givenAt === null);
}
