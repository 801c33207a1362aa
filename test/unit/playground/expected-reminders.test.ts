import { describe, expect, it } from 'vitest';
import { expectReminders } from '../../../playground/seasons/expected-reminders.ts';
import type { PlayedSeason, SeasonSession } from '../../../playground/seasons/season.ts';
import { planReminders } from '../../../src/domain/reminders/plan-reminders.ts';
import { defaultReminderPolicy } from '../../../src/domain/reminders/policy.ts';
import { loadPlayedSeason } from './played-season.ts';

const { season } = loadPlayedSeason();

function sessionAt(key: string, changes: Partial<SeasonSession>): PlayedSeason {
  const session = season.sessions.find((one) => one.key === key);
  if (session === undefined) throw new Error(`no session ${key}`);
  return { ...season, sessions: [{ ...session, ...changes }] };
}

function standing(startsAt: string): Pick<SeasonSession, 'standings' | 'startsAt'> {
  const at = new Date(startsAt);
  return { startsAt: at, standings: [{ startsAt: at, from: season.opensAt, until: null }] };
}

function dueOf(given: PlayedSeason, person: string): readonly string[] {
  return expectReminders(given)
    .filter((reminder) => reminder.person === person)
    .map(({ offset, dueAt }) => `${offset} ${dueAt.toISOString()}`);
}

describe('expected reminders', () => {
  it('come to participants at 20:00 on the eve', () => {
    expect(dueOf(sessionAt('01/mentoring/1', {}), 'P01A')).toEqual(['eve 2024-11-04T11:00:00.000Z']);
  });

  it('move to the minute before a quiet range', () => {
    expect(dueOf(sessionAt('08/mentoring/1', {}), 'P08A')).toEqual(['eve 2024-11-08T08:59:00.000Z']);
  });

  it('come to pairs at 21:00 on the eve and an hour before, earlier where the evening is quiet', () => {
    expect(dueOf(sessionAt('01/mentoring/1', {}), 'M01A')).toEqual([
      'eve 2024-11-04T12:00:00.000Z',
      'hour 2024-11-05T08:59:00.000Z',
    ]);
  });

  it('follow the earlier evening of a pair in two zones, across the end of summer time', () => {
    expect(dueOf(sessionAt('04/mentoring/1', {}), 'M04A')).toEqual([
      'eve 2024-11-03T04:00:00.000Z',
      'hour 2024-11-04T00:00:00.000Z',
    ]);
  });

  it('come to whoever was mentor while a start stood', () => {
    const session = season.sessions.find(({ key }) => key === '01/mentoring/1');
    const [former, partner] = session?.mentors ?? [];
    if (session === undefined || former === undefined || partner === undefined) throw new Error('no pair');
    const comer = { ...former, code: 'M01C' };
    const [first] = session.standings;
    if (first === undefined) throw new Error('no start');
    const until = new Date('2024-11-05T08:59:30Z');
    const moved = sessionAt('01/mentoring/1', {
      mentors: [comer, partner],
      standings: [
        { ...first, until, mentors: [former, partner] },
        { startsAt: new Date('2024-11-20T10:00:00Z'), from: until, until: null },
      ],
    });
    expect(dueOf(moved, former.code)).toEqual([
      'eve 2024-11-04T12:00:00.000Z',
      'hour 2024-11-05T08:59:00.000Z',
    ]);
    expect(dueOf(moved, comer.code)).toEqual([
      'eve 2024-11-19T12:00:00.000Z',
      'hour 2024-11-20T08:59:00.000Z',
    ]);
  });

  it('are one where two would come within three hours', () => {
    const early = sessionAt('01/mentoring/1', standing('2024-11-04T22:30:00Z'));
    expect(dueOf(early, 'M01A')).toEqual(['eve 2024-11-04T12:00:00.000Z']);
  });

  it('are the notice of the change when a session is set after their own instant', () => {
    const moved = new Date('2024-11-05T03:00:00Z');
    const changed = sessionAt('01/mentoring/1', {
      standings: [{ startsAt: new Date('2024-11-05T12:00:00Z'), from: moved, until: null }],
    });
    const ofParticipant = expectReminders(changed).filter(({ person }) => person === 'P01A');
    expect(ofParticipant).toMatchObject([{ dueAt: moved, byNotice: true }]);
    expect(dueOf(changed, 'M01A')).toEqual([`eve ${moved.toISOString()}`, 'hour 2024-11-05T08:59:00.000Z']);
  });

  it('are one where the notice can only be heard shortly before the second', () => {
    const overnight = new Date('2024-11-04T22:30:00+09:00');
    const startsAt = new Date('2024-11-05T10:00:00+09:00');
    const changed = sessionAt('01/mentoring/1', {
      startsAt,
      standings: [{ startsAt, from: new Date(overnight.getTime() + 3_600_000), until: null }],
    });
    expect(dueOf(changed, 'M01A').map((line) => line.slice(0, 4))).toEqual(['eve ']);
  });

  it('are none once nobody comes, also where the session moves later', () => {
    const [startsAt, later] = [new Date('2024-11-05T12:00:00Z'), new Date('2024-11-08T12:00:00Z')];
    const changed = sessionAt('01/mentoring/1', {
      startsAt: later,
      standings: [
        { startsAt, from: season.opensAt, until: new Date('2024-11-05T10:00:00Z') },
        { startsAt: later, from: new Date('2024-11-06T00:00:00Z'), until: null },
      ],
      absences: [{ person: 'P01A', at: new Date('2024-11-05T01:00:00Z') }],
    });
    expect(dueOf(changed, 'M01A')).toEqual([
      'eve 2024-11-04T12:00:00.000Z',
      'eve 2024-11-07T12:00:00.000Z',
      'hour 2024-11-08T08:59:00.000Z',
    ]);
  });

  it('are read in the group by a mentor too who has said that they do not come, and by nobody once both have', () => {
    const [at, later] = [new Date('2024-11-05T01:00:00Z'), new Date('2024-11-05T02:00:00Z')];
    const [one, other] = [
      { person: 'M01A', at },
      { person: 'M01B', at: later },
    ];
    const both = ['eve 2024-11-04T12:00:00.000Z', 'hour 2024-11-05T08:59:00.000Z'];
    expect(dueOf(sessionAt('01/mentoring/1', { absences: [one] }), 'M01A')).toEqual(both);
    expect(dueOf(sessionAt('01/mentoring/1', { absences: [one] }), 'M01B')).toEqual(both);
    const nobody = sessionAt('01/mentoring/1', { absences: [one, other] });
    expect(dueOf(nobody, 'M01B')).toEqual(both.slice(0, 1));
  });

  it('are none when less than an hour remains', () => {
    const changed = sessionAt('01/mentoring/1', {
      standings: [
        { startsAt: new Date('2024-11-05T12:00:00Z'), from: new Date('2024-11-05T11:30:00Z'), until: null },
      ],
    });
    expect(expectReminders(changed)).toEqual([]);
  });

  it('agree with the planner of the product for every session that stays as it is', () => {
    const expected = expectReminders(season);
    for (const session of season.sessions.filter(isUndisturbed)) {
      const mine = expected
        .filter(({ session: key }) => key === session.key)
        .map(({ person, offset, dueAt }) => `${person} ${offset} ${dueAt.toISOString()}`);
      expect(mine.sort()).toEqual([...planned(session)].sort());
    }
  });
});

function isUndisturbed({ standings, cancelledAt, absences }: SeasonSession): boolean {
  return standings.length === 1 && cancelledAt === null && absences.length === 0;
}

function planned(session: SeasonSession): readonly string[] {
  const toAttendee = ({
    code,
    zone,
    quietRanges,
  }: (typeof season.mentors)[number] | (typeof season.participants)[number]) => ({
    personId: code,
    seatId: code,
    attends: true,
    zone,
    quietRanges,
  });
  const reminders = planReminders({
    session: {
      ...session,
      id: session.key,
      programmeId: season.programme.key,
      teamId: session.team,
      state: 'planned',
      scheduleRevision: 1,
    },
    participants: session.participants
      .filter(
        ({ joinsAt, blocksAt }) =>
          joinsAt < session.startsAt && (blocksAt === null || blocksAt > session.startsAt),
      )
      .map(toAttendee),
    mentors: session.mentors.map(toAttendee),
    policy: defaultReminderPolicy,
    now: season.opensAt,
    existing: new Map(),
  });
  return reminders.flatMap(({ address, offset, dueAt }) => {
    const readers =
      address.kind === 'pair'
        ? session.mentors.map(({ code }) => code)
        : address.kind === 'line' || address.kind === 'dm'
          ? [address.personId]
          : [];
    return readers.map((code) => `${code} ${offset} ${dueAt.toISOString()}`);
  });
}
