import type { Role } from '../people/people.ts';

/** Facts about somebody who wants to read. */
export type Reader = {
  readonly personId: string;
  readonly enrolments: readonly {
    readonly programmeId: string;
    readonly teamId: string | null;
    readonly role: Role;
    readonly endedAt: Date | null;
  }[];
};

export type ItemKind =
  /** Satisfaction, the reason for not meeting, recommendation, the before-form. */
  | 'rating'
  /** Whether people met. */
  | 'met'
  /** Topics, words, next step of a participant. */
  | 'participant_words'
  | 'stance'
  /** What a participant wrote about a date. */
  | 'date_words'
  /** What a mentor sorted out, next step, note. */
  | 'mentor_note'
  /** A mentor's worry; the training form. */
  | 'worry'
  | 'murmur';

/** Something somebody wrote. */
export type Item = {
  readonly kind: ItemKind;
  readonly writerPersonId: string;
  readonly programmeId: string;
  readonly teamId: string | null;
  /** When it was sent, or sent on; null: still the writer's own. */
  readonly sentAt: Date | null;
  /** The mentors who hold a seat in that session; of words about a date, those who were the pair when it was sent. */
  readonly mentorsOfTheDay: readonly string[];
  /** The mentors who have taken a place of that day's pair since; left out: none. */
  readonly successors?: readonly Successor[];
};

/** A mentor who came later, and whether what a participant wrote before is open to them now (see earlier-words.ts). */
export type Successor = { readonly personId: string; readonly opened: boolean };

/**
 * THE policy of who reads what (CONVERSATIONS 6); everything that shows text asks it. Access starts and ends with an
 * enrolment; another participant of the team (perhaps the employer) and supporters never read. Who takes a mentor's place
 * reads what the pair wrote for itself, and of a participant what that participant opens to them (ADR 0015).
 */
export function canRead(reader: Reader, item: Item): boolean {
  if (reader.personId === item.writerPersonId) return true;
  const running = reader.enrolments.filter(
    ({ programmeId, endedAt }) => programmeId === item.programmeId && endedAt === null,
  );
  const isCoordinator = running.some(({ role }) => role === 'coordinator');
  const isMentor = running.some(
    ({ role, teamId }) => role === 'mentor' && teamId !== null && teamId === item.teamId,
  );
  const isOfTheDay = isMentor && item.mentorsOfTheDay.includes(reader.personId);
  const successor = isMentor
    ? item.successors?.find(({ personId }) => personId === reader.personId)
    : undefined;
  switch (item.kind) {
    case 'rating':
      return isCoordinator;
    case 'met':
    case 'stance':
      return isCoordinator || isOfTheDay || successor?.opened === true;
    case 'participant_words':
      return item.sentAt !== null && (isCoordinator || isOfTheDay || successor?.opened === true);
    case 'date_words':
      return item.sentAt !== null && (isOfTheDay || successor?.opened === true);
    case 'mentor_note':
      return item.sentAt !== null && (isCoordinator || isOfTheDay || successor !== undefined);
    case 'worry':
    case 'murmur':
      return item.sentAt !== null && isCoordinator;
  }
}
