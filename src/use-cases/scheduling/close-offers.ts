import type { Records } from '../ports/records/records.ts';
import { endProposal } from './end-proposal.ts';

/** Times that no mentor stands for any more are not to be chosen. Behind the team's lock. */
export async function closeOffers(records: Records, teamId: string, now: Date): Promise<void> {
  if ((await records.people.membersOfTeam(teamId, 'mentor')).length > 0) return;
  const open = await records.proposals.openOf(teamId);
  if (open !== null) await endProposal(records, open.id, { state: 'withdrawn', at: now });
}
