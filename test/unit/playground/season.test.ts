import { describe, expect, it } from 'vitest';
import { expectSeason } from '../../../playground/seasons/expectations.ts';
import { quietRangeAt } from '../../../playground/seasons/quiet-times.ts';
import { everybody, wasHeld } from '../../../playground/seasons/season.ts';
import { wallClock } from '../../../playground/seasons/zoned-time.ts';
import { loadPlayedSeason } from './played-season.ts';

const { season } = loadPlayedSeason();
const expectations = expectSeason(season);

function countBy(values: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

describe('the season of 2024', () => {
  it('has the people of the programme, called by labels', () => {
    expect(season.mentors).toHaveLength(36);
    expect(season.participants).toHaveLength(23);
    expect(new Set(season.participants.map(({ organisation }) => organisation)).size).toBe(12);
    expect(new Set(season.participants.flatMap(({ teams }) => teams)).size).toBe(18);
    for (const { name, email } of everybody(season)) {
      expect(name).toMatch(/^(参加者|メンター|サポーター|事務局)(\d\d)?[A-C]$/u);
      expect(email).toMatch(/@example\.org$/u);
    }
  });

  it('has a pair of mentors in every team, four of them abroad', () => {
    expect(new Set(Object.values(countBy(season.mentors.flatMap(({ teams }) => teams))))).toEqual(
      new Set([2]),
    );
    const abroad = season.mentors.map(({ zone }) => zone).filter((zone) => zone !== 'Asia/Tokyo');
    expect(abroad.sort((a, b) => a.localeCompare(b))).toEqual([
      'America/Los_Angeles',
      'Asia/Singapore',
      'Australia/Sydney',
      'Europe/London',
    ]);
  });

  it('has the temperaments that the demo promises', () => {
    expect(countBy(season.participants.map(({ temperament }) => temperament))).toEqual({
      prompt: 10,
      late: 4,
      terse: 3,
      types: 3,
      twice: 1,
      never: 1,
      blocks: 1,
    });
    const styles = countBy(season.participants.map(({ style }) => style));
    expect(styles).toMatchObject({ fragments: 1 });
    expect(styles.taps).toBeGreaterThan(0);
    expect(styles.types).toBeGreaterThan(0);
  });

  it('has 108 mentoring sessions, a training and 36 closing ones', () => {
    expect(countBy(season.sessions.map(({ kind }) => kind))).toEqual({
      training: 1,
      mentoring: 108,
      closing: 18,
      mentors_closing: 18,
    });
    for (const team of new Set(season.participants.flatMap(({ teams }) => teams))) {
      const months = season.sessions
        .filter((session) => session.team === team && session.kind === 'mentoring')
        .map(({ standings }) => standings[0])
        .map((standing) => (standing === undefined ? 0 : wallClock(standing.startsAt, 'Asia/Tokyo').month));
      expect(countBy(months.map(String))).toEqual({ 1: 2, 11: 2, 12: 2 });
    }
  });

  it('leaves the year-end break alone and keeps every start out of the night of who comes', () => {
    for (const session of season.sessions) {
      for (const { startsAt } of session.standings) {
        const { month, day } = wallClock(startsAt, 'Asia/Tokyo');
        expect((month === 12 && day >= 29) || (month === 1 && day <= 3)).toBe(false);
        if (session.kind === 'training') continue;
        for (const { zone } of [...session.participants, ...session.mentors]) {
          const { hour } = wallClock(startsAt, zone);
          expect(hour, `${session.key} ${zone}`).toBeGreaterThanOrEqual(9);
          expect(hour, `${session.key} ${zone}`).toBeLessThan(23);
        }
      }
    }
  });

  it('gives nobody two sessions at once', () => {
    for (const person of [...season.participants, ...season.mentors]) {
      const mine = season.sessions
        .filter(({ participants, mentors }) =>
          [...participants, ...mentors].some(({ code }) => code === person.code),
        )
        .map(({ startsAt, minutes }) => ({
          from: startsAt.getTime(),
          to: startsAt.getTime() + minutes * 60_000,
        }))
        .sort((a, b) => a.from - b.from);
      for (const [index, { from }] of mine.entries()) {
        expect(from).toBeGreaterThanOrEqual(mine[index - 1]?.to ?? 0);
      }
    }
  });

  it('does not let three sessions happen, cancels one and moves two', () => {
    const mentoring = season.sessions.filter(({ kind }) => kind === 'mentoring');
    expect(mentoring.filter(({ notHeld }) => notHeld !== null)).toHaveLength(3);
    expect(mentoring.filter(({ cancelledAt }) => cancelledAt !== null)).toHaveLength(1);
    expect(mentoring.filter(({ standings }) => standings.length === 2)).toHaveLength(2);
    expect(season.sessions.filter(wasHeld)).toHaveLength(141);
  });
});

describe('what the season of 2024 should bring', () => {
  it('is a digest for each of 22 weeks, the last one a week after the last phase', () => {
    expect(expectations.digests).toHaveLength(22);
    expect(expectations.digests[0]).toEqual({
      monday: '2024-10-07',
      week: 41,
      dueAt: new Date('2024-10-14T00:00:00Z'),
    });
    expect(expectations.digests.at(-1)?.monday).toBe('2025-03-03');
  });

  it('is no reminder inside a quiet range of its reader, nor at or after the start', () => {
    const people = new Map(everybody(season).map((person) => [person.code, person]));
    for (const { person, dueAt, startsAt } of expectations.reminders) {
      const reader = people.get(person);
      if (reader === undefined) throw new Error(`nobody is called ${person}`);
      expect(quietRangeAt(dueAt, reader)).toBeNull();
      expect(dueAt.getTime()).toBeLessThan(startsAt.getTime());
    }
  });

  it('is one reminder for each start time that stood when it fell due', () => {
    const ofParticipants = expectations.reminders.filter(({ audience }) => audience === 'line');
    const of = (session: string): readonly string[] =>
      ofParticipants
        .filter((reminder) => reminder.session === session)
        .map(({ startsAt }) => startsAt.toISOString());
    expect(of('14/mentoring/5')).toEqual(['2025-01-15T12:00:00.000Z', '2025-01-21T12:00:00.000Z']);
    expect(of('05/mentoring/3')).toEqual(['2024-12-06T12:00:00.000Z']);
  });

  it('is nothing for a cancelled session, before somebody joins, and after somebody blocks the account', () => {
    const keys = (person: string): readonly string[] =>
      expectations.reminders.filter((reminder) => reminder.person === person).map(({ session }) => session);
    expect(expectations.reminders.some(({ session }) => session === '09/mentoring/4')).toBe(false);
    expect(keys('P13A')).not.toContain('13/mentoring/1');
    expect(keys('P13A')).toContain('13/mentoring/2');
    expect(keys('P10A')).toEqual(['10/mentoring/1', '10/mentoring/2', '10/mentoring/3']);
  });

  it('is no reminder of the pair once the only participant cannot come', () => {
    const ofSession = expectations.reminders.filter(({ session }) => session === '17/mentoring/3');
    expect(ofSession.map(({ person }) => person)).toEqual(['P17A']);
    const withAnother = expectations.reminders.filter(({ session }) => session === '06/mentoring/4');
    expect(withAnother.filter(({ audience }) => audience === 'pair')).toHaveLength(4);
  });

  it('is a DM for each mentor where no instant suits both', () => {
    const ofTeam = expectations.reminders.filter(({ session }) => session === '13/mentoring/2');
    expect(ofTeam.filter(({ audience }) => audience === 'dm')).toHaveLength(4);
    expect(ofTeam.filter(({ audience }) => audience === 'pair')).toHaveLength(0);
  });
});
