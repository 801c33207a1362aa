import type { Records } from '../../ports/records/records.ts';
import { endProposal } from '../end-proposal.ts';
import { closeOverruled, lockTeamDates } from '../scheduling-context.ts';
import { settleProposal } from './settle-proposal.ts';
import { tellPair } from './tell-pair.ts';

/**
 * Somebody is not of a team any more: times that no mentor stands for, or that nobody is left to choose, are over. Where
 * everybody who is left has answered, the answers are judged without theirs. Behind the team's lock.
 */
export async function closeOffers(records: Records, teamId: string, now: Date): Promise<void> {
  const open = await records.proposals.openOf(teamId);
  if (open === null) return;
  const dates = await lockTeamDates(records, teamId, now);
  if (dates.mentors.length === 0 || dates.participants.length === 0)
    return endProposal(records, open.id, { state: 'withdrawn', at: now });
  if (await closeOverruled(records, open, dates, now)) return;
  await records.deliveries.refresh({ kinds: ['times.pair'], subject: { proposalId: open.id } }, now);
  const settled = await settleProposal(records, { proposal: open, dates, by: null, now });
  const [reader] = dates.participants;
  const isTold = open.answers.some(
    ({ personId, noneFits }) => noneFits && dates.participants.some(({ person }) => person.id === personId),
  );
  if (settled.kind === 'no_common_time' && reader !== undefined && !isTold)
    await tellPair(records, { proposal: open, personId: reader.person.id, occasion: 'nocommon:left', now });
}
