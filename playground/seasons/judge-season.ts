import { compareAnswers, countReflections, type Given, type Stored } from './answers.ts';
import { countMoves } from './count-moves.ts';
import type { DiaryCounts } from './diary/diary.ts';
import { type Expectations, expectSeason } from './expectations.ts';
import { findWrongLastWords } from './reading/last-words.ts';
import type { Received } from './reading/received.ts';
import {
  findDuplicates,
  judgeQuiet,
  matchReminders,
  type Understood,
  understandAll,
} from './reading/understand.ts';
import type { PlayedSeason, Season, SeasonSession } from './season.ts';

/** An act of a person: a tap, a text, anything sent. */
export type Act = { readonly person: string; readonly at: Date };

/** What came out of a season. */
export type SeasonRecord = {
  readonly season: PlayedSeason;
  /** What people did to their sessions, by their own count. */
  readonly counts: DiaryCounts;
  readonly received: readonly Received[];
  readonly acts: readonly Act[];
  readonly given: readonly Given[];
  readonly stored: readonly Stored[];
  /** Keys of the sessions that the product counts as held, and those of the meetings the actors held. */
  readonly sessionsHeld: readonly string[];
  readonly meetingsHeld: readonly string[];
  /** By the product's own record: every start that stood, oldest first, by session, and the sessions called off. */
  readonly recorded: {
    readonly starts: Readonly<Record<string, readonly Date[]>>;
    readonly cancelled: readonly string[];
  };
  /** LINE's own count of pushes, months in Asia/Tokyo (`2024-11`). */
  readonly linePushesByMonth: Readonly<Record<string, number>>;
  /** Webhooks that the stand-ins sent again. */
  readonly redelivered: number;
};

/** The figures of the demo's last line, `wallSeconds` excepted. */
export type SeasonFigures = DiaryCounts & {
  readonly teams: number;
  readonly mentors: number;
  readonly participants: number;
  readonly sessionsHeld: number;
  readonly remindersExpected: number;
  readonly remindersReceived: number;
  readonly remindersMissing: number;
  readonly reflectionsDue: number;
  readonly reflectionsAnswered: number;
  readonly digestsExpected: number;
  readonly digestsReceived: number;
  readonly digestsMissing: number;
  readonly linePushesByMonth: Readonly<Record<string, number>>;
  readonly answersGiven: number;
  readonly answersStored: number;
  readonly answersWrong: number;
  /** People whom the last word before a meeting left with a wrong start. */
  readonly timesWrong: number;
  readonly duplicates: number;
  readonly late: number;
  readonly inQuietRange: number;
  readonly urgentInRange: number;
  readonly redelivered: number;
};

export type Verdict = {
  readonly figures: SeasonFigures;
  /** What went wrong, one line each; a season is good when there is none. */
  readonly problems: readonly string[];
};

/** Compares a season as it should have been with what people received, gave and find stored. */
export function judgeSeason(record: SeasonRecord): Verdict {
  const { season, given, stored } = record;
  const expectations = expectSeason(season);
  const { unasked: messages, answers: answersTo } = understandAll(season, expectations, record.received);
  const reminders = matchReminders(expectations.reminders, messages, answersTo);
  const duplicates = findDuplicates(messages, expectations.reminders);
  const quiet = judgeAllQuiet(messages, record.acts);
  const answers = compareAnswers(given, stored);
  const wrongTimes = findWrongLastWords(season, record.received);
  const digests = digestWeeks(season, messages);
  const missingForSupporters = missingSupporterDigests(season, messages, expectations.digests);
  const missingDigests = expectations.digests.filter(({ monday }) => !digests.has(monday));
  const figures: SeasonFigures = {
    teams: new Set(season.participants.flatMap(({ teams }) => teams)).size,
    mentors: season.mentors.length,
    participants: season.participants.length,
    sessionsHeld: record.sessionsHeld.length,
    ...record.counts,
    remindersExpected: expectations.reminders.length,
    remindersReceived: reminders.received,
    remindersMissing: reminders.missing.length,
    reflectionsDue: expectations.reflections.length,
    reflectionsAnswered: countReflections(given),
    digestsExpected: expectations.digests.length,
    digestsReceived: expectations.digests.length - missingDigests.length,
    digestsMissing: missingDigests.length,
    linePushesByMonth: record.linePushesByMonth,
    answersGiven: answers.given,
    answersStored: answers.stored,
    answersWrong: answers.wrong,
    timesWrong: wrongTimes.length,
    duplicates: duplicates.length,
    late: reminders.late.length,
    inQuietRange: quiet.quiet.length,
    urgentInRange: quiet.urgent.length,
    redelivered: record.redelivered,
  };
  return {
    figures,
    problems: [
      ...reminders.missing.map(
        ({ person, session, offset, startsAt, dueAt }) =>
          `reminder missing: ${person} ${session} ${offset} of ${written(startsAt)}, due ${written(dueAt)}`,
      ),
      ...reminders.unexpected.map((message) => `not expected: ${describe(message)}`),
      ...missingDigests.map(({ monday }) => `digest missing: week of ${monday}`),
      ...missingForSupporters,
      ...duplicates.map((message) => `twice: ${describe(message)}`),
      ...reminders.late.map((message) => `late: ${describe(message)}`),
      ...quiet.quiet.map((message) => `in a quiet range: ${describe(message)}`),
      ...answers.problems,
      ...wrongTimes.map(
        ({ person, session, text, at }) => `wrong start: ${person} ${session} at ${written(at)}: ${text}`,
      ),
      ...meetingProblems(record, expectations),
      ...(record.redelivered > 0 ? [] : ['nothing was redelivered']),
    ],
  };
}

/** Weeks whose digest reached a coordinator. */
function digestWeeks(season: Season, messages: readonly Understood[]): ReadonlySet<string> {
  const coordinators = new Set(season.coordinators.map(({ code }) => code));
  return new Set(
    messages.flatMap(({ kind, monday, person }) =>
      kind === 'digest' && monday !== null && coordinators.has(person) ? [monday] : [],
    ),
  );
}

/** Each supporter reads every week of their teams. */
function missingSupporterDigests(
  { supporters }: Season,
  messages: readonly Understood[],
  expected: Expectations['digests'],
): readonly string[] {
  const read = new Set(
    messages.flatMap(({ kind, person, monday }) =>
      kind === 'supporterDigest' ? [`${person} ${monday}`] : [],
    ),
  );
  return supporters.flatMap(({ code }) =>
    expected
      .filter(({ monday }) => !read.has(`${code} ${monday}`))
      .map(({ monday }) => `supporter's digest missing: ${code}, week of ${monday}`),
  );
}

function judgeAllQuiet(
  messages: readonly Understood[],
  acts: readonly Act[],
): { readonly quiet: readonly Understood[]; readonly urgent: readonly Understood[] } {
  const actsOf = Map.groupBy(acts, ({ person }) => person);
  const judged = messages.map((message) => ({
    message,
    verdict: judgeQuiet(
      message,
      (actsOf.get(message.person) ?? []).map(({ at }) => at),
    ),
  }));
  const those = (wanted: 'quiet' | 'urgent'): readonly Understood[] =>
    judged.filter(({ verdict }) => verdict === wanted).map(({ message }) => message);
  return { quiet: those('quiet'), urgent: those('urgent') };
}

function meetingProblems(
  { season, sessionsHeld, meetingsHeld, recorded }: SeasonRecord,
  { meetings }: Expectations,
): readonly string[] {
  const [counted, met] = [new Set(sessionsHeld), new Set(meetingsHeld)];
  return [
    ...meetingsHeld.filter((key) => !counted.has(key)).map((key) => `held, but not counted: ${key}`),
    ...sessionsHeld.filter((key) => !met.has(key)).map((key) => `counted, but not held: ${key}`),
    ...meetings.filter((key) => !met.has(key)).map((key) => `nobody came: ${key}`),
    ...season.sessions.flatMap((session) => changeProblems(session, recorded)),
  ];
}

/** Whether the record has as many moves, and the same end, as the people of the session. */
function changeProblems(
  { key, standings, cancelledAt }: SeasonSession,
  { starts, cancelled }: SeasonRecord['recorded'],
): readonly string[] {
  const moves = countMoves(standings.map(({ startsAt }) => startsAt));
  const recorded = countMoves(starts[key] ?? []);
  const isOff = cancelledAt !== null;
  return [
    ...(moves === recorded ? [] : [`${key} moved ${moves} times in the chats, ${recorded} in the record`]),
    ...(isOff === cancelled.includes(key)
      ? []
      : [`${key} was called off ${isOff ? 'in the chats' : 'in the record'} alone`]),
  ];
}

function describe({ person, kind, about, monday, at }: Understood): string {
  const what =
    about === null ? (monday ?? '') : `${about.session.key} of ${written(about.standing.startsAt)}`;
  return `${person} ${kind} ${what} at ${written(at)}`;
}

function written(at: Date): string {
  return at.toISOString();
}
