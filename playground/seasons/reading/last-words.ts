import {
  absentFrom,
  everybody,
  type PlayedSeason,
  type SeasonPerson,
  type SeasonSession,
  wasHeld,
} from '../season.ts';
import type { Received } from './received.ts';
import { holdsWhole, writtenNames, writtenStarts } from './written-dates.ts';

/** A full date with its time, in both languages. */
const fullDate = /\d+月\d+日\(.\) \d+:\d\d|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ [A-Z][a-z]{2}, \d+:\d\d/gu;
/** Several starts stand there to choose from, or somebody's wish: none of them is the date. */
const undecided = /候補|希望がありました|Possible times|would like|Other times|Times for/u;

export type WrongWord = {
  readonly person: string;
  readonly session: string;
  readonly text: string;
  readonly at: Date;
};

/**
 * Whom the last message before a meeting, reply or not, left with another start than the one that everybody had agreed
 * on: whatever names the session with a date counts.
 */
export function findWrongLastWords(
  season: PlayedSeason,
  received: readonly Received[],
): readonly WrongWord[] {
  const byPerson = Map.groupBy(received, ({ person }) => person);
  const zones = new Map(everybody(season).map(({ code, zone }) => [code, zone]));
  return season.sessions.filter(wasHeld).flatMap((session) =>
    [...session.participants, ...session.mentors].flatMap((person) => {
      const { code } = person;
      if (absentFrom(session, code) !== null || isOutOfReach(session, person)) return [];
      const last = lastWord(session, byPerson.get(code) ?? []);
      if (last === null) return [];
      const readIn = [code, ...session.mentors.map((mentor) => mentor.code)].flatMap(
        (one) => zones.get(one) ?? [],
      );
      const right = readIn.flatMap((zone) => writtenStarts(session.startsAt, zone));
      return right.some((start) => holdsWhole(last.text, start))
        ? []
        : [{ person: code, session: session.key, ...last }];
    }),
  );
}

/** Who has blocked the account hears of a date that was set since from the pair, outside of both chats. */
function isOutOfReach({ standings }: SeasonSession, person: SeasonPerson): boolean {
  const blocksAt = ('blocksAt' in person ? person.blocksAt : null) ?? null;
  const setAt = standings.at(-1)?.from;
  return blocksAt !== null && setAt !== undefined && setAt >= blocksAt;
}

function lastWord(
  { kind, number, startsAt }: SeasonSession,
  messages: readonly Received[],
): { readonly text: string; readonly at: Date } | null {
  const names = writtenNames(kind, number);
  const naming = messages.flatMap(({ at, text: { summary, texts } }) => {
    const text = [summary, ...texts].join('\n');
    const isAbout =
      at < startsAt && names.some((name) => holdsWhole(text, name)) && text.match(fullDate) !== null;
    return isAbout && !undecided.test(text) ? [{ text, at }] : [];
  });
  return naming.at(-1) ?? null;
}
