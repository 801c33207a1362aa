import type { Diary } from '../seasons/diary/diary.ts';
import { absentFrom, type SeasonSession, wasHeld } from '../seasons/season.ts';

/** The meetings as they happen, outside of any chat: who came is counted when they come. */
export type Meetings = {
  /** Somebody comes, if the session still stands at this start. */
  readonly attend: (session: SeasonSession, person: string) => void;
  /** Keys of the sessions to which somebody of each invited side came. */
  readonly held: () => readonly string[];
};

/** Empty rooms for every session of a season. */
export function createMeetings(diary: Diary): Meetings {
  const rooms = new Map<string, Set<string>>();
  const hasOneOf = (session: SeasonSession, people: readonly { readonly code: string }[]): boolean =>
    people.length === 0 || people.some(({ code }) => rooms.get(session.key)?.has(code) === true);
  return {
    attend: ({ key, startsAt }, person) => {
      const session = diary.find(key);
      if (session === null || session.startsAt.getTime() !== startsAt.getTime() || !wasHeld(session)) return;
      if (absentFrom(session, person) !== null) return;
      const room = rooms.get(key) ?? new Set();
      rooms.set(key, room.add(person));
    },
    held: () =>
      diary
        .sessions()
        .filter((session) => hasOneOf(session, session.participants) && hasOneOf(session, session.mentors))
        .map(({ key }) => key),
  };
}
