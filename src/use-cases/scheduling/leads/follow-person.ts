import type { Records } from '../../ports/records/records.ts';
import { followLeads } from './follow-leads.ts';
import { redrawNext } from './redraw-lead.ts';

/** A mentor's days have changed: in their teams somebody else may lead the next session, or they may again. */
export async function followPerson(records: Records, personId: string, now: Date): Promise<void> {
  for (const { enrolment, team } of await records.people.membershipsOf(personId)) {
    if (team === null || enrolment.role !== 'mentor') continue;
    await followLeads(records, team.id, now);
    await redrawNext(records, team.id, now);
  }
}
