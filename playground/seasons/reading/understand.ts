import type { Expectations } from '../expectations.ts';
import type { ExpectedReminder, Offset } from '../expected-reminders.ts';
import { type Listener, quietEndsAt, quietRangeAt } from '../quiet-times.ts';
import { everybody, mentorsThen, type PlayedSeason, type SeasonPerson } from '../season.ts';
import type { Received } from './received.ts';
import { prepareReading, type Reading, type Recognised, recognise } from './recognise.ts';

/** A message, with what its reader makes of it. */
export type Understood = Received & Recognised & { readonly reader: SeasonPerson };

/** Reads every message: those that came unasked, and the answers to somebody's own act. */
export function understandAll(
  season: PlayedSeason,
  expectations: Expectations,
  received: readonly Received[],
): { readonly unasked: readonly Understood[]; readonly answers: readonly Understood[] } {
  const people = new Map(everybody(season).map((person) => [person.code, person]));
  const mondays = expectations.digests.map(({ monday }) => monday);
  const readings = new Map(
    everybody(season).map((person) => [person.code, readingOf(person, season, mondays)]),
  );
  const understood = received.flatMap((message) => {
    const reader = people.get(message.person);
    const reading = readings.get(message.person);
    if (reader === undefined || reading === undefined) return [];
    return [{ ...message, reader, ...recognise(message.text, message.at, reading) }];
  });
  return {
    unasked: understood.filter(({ via }) => via !== 'answer'),
    answers: understood.filter(({ via }) => via === 'answer'),
  };
}

function readingOf(person: SeasonPerson, season: PlayedSeason, mondays: readonly string[]): Reading {
  const sessions = season.sessions.filter((session) =>
    [
      ...session.participants,
      ...session.mentors,
      ...session.standings.flatMap((standing) => mentorsThen(session, standing)),
    ].some(({ code }) => code === person.code),
  );
  const partners = sessions.filter(({ kind }) => kind !== 'training').flatMap(({ mentors }) => mentors);
  return prepareReading({
    sessions,
    zones: [person.zone, ...partners.map(({ zone }) => zone), season.programme.zone],
    mondays,
  });
}

export type MatchedReminders = {
  readonly received: number;
  readonly missing: readonly ExpectedReminder[];
  readonly late: readonly Understood[];
  /** Reminders that nobody expected: an offset or a start time that was not to be reminded of. */
  readonly unexpected: readonly Understood[];
};

/**
 * Assigns reminders to what was expected: by the second one's own sentence, else by time. Whoever set the date late by
 * their own tap is told by the answer to it: that is the notice which is the reminder (CONVERSATIONS 3.14, `move.done`).
 */
export function matchReminders(
  expected: readonly ExpectedReminder[],
  messages: readonly Understood[],
  answers: readonly Understood[],
): MatchedReminders {
  const late = messages.filter(
    ({ kind, about, at }) => kind === 'reminder' && about !== null && at >= about.standing.startsAt,
  );
  const taken = new Set<Understood>();
  const missing = expected.filter((reminder) => {
    const isIt = (message: Understood): boolean =>
      !taken.has(message) && fulfils(message, reminder, expected);
    const found = messages.find(isIt) ?? answers.find((answer) => answer.kind === 'moved' && isIt(answer));
    if (found !== undefined) taken.add(found);
    return found === undefined;
  });
  const unexpected = messages.filter(
    (message) => message.kind === 'reminder' && !taken.has(message) && !late.includes(message),
  );
  return { received: expected.length - missing.length, missing, late, unexpected };
}

function fulfils(
  message: Understood,
  reminder: ExpectedReminder,
  expected: readonly ExpectedReminder[],
): boolean {
  const { window, byNotice } = reminder;
  const isKind = message.kind === 'reminder' || (byNotice && message.kind === 'moved');
  return (
    isKind &&
    isAbout(message, reminder) &&
    message.at >= window.from &&
    message.at < window.until &&
    (message.kind === 'moved' || offsetOf(message, expected) === reminder.offset)
  );
}

function isAbout(message: Understood, reminder: ExpectedReminder): boolean {
  return (
    message.person === reminder.person &&
    message.about?.session.key === reminder.session &&
    message.about.standing.startsAt.getTime() === reminder.startsAt.getTime()
  );
}

/** Which of the two reminders this is: what it says itself, else the expected one nearest in time. */
export function offsetOf(message: Understood, expected: readonly ExpectedReminder[]): Offset {
  if (message.offset !== null) return message.offset;
  const [nearest] = expected
    .filter((reminder) => isAbout(message, reminder))
    .sort((a, b) => distance(message, a) - distance(message, b));
  return nearest?.offset ?? 'eve';
}

function distance(message: Understood, reminder: ExpectedReminder): number {
  return Math.abs(message.at.getTime() - reminder.dueAt.getTime());
}

const countedOnce: ReadonlySet<string> = new Set([
  'reminder',
  'moved',
  'cancelled',
  'ask',
  'nudge',
  'digest',
  'supporterDigest',
]);

/** Messages that said again what one person had been told: same kind, offset, session and start time, or week. */
export function findDuplicates(
  messages: readonly Understood[],
  expected: readonly ExpectedReminder[],
): readonly Understood[] {
  const seen = new Set<string>();
  return messages.filter((message) => {
    const { kind, person, about, monday } = message;
    if (!countedOnce.has(kind) || (about === null && monday === null)) return false;
    const what = about === null ? monday : `${about.session.key} ${about.standing.from.toISOString()}`;
    const offset = kind === 'reminder' ? offsetOf(message, expected) : '';
    const key = [person, kind, what, offset].join(' ');
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}

const urgentMs = 60 * 60_000;
const ownActMs = 60_000;

/** How a message stands to its reader's quiet ranges; `acts` are the instants of the reader's own acts. */
export function judgeQuiet(
  message: Understood,
  acts: readonly Date[],
): 'open' | 'own_act' | 'urgent' | 'quiet' {
  const { at, about, reader } = message;
  if (quietRangeAt(at, reader satisfies Listener) === null) return 'open';
  const isAnswer = acts.some((act) => act <= at && at.getTime() - act.getTime() <= ownActMs);
  if (isAnswer) return 'own_act';
  const ends = quietEndsAt(at, [reader]);
  const start = about === null ? undefined : countedOn(message, about);
  if (start === undefined || at >= start) return 'quiet';
  return ends === null || ends.getTime() > start.getTime() - urgentMs ? 'urgent' : 'quiet';
}

const remindersAndAsks: ReadonlySet<string> = new Set(['reminder', 'ask', 'nudge', 'digest']);

/**
 * Before when the reader has to have read it: the session's start of DESIGN 5 is the one to which they would come but for
 * this message. News that gives a start up has to arrive before that one, however late the new one is (CONVERSATIONS 0,
 * `urgent`; 3.14, "P x1 (urgent)"); whatever only reminds or asks gives nothing up.
 */
function countedOn({ kind, at }: Understood, { session, standing }: NonNullable<Understood['about']>): Date {
  if (remindersAndAsks.has(kind)) return standing.startsAt;
  const givenUp = session.standings.filter(
    ({ startsAt, until }) => until !== null && until <= at && startsAt > at,
  );
  return [standing, ...givenUp].map(({ startsAt }) => startsAt).reduce((a, b) => (a < b ? a : b));
}
