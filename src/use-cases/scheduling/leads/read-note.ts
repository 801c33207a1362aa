import { foldAnswers } from '../../../domain/reflections/answers.ts';
import { canRead } from '../../../domain/reflections/visibility.ts';
import { leadsOf, sessionBefore } from '../../../domain/scheduling/pair/team-leads.ts';
import type { Records } from '../../ports/records/records.ts';
import type { SessionView } from '../../ports/records/views.ts';
import { readerOf } from '../../reader-of.ts';
import { toItem } from '../../replacing/earlier-words.ts';

/**
 * What the last lead wrote for the next one (申し送り), as far as this reader may read it: of the team's session before
 * this one that took place. Null where nothing was written or sent.
 */
export async function readNote(
  records: Records,
  { team, session }: SessionView,
  readerId: string,
  now: Date,
): Promise<string | null> {
  if (team === null) return null;
  const record = await records.leads.ofTeam(team.id);
  const before = sessionBefore(record, session.id, now);
  if (before === null) return null;
  const leadId = leadsOf(record, now).get(before.id);
  const runs = await records.reflections.runsOfSession(before.id);
  const run = runs.find(({ personId }) => personId === leadId);
  if (run === undefined || run.sentAt === null) return null;
  // Written for whoever is the partner: also by, and for, a mentor who has taken a place since.
  const item = await toItem(records, run, 'mentor_note', now);
  const allowed = canRead(await readerOf(records, readerId), item);
  const question = run.form.definition.questions.find(({ onlyFor }) => onlyFor === 'lead');
  const answer = question === undefined ? undefined : foldAnswers(run.revisions)[question.key];
  return allowed && answer?.kind === 'text' ? answer.text : null;
}
