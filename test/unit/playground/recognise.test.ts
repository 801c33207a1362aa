import { describe, expect, it } from 'vitest';
import type { Received } from '../../../playground/seasons/reading/received.ts';
import { prepareReading, type Recognised, recognise } from '../../../playground/seasons/reading/recognise.ts';
import { everybody, type SeasonPerson, type SeasonSession } from '../../../playground/seasons/season.ts';
import { textsFor } from '../../../src/i18n/index.ts';
import {
  digest,
  inSlack,
  lineAsk,
  lineMoved,
  lineReminder,
  pairReminder,
  slackAsk,
  supporterDigest,
} from './messages.ts';
import { loadPlayedSeason } from './played-season.ts';

const { season } = loadPlayedSeason();
const mondays = ['2024-10-07', '2024-11-25', '2024-12-30', '2025-01-06'];
const sittings = season.sessions.flatMap((session) => [
  ...session.participants.map((person) => ({ person, session })),
  ...session.mentors.map((person) => ({ person, session })),
]);

function find(code: string, key: string): { readonly person: SeasonPerson; readonly session: SeasonSession } {
  const sitting = sittings.find(({ person, session }) => person.code === code && session.key === key);
  if (sitting === undefined) throw new Error(`${code} does not sit in ${key}`);
  return sitting;
}

const readings = new Map(
  everybody(season).map((person) => {
    const sessions = sittings.filter((sitting) => sitting.person === person).map(({ session }) => session);
    const zones = [person.zone, ...sessions.flatMap(({ mentors }) => mentors.map(({ zone }) => zone))];
    return [person.code, prepareReading({ sessions, zones, mondays })];
  }),
);

function read(message: Received): Recognised {
  const reading = readings.get(message.person);
  if (reading === undefined) throw new Error(`nobody is called ${message.person}`);
  return recognise(message.text, message.at, reading);
}

function dayBefore(session: SeasonSession): Date {
  return new Date(session.startsAt.getTime() - 25 * 3_600_000);
}

function hourBefore(session: SeasonSession): Date {
  return new Date(session.startsAt.getTime() - 3_600_000);
}

describe('recognising a message by what its reader sees', () => {
  it('tells the session of every reminder of the season, in every zone and language', () => {
    for (const { person, session } of sittings) {
      const sent = { at: dayBefore(session), session };
      const message =
        person.role === 'participant' ? lineReminder(person, sent) : pairReminder(person, sent, 'eve');
      const { kind, about, offset } = read(message);
      expect(`${kind} ${about?.session.key} ${offset}`, person.code).toBe(`reminder ${session.key} null`);
    }
  });

  it('tells the second reminder of a pair by its own sentence', () => {
    const { person, session } = find('M04B', '04/mentoring/2');
    expect(read(pairReminder(person, { at: hourBefore(session), session }, 'hour'))).toMatchObject({
      kind: 'reminder',
      offset: 'hour',
    });
  });

  it('tells the start time of which a reminder speaks', () => {
    const { person, session } = find('P14A', '14/mentoring/5');
    const [first, second] = session.standings;
    if (first === undefined || second === undefined) throw new Error('the session did not move');
    const at = new Date('2025-01-14T10:59:00Z');
    expect(read(lineReminder(person, { at, session, startsAt: first.startsAt })).about?.standing).toBe(first);
    expect(read(lineReminder(person, { at, session, startsAt: second.startsAt })).about?.standing).toBe(
      second,
    );
  });

  it('tells the notice of a new date from the reminder it carries', () => {
    const { person, session } = find('P14A', '14/mentoring/5');
    const moved = read(lineMoved(person, { at: new Date('2025-01-15T01:00:00Z'), session }));
    expect(moved).toMatchObject({ kind: 'moved', about: { standing: session.standings[1] } });
  });

  it('tells asks and nudges and their sessions on both platforms', () => {
    for (const { person, session } of sittings) {
      const sent = { at: new Date(session.startsAt.getTime() + 3 * 3_600_000), session };
      for (const kind of ['ask', 'nudge'] as const) {
        const message =
          person.role === 'participant' ? lineAsk(person, sent, kind) : slackAsk(person, sent, kind);
        const recognised = read(message);
        expect(`${recognised.kind} ${recognised.about?.session.key}`, person.code).toBe(
          `${kind} ${session.key}`,
        );
      }
    }
  });

  it('tells the week of a digest, at the turn of the year too', () => {
    const [coordinator] = season.coordinators;
    if (coordinator === undefined) throw new Error('no coordinator');
    const weeks = [
      { week: 48, from: '2024-11-25', to: '2024-12-01' },
      { week: 1, from: '2024-12-30', to: '2025-01-05' },
    ];
    for (const language of ['ja', 'en'] as const) {
      for (const { week, from, to } of weeks) {
        const span = {
          from: new Date(`${from}T00:00:00+09:00`),
          to: new Date(`${to}T00:00:00+09:00`),
        };
        const reader = { ...coordinator, language };
        const message = digest(reader, new Date(), { week, ...span });
        expect(read(message)).toMatchObject({ kind: 'digest', monday: from, about: null });
        const small = supporterDigest(reader, new Date(), span);
        expect(read(small)).toMatchObject({ kind: 'supporterDigest', monday: from, about: null });
      }
    }
  });

  it('takes the request to pass something on for no reminder', () => {
    const { person, session } = find('M10A', '10/mentoring/4');
    const { relay } = textsFor('ja').sessions;
    const moment = { at: session.startsAt, zone: 'Asia/Tokyo' };
    const message = inSlack(
      person,
      dayBefore(session),
      relay.summary({ at: session.startsAt, zones: ['Asia/Tokyo'] }),
      [
        relay.ask({ name: '参加者10A', ...moment, now: dayBefore(session) }),
        relay.copy({ kind: 'mentoring', number: 4, ...moment, mentors: ['A', 'B'], link: session.link }),
      ],
    );
    expect(read(message)).toMatchObject({ kind: 'relay', about: { session: { key: '10/mentoring/4' } } });
  });

  it('does not take November 12 for January 2, nor meeting 12 for meeting 2', () => {
    const { person } = find('P01A', '01/mentoring/2');
    const message = inSlack(
      person,
      new Date('2024-11-18T12:00:00Z'),
      '第12回 111月19日(火) 21:00のご案内です',
      [],
    );
    expect(read(message).about).toBeNull();
  });
});
