import type { Person } from '../../domain/people/people.ts';
import type { StartRefusal } from '../../domain/scheduling/starts/check-start.ts';
import type { Result } from '../../shared/result.ts';
import { templateOf } from '../open-run.ts';
import type { Records } from '../ports/records/records.ts';
import { closeOverruled, judgeStart, lockTeamDates } from './scheduling-context.ts';

/**
 * A participant's own time as LINE's picker sends it, without a zone: pinned to the person's zone and judged like any
 * offered time, and as far ahead as a picker drawn now would have it, whatever it allowed then. Null when there is no such open proposal.
 */
export async function judgeOwnTime(
  records: Records,
  own: { readonly proposalId: string; readonly person: Person; readonly text: string; readonly now: Date },
): Promise<Result<Date, StartRefusal> | null> {
  const { person, text, now } = own;
  const found = await records.proposals.find(own.proposalId);
  if (found === null) return null;
  const dates = await lockTeamDates(records, found.teamId, now);
  const proposal = await records.proposals.find(own.proposalId);
  if (proposal === null || proposal.state !== 'open') return null;
  if (await closeOverruled(records, proposal, dates, now)) return null;
  const start = { kind: 'wall_clock', text, zone: person.zone } as const;
  const { minutes, sessionId: movingSessionId } = proposal;
  const { ownTimeLeadMinutes: leadMinutes } = templateOf(dates.programme).scheduling;
  return judgeStart(dates, { start, minutes, leadMinutes, movingSessionId, now });
}
