import type { ProposalRecords } from '../ports/records/proposal-records.ts';
import type { Records } from '../ports/records/records.ts';

/** Ends a proposal, and so the buttons of its times in the pair's chat; behind the team's lock. */
export async function endProposal(
  records: Records,
  proposalId: string,
  end: Parameters<ProposalRecords['settle']>[1],
): Promise<void> {
  await records.proposals.settle(proposalId, end);
  await records.deliveries.refresh({ kinds: ['times.pair', 'words.pair'], subject: { proposalId } }, end.at);
}
