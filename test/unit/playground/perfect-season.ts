import type { Given } from '../../../playground/seasons/answers.ts';
import { type ExpectedDigest, expectSeason } from '../../../playground/seasons/expectations.ts';
import type { ExpectedReminder } from '../../../playground/seasons/expected-reminders.ts';
import type { SeasonRecord } from '../../../playground/seasons/judge-season.ts';
import type { Received } from '../../../playground/seasons/reading/received.ts';
import { everybody } from '../../../playground/seasons/season.ts';
import { digest, lineReminder, pairReminder, supporterDigest } from './messages.ts';
import { loadPlayedSeason } from './played-season.ts';

type PerfectRecord = SeasonRecord & { readonly received: Received[] };

/** The season of 2024 with what was to come of it, and, anew for each test, a record in which everything came. */
export function perfectSeason() {
  const { season, diary } = loadPlayedSeason();
  const expectations = expectSeason(season);
  const people = new Map(everybody(season).map((person) => [person.code, person]));
  const sessions = new Map(season.sessions.map((session) => [session.key, session]));

  const toMessage = (reminder: ExpectedReminder): Received => {
    const reader = people.get(reminder.person);
    const session = sessions.get(reminder.session);
    if (reader === undefined || session === undefined) throw new Error('an expectation about nobody');
    const sent = { at: reminder.dueAt, session, startsAt: reminder.startsAt };
    return reminder.audience === 'line'
      ? lineReminder(reader, sent)
      : pairReminder(reader, sent, reminder.offset);
  };

  const toDigests = ({ monday, week, dueAt }: ExpectedDigest): readonly Received[] => {
    const from = new Date(`${monday}T00:00:00+09:00`);
    const to = new Date(from.getTime() + 6 * 86_400_000);
    return [
      ...season.coordinators.map((reader) => digest(reader, dueAt, { week, from, to })),
      ...season.supporters.map((reader) => supporterDigest(reader, dueAt, { from, to })),
    ];
  };

  const perfect = (): PerfectRecord => ({
    season,
    counts: diary.counts(),
    recorded: {
      starts: Object.fromEntries(season.sessions.map(({ key, standings }) => [key, startsOf(standings)])),
      cancelled: ['09/mentoring/4'],
    },
    received: [...expectations.reminders.map(toMessage), ...expectations.digests.flatMap(toDigests)],
    acts: [],
    given,
    stored: [
      { ...answerOf('P01A'), question: 'q1', value: '5' },
      { ...answerOf('P01A'), question: 'topics', value: 'career+work' },
      { ...answerOf('M01A'), question: 'q1', value: 'not_met' },
    ],
    sessionsHeld: expectations.meetings,
    meetingsHeld: expectations.meetings,
    linePushesByMonth: { '2024-11': 45 },
    redelivered: 12,
  });

  return { season, expectations, sessions, toMessage, perfect };
}

const given: readonly Given[] = [
  { ...answerOf('P01A'), question: 'q1', value: { kind: 'rating', value: 4 }, at: new Date(1) },
  { ...answerOf('P01A'), question: 'q1', value: { kind: 'rating', value: 5 }, at: new Date(2) },
  {
    ...answerOf('P01A'),
    question: 'topics',
    value: { kind: 'topics', values: ['work', 'career'] },
    at: new Date(2),
  },
  { ...answerOf('M01A'), question: 'q1', value: { kind: 'not_met' }, at: new Date(3) },
];

function answerOf(person: string): { readonly person: string; readonly session: string } {
  return { person, session: '01/mentoring/1' };
}

function startsOf(standings: readonly { readonly startsAt: Date }[]): readonly Date[] {
  return standings.map(({ startsAt }) => startsAt);
}
