import type { Records } from '../../ports/records/records.ts';
import type { Run } from '../../ports/records/views.ts';
import { followLeads } from './follow-leads.ts';
import { redrawNext } from './redraw-lead.ts';

/** What a mentor sent holds a note for the next lead: it goes on its way, or is corrected where it stands already. */
export async function handOver(records: Records, { form, revisions, teamId }: Run, now: Date): Promise<void> {
  const note = form.definition.questions.find(({ onlyFor }) => onlyFor === 'lead');
  const isTouched = revisions.some(({ question }) => question === note?.key);
  if (teamId === null || !isTouched) return;
  await followLeads(records, teamId, now);
  await redrawNext(records, teamId, now);
}
