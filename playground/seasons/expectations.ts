import { type ExpectedReminder, expectReminders } from './expected-reminders.ts';
import {
  absentFrom,
  emptyFrom,
  endOf,
  type PlayedSeason,
  type Season,
  type SeasonSession,
  wasHeld,
} from './season.ts';
import { daysLater, instantOf, isoWeekOf, mondaysBetween, wallClock } from './zoned-time.ts';

/** One ISO week's digest: its Monday in the programme's zone, its number, and when it falls due. */
export type ExpectedDigest = { readonly monday: string; readonly week: number; readonly dueAt: Date };

/** A reflection that somebody could write: they sat in a session that ended. */
export type DueReflection = { readonly person: string; readonly session: string };

export type Expectations = {
  readonly reminders: readonly ExpectedReminder[];
  readonly digests: readonly ExpectedDigest[];
  readonly reflections: readonly DueReflection[];
  /** Keys of the sessions that really took place. */
  readonly meetings: readonly string[];
};

const digestAt = '09:00';

/** What should come out of a season, derived from what its people agreed on alone. */
export function expectSeason(season: PlayedSeason): Expectations {
  return {
    reminders: expectReminders(season),
    digests: expectDigests(season),
    reflections: season.sessions.flatMap(dueReflections),
    meetings: season.sessions.filter(wasHeld).map(({ key }) => key),
  };
}

/** One for each ISO week, from the week of the training to the week after the last phase. */
export function expectDigests({ programme, training }: Season): readonly ExpectedDigest[] {
  const fromOn = wallClock(training.startsAt, programme.zone).date;
  const lastPhaseEnds = programme.phases.map(({ toOn }) => toOn).sort((a, b) => a.localeCompare(b));
  const toOn = daysLater(lastPhaseEnds.at(-1) ?? programme.toOn, 7);
  return mondaysBetween(fromOn, toOn).map((monday) => ({
    monday,
    week: isoWeekOf(monday).week,
    dueAt: instantOf(daysLater(monday, 7), digestAt, programme.zone),
  }));
}

/** Nobody is asked about a session that was cancelled or given up, nor who could not come or had not joined. */
function dueReflections(session: SeasonSession): readonly DueReflection[] {
  const stands = session.standings.at(-1)?.until === null;
  if (!stands || session.cancelledAt !== null || emptyFrom(session) !== null) return [];
  const ended = endOf(session);
  const reachable = session.participants.filter(
    ({ joinsAt, blocksAt }) => joinsAt < ended && (blocksAt === null || blocksAt > ended),
  );
  return [...reachable, ...session.mentors]
    .filter(({ code }) => absentFrom(session, code) === null)
    .map(({ code }) => ({ person: code, session: session.key }));
}
