import { findSuccessors, type MentorPlace } from '../../domain/people/mentor-places.ts';
import type { Enrolment } from '../../domain/people/people.ts';
import { opensEarlierWords } from '../../domain/reflections/earlier-words.ts';
import type { Item, ItemKind, Successor } from '../../domain/reflections/visibility.ts';
import type { Records } from '../ports/records/records.ts';
import type { Run } from '../ports/records/views.ts';

/** What somebody wrote in a form, with every fact that decides who reads it now. */
export async function toItem(records: Records, run: Run, kind: ItemKind, now: Date): Promise<Item> {
  const seated = run.sessionId === null ? [] : await records.replacements.seatedMentors(run.sessionId);
  const places = run.teamId === null ? [] : await records.replacements.placesOf(run.teamId);
  return {
    kind,
    writerPersonId: run.personId,
    programmeId: run.programmeId,
    teamId: run.teamId,
    sentAt: run.sentAt,
    mentorsOfTheDay: seated.map(({ personId }) => personId),
    successors: await findOpened(records, places, {
      seated,
      askedEnrolmentId: run.role === 'participant' ? run.enrolmentId : null,
      now,
    }),
  };
}

/**
 * The mentors of now who came after those for whom something was written, and whether it is open to them; that of a
 * mentor, where no participant is asked, never is by itself.
 */
export async function findOpened(
  records: Records,
  places: readonly MentorPlace[],
  written: {
    readonly seated: readonly { readonly enrolmentId: string }[];
    /** The participant whose word decides. */
    readonly askedEnrolmentId: string | null;
    readonly now: Date;
  },
): Promise<readonly Successor[]> {
  const { seated, askedEnrolmentId, now } = written;
  const successors = findSuccessors(
    places,
    seated.map(({ enrolmentId }) => enrolmentId),
  ).filter(({ endedAt }) => endedAt === null);
  const opened: Successor[] = [];
  for (const { enrolmentId, personId } of successors) {
    const words =
      askedEnrolmentId === null
        ? null
        : await records.replacements.earlierWords(askedEnrolmentId, enrolmentId);
    opened.push({ personId, opened: words !== null && opensEarlierWords(words, now) });
  }
  return opened;
}

/** Whether a participant has sent anything that a mentor who comes now could be shown. */
export async function hasEarlierWords(
  records: Records,
  { personId, teamId }: Pick<Enrolment, 'personId' | 'teamId'>,
): Promise<boolean> {
  const runs = await records.reflections.answeredRuns(personId);
  return runs.some((run) => run.sentAt !== null && run.teamId !== null && run.teamId === teamId);
}
