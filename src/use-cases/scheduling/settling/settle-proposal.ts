import { judgeProposal, type OfferedTime, type Proposal } from '../../../domain/scheduling/proposal.ts';
import type { StartRefusal } from '../../../domain/scheduling/starts/check-start.ts';
import type { Result } from '../../../shared/result.ts';
import type { Records } from '../../ports/records/records.ts';
import { judgeStart, type TeamDates } from '../scheduling-context.ts';
import { confirmTime } from './confirm-time.ts';

/** What the participants' answers come to. */
export type Settlement =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'no_common_time' }
  | { readonly kind: 'confirmed'; readonly sessionId: string; readonly time: OfferedTime };

/**
 * Once everybody has answered, the earliest time that suits them all becomes the date. `by`: whose answer it was, null
 * when somebody left. Behind the team's lock.
 */
export async function settleProposal(
  records: Records,
  settling: {
    readonly proposal: Proposal;
    readonly dates: TeamDates;
    readonly by: string | null;
    readonly now: Date;
  },
): Promise<Settlement> {
  const { proposal, dates, now } = settling;
  const standing = judgeProposal(
    proposal,
    dates.participants.map(({ person }) => person.id),
    now,
  );
  if (standing.kind !== 'agreed') return { kind: standing.kind };
  const { time } = standing;
  if (!judgeAgreed(dates, proposal, time, now).ok) return { kind: 'no_common_time' };
  const sessionId = await confirmTime(records, { ...settling, time, heard: false });
  return { kind: 'confirmed', sessionId, time };
}

/** Whether a time everybody agrees on may still be the date: one of them may have another session then by now. */
export function judgeAgreed(
  dates: TeamDates,
  { minutes, sessionId }: Proposal,
  { startsAt }: OfferedTime,
  now: Date,
): Result<Date, StartRefusal> {
  const start = { kind: 'instant', at: startsAt } as const;
  return judgeStart(dates, { start, minutes, leadMinutes: 0, movingSessionId: sessionId, now });
}
