import { findSuccessors } from '../../domain/people/mentor-places.ts';
import type { Enrolment } from '../../domain/people/people.ts';
import { opensEarlierWords } from '../../domain/reflections/earlier-words.ts';
import type { Item, ItemKind } from '../../domain/reflections/visibility.ts';
import type { Records } from '../ports/records/records.ts';
import type { Run } from '../ports/records/views.ts';

/** What somebody wrote in a form, with every fact that decides who reads it now. */
export async function toItem(records: Records, run: Run, kind: ItemKind, now: Date): Promise<Item> {
  const seated = run.sessionId === null ? [] : await records.replacements.seatedMentors(run.sessionId);
  const places = run.teamId === null ? [] : await records.replacements.placesOf(run.teamId);
  const successors = findSuccessors(
    places,
    seated.map(({ enrolmentId }) => enrolmentId),
  ).filter(({ endedAt }) => endedAt === null);
  const facts = [];
  for (const { enrolmentId, personId } of successors) {
    const isAsked = run.role === 'participant';
    const words = isAsked ? await records.replacements.earlierWords(run.enrolmentId, enrolmentId) : null;
    facts.push({ personId, opened: words !== null && opensEarlierWords(words, now) });
  }
  return {
    kind,
    writerPersonId: run.personId,
    programmeId: run.programmeId,
    teamId: run.teamId,
    sentAt: run.sentAt,
    mentorsOfTheDay: seated.map(({ personId }) => personId),
    successors: facts,
  };
}

/** Whether a participant has sent anything that a mentor who comes now could be shown. */
export async function hasEarlierWords(
  records: Records,
  { personId, teamId }: Pick<Enrolment, 'personId' | 'teamId'>,
): Promise<boolean> {
  const runs = await records.reflections.answeredRuns(personId);
  return runs.some((run) => run.sentAt !== null && run.teamId !== null && run.teamId === teamId);
}
