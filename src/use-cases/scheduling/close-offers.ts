import { judgeProposal } from '../../domain/scheduling/proposal.ts';
import type { Records } from '../ports/records/records.ts';
import { confirmTime } from './confirm-time.ts';
import { endProposal } from './end-proposal.ts';
import { closeOverruled, judgeStart, lockTeamDates } from './scheduling-context.ts';

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
  const standing = judgeProposal(
    open,
    dates.participants.map(({ person }) => person.id),
    now,
  );
  if (standing.kind !== 'agreed') return;
  const { time } = standing;
  const still = judgeStart(dates, {
    start: { kind: 'instant', at: time.startsAt },
    minutes: open.minutes,
    leadMinutes: 0,
    movingSessionId: open.sessionId,
    now,
  });
  if (still.ok) await confirmTime(records, { proposal: open, time, dates, by: null, heard: false, now });
}
