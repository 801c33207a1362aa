import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  generateSessions,
  type SessionPlan,
  type TeamToPlan,
} from '../../../../src/domain/imports/generate-sessions.ts';
import type { StandingSession } from '../../../../src/domain/imports/session-row.ts';
import { npoMentoring } from '../../../../src/domain/programmes/npo-mentoring/template.ts';
import { daysBetween, toInstant, toLocal } from '../../../../src/domain/time.ts';

const zone = 'Asia/Tokyo';

function team(code: string, changes: Partial<TeamToPlan> = {}): TeamToPlan {
  return { code, link: `https://meet.example.org/${code}`, mentors: [`${code}-a`, `${code}-b`], ...changes };
}

function season(changes: Partial<SessionPlan> = {}): SessionPlan {
  return {
    zone,
    now: new Date('2024-10-01T00:00:00Z'),
    phase: { startsOn: '2024-11-01', endsOn: '2025-01-31' },
    closedDays: npoMentoring.scheduling.closedDays,
    perTeam: 6,
    minutes: 40,
    usual: { weekday: 2, time: '21:00' },
    teams: [team('01')],
    existing: [],
    ...changes,
  };
}

function datesOf(plan: SessionPlan, code = '01'): readonly string[] {
  return generateSessions(plan)
    .rows.filter((row) => row.team === code)
    .map(({ startsAt }) => toLocal(startsAt, plan.zone).date);
}

function standing(number: number, date: string, changes: Partial<StandingSession> = {}): StandingSession {
  return {
    id: `standing-${number}`,
    state: 'planned',
    team: '01',
    kind: 'mentoring',
    number,
    startsAt: toInstant(date, '21:00', zone),
    minutes: 40,
    link: null,
    ...changes,
  };
}

describe('generating the sessions of a season', () => {
  it('makes six for a team, two in each month', () => {
    expect(datesOf(season())).toEqual([
      '2024-11-05',
      '2024-11-19',
      '2024-12-03',
      '2024-12-17',
      '2025-01-07',
      '2025-01-21',
    ]);
  });

  it('numbers them in order, with the usual time, length and the link of the team', () => {
    const { rows, short } = generateSessions(season());
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(rows[0]).toEqual({
      team: '01',
      kind: 'mentoring',
      number: 1,
      startsAt: new Date('2024-11-05T12:00:00Z'),
      minutes: 40,
      link: 'https://meet.example.org/01',
    });
    expect(short).toEqual([]);
  });

  it('takes the weekday and time of the team where it has one', () => {
    const plan = season({ teams: [team('01', { meets: { weekday: 6, time: '10:30' } })] });
    const starts = generateSessions(plan).rows.map(({ startsAt }) => toLocal(startsAt, zone));
    expect(starts).toHaveLength(6);
    expect(starts.every(({ weekday, hour, minute }) => weekday === 6 && hour === 10 && minute === 30)).toBe(
      true,
    );
  });

  it('leaves out the days from 29 December to 3 January', () => {
    expect(datesOf(season({ usual: { weekday: 3, time: '21:00' } })).slice(4)).toEqual([
      '2025-01-08',
      '2025-01-22',
    ]);
    const allOfJanuary = season({
      usual: { weekday: 5, time: '21:00' },
      phase: { startsOn: '2024-12-23', endsOn: '2025-01-10' },
    });
    expect(datesOf(allOfJanuary)).toEqual(['2024-12-27', '2025-01-10']);
  });

  it('leaves out further days on which the programme is closed', () => {
    const closedDays = { ...npoMentoring.scheduling.closedDays, dates: ['2024-11-05', '2024-12-03'] };
    expect(datesOf(season({ closedDays })).slice(0, 3)).toEqual(['2024-11-12', '2024-11-19', '2024-12-10']);
  });

  it('says how many sessions found no day', () => {
    const plan = season({ phase: { startsOn: '2025-01-20', endsOn: '2025-01-31' } });
    expect(generateSessions(plan).short).toEqual([{ team: '01', missing: 4 }]);
  });

  it('plans nothing in the past and catches up in what is left', () => {
    const dates = datesOf(season({ now: new Date('2024-12-15T00:00:00Z') }));
    expect(dates).toEqual([
      '2024-12-17',
      '2024-12-24',
      '2025-01-07',
      '2025-01-14',
      '2025-01-21',
      '2025-01-28',
    ]);
  });

  it('adds nothing when it runs again', () => {
    const plan = season({ teams: [team('01'), team('02', { meets: { weekday: 4, time: '22:00' } })] });
    const first = generateSessions(plan).rows;
    const existing = first.map(
      (row, index): StandingSession => ({ ...row, id: `${index}`, state: 'planned' }),
    );
    expect(first).toHaveLength(12);
    expect(generateSessions({ ...plan, existing })).toEqual({ rows: [], short: [] });
  });

  it('fills up what is missing behind the sessions that stand', () => {
    const existing = [standing(1, '2024-11-08'), standing(2, '2024-11-22', { state: 'cancelled' })];
    const { rows } = generateSessions(season({ existing }));
    expect(rows.map(({ number }) => number)).toEqual([3, 4, 5, 6]);
    expect(rows.map(({ startsAt }) => toLocal(startsAt, zone).date)).toEqual([
      '2024-12-03',
      '2024-12-17',
      '2025-01-07',
      '2025-01-21',
    ]);
  });

  it('never puts a mentor of two teams into two sessions at once', () => {
    const teams = [team('01', { mentors: ['a', 'b'] }), team('02', { mentors: ['b', 'c'] })];
    const plan = season({ teams });
    const second = datesOf(plan, '02');
    expect(second).toHaveLength(6);
    expect(second.filter((date) => datesOf(plan, '01').includes(date))).toEqual([]);
  });

  it('lets teams without common mentors meet at the same time', () => {
    const plan = season({ teams: [team('01'), team('02')] });
    expect(datesOf(plan, '02')).toEqual(datesOf(plan, '01'));
  });

  it('keeps clear of a session of the whole programme, unless it was called off', () => {
    const training = standing(1, '2024-11-05', { team: null, kind: 'training', minutes: 120 });
    expect(datesOf(season({ existing: [training] }))).not.toContain('2024-11-05');
    expect(datesOf(season({ existing: [{ ...training, state: 'cancelled' }] }))).toContain('2024-11-05');
  });

  it('leaves out a time that the clock skips', () => {
    const plan = season({
      zone: 'Europe/London',
      now: new Date('2025-01-01T00:00:00Z'),
      phase: { startsOn: '2025-03-01', endsOn: '2025-03-31' },
      usual: { weekday: 7, time: '01:30' },
    });
    expect(datesOf(plan)).toEqual(['2025-03-02', '2025-03-09', '2025-03-16', '2025-03-23']);
  });

  it('keeps its promises for any team, time, zone and day of planning', () => {
    const plans = fc.record({
      zone: fc.constantFrom('Asia/Tokyo', 'Europe/London', 'America/Los_Angeles', 'Australia/Sydney'),
      weekday: fc.integer({ min: 1, max: 7 }),
      hour: fc.integer({ min: 0, max: 23 }),
      daysIn: fc.integer({ min: -40, max: 100 }),
      perTeam: fc.integer({ min: 0, max: 8 }),
    });
    fc.assert(
      fc.property(plans, ({ zone: where, weekday, hour, daysIn, perTeam }) => {
        const now = new Date(Date.parse('2024-11-01T00:00:00Z') + daysIn * 86_400_000);
        const usual = { weekday, time: `${String(hour).padStart(2, '0')}:00` };
        const plan = season({ zone: where, usual, now, perTeam, teams: [team('01'), team('02')] });
        const { rows, short } = generateSessions(plan);
        for (const code of ['01', '02']) {
          const own = rows.filter((row) => row.team === code);
          const missing = short.find((entry) => entry.team === code)?.missing ?? 0;
          expect(own.length + missing).toBe(perTeam);
          const days = own.map(({ startsAt }) => toLocal(startsAt, where));
          days.forEach((day, index) => {
            expect(day).toMatchObject({ weekday, hour, minute: 0 });
            expect(day.date >= '2024-11-01' && day.date <= '2025-01-31').toBe(true);
            expect(day.date >= '2024-12-29' && day.date <= '2025-01-03').toBe(false);
            const next = days[index + 1];
            if (next !== undefined) expect(daysBetween(day.date, next.date)).toBeGreaterThanOrEqual(7);
          });
          expect(own.every(({ startsAt }) => startsAt > now)).toBe(true);
        }
      }),
    );
  });
});
