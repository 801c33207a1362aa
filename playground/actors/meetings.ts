import { type Season, type SeasonSession, wasHeld } from '../seasons/season.ts';

/** The meetings as they happen, outside of any chat: who came is counted when they come. */
export type Meetings = {
  /** Whether people met; the sessions of which this is false have nobody to come to. */
  readonly tookPlace: (session: SeasonSession) => boolean;
  readonly attend: (session: SeasonSession, person: string) => void;
  /** Keys of the sessions to which somebody of each invited side came. */
  readonly held: () => readonly string[];
};

/** Empty rooms for every session of a season. */
export function createMeetings(season: Season): Meetings {
  const rooms = new Map<string, Set<string>>();
  const hasOneOf = (session: SeasonSession, people: readonly { readonly code: string }[]): boolean =>
    people.length === 0 || people.some(({ code }) => rooms.get(session.key)?.has(code) === true);
  return {
    tookPlace: wasHeld,
    attend: (session, person) => {
      const room = rooms.get(session.key) ?? new Set();
      rooms.set(session.key, room.add(person));
    },
    held: () =>
      season.sessions
        .filter((session) => hasOneOf(session, session.participants) && hasOneOf(session, session.mentors))
        .map(({ key }) => key),
  };
}
