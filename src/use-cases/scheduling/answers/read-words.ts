import { findHolders } from '../../../domain/people/mentor-places.ts';
import { canRead } from '../../../domain/reflections/visibility.ts';
import type { Proposal } from '../../../domain/scheduling/proposal.ts';
import type { Records } from '../../ports/records/records.ts';
import { readerOf } from '../../reader-of.ts';
import { findOpened } from '../../replacing/earlier-words.ts';

/** What a participant passed on about a date, as the pair may read it now. */
export type WordsRead =
  | { readonly kind: 'words'; readonly name: string; readonly text: string }
  /** Taken back, deleted, or not for the mentors of now. */
  | { readonly kind: 'withdrawn' }
  /** The writer's part has ended. */
  | { readonly kind: 'left' };

/** The words that one murmur passes on to the pair; every mentor who reads the place has to be allowed to. */
export async function readWords(
  records: Records,
  { teamId, programmeId }: Pick<Proposal, 'teamId' | 'programmeId'>,
  { murmurId, now }: { readonly murmurId: string; readonly now: Date },
): Promise<WordsRead> {
  const murmur = await records.murmurs.find(murmurId);
  if (murmur === null || murmur.passedOnAt === null) return { kind: 'withdrawn' };
  const { mentors, participants } = await records.people.everybodyOfTeam(teamId);
  const writer = participants.find(({ person }) => person.id === murmur.personId);
  if (writer === undefined) return { kind: 'left' };
  const places = await records.replacements.placesOf(teamId);
  const addressed = findHolders(places, murmur.passedOnAt);
  const item = {
    kind: 'date_words',
    writerPersonId: murmur.personId,
    programmeId,
    teamId,
    sentAt: murmur.passedOnAt,
    mentorsOfTheDay: addressed.map(({ personId }) => personId),
    successors: await findOpened(records, places, {
      seated: addressed,
      askedEnrolmentId: writer.enrolment.id,
      now,
    }),
  } as const;
  for (const { person } of mentors) {
    if (!canRead(await readerOf(records, person.id), item)) return { kind: 'withdrawn' };
  }
  return { kind: 'words', name: writer.person.name, text: murmur.text };
}
