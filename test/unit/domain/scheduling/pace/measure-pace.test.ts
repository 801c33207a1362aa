import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { npoMentoring } from '../../../../../src/domain/programmes/npo-mentoring/template.ts';
import {
  expectedBefore,
  measurePace,
  type PaceFacts,
  shouldOfferNext,
} from '../../../../../src/domain/scheduling/pace/measure-pace.ts';
import type { SessionState } from '../../../../../src/domain/sessions/sessions.ts';
import { addDays, daysBetween, toInstant, toLocal } from '../../../../../src/domain/time.ts';
import { createCensus } from '../../../../support/arbitraries/moments.ts';
import { zones } from '../../../../support/arbitraries/wall-clocks.ts';

const zone = 'Asia/Tokyo';
const phase = { startsOn: '2024-11-01', endsOn: '2025-01-31', zone };
const cadence = { perTeam: npoMentoring.sessions.mentoring.perTeam, phase };
const policy = npoMentoring.scheduling.offers;
const evening = (date: string): Date => toInstant(date, '21:00', zone);
const session = (date: string, state: SessionState) => ({ startsAt: evening(date), state });

describe('what the cadence expects', () => {
  it('is two a month and six in all', () => {
    const ends = ['2024-11-01', '2024-12-01', '2025-01-01', '2025-02-01', '2025-03-01'];
    expect(ends.map((date) => expectedBefore(date, cadence))).toEqual([0, 2, 4, 6, 6]);
  });

  it('grows by one in the middle of a month', () => {
    const middle = ['2024-11-15', '2024-11-16', '2024-11-30', '2024-12-16', '2024-12-17'];
    expect(middle.map((date) => expectedBefore(date, cadence))).toEqual([0, 1, 1, 2, 3]);
  });

  it('begins at none, never falls and ends at all, whatever the phase', () => {
    const phases = fc.record({
      startsOn: fc.integer({ min: 0, max: 800 }).map((days) => addDays('2024-01-01', days)),
      length: fc.integer({ min: 1, max: 400 }),
      perTeam: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(phases, ({ startsOn, length, perTeam }) => {
        const one = { perTeam, phase: { startsOn, endsOn: addDays(startsOn, length - 1), zone } };
        const days = Array.from({ length: length + 5 }, (_, index) => addDays(startsOn, index - 2));
        const counts = days.map((date) => expectedBefore(date, one));
        expect(counts.slice(0, 3)).toEqual([0, 0, 0]);
        expect(counts.slice(length + 2)).toEqual([perTeam, perTeam, perTeam]);
        expect(counts).toEqual([...counts].sort((a, b) => a - b));
        const inPhase = days.slice(2, length + 2);
        if (new Set(inPhase.map((date) => date.slice(0, 7))).size > 1) return;
        expect(counts.slice(2, length + 2)).toEqual(
          inPhase.map((_, index) => Math.floor((perTeam * index) / length)),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('the pace of a team', () => {
  it('is what the texts say: two left, eighteen days', () => {
    const sessions = ['2024-11-05', '2024-11-19', '2024-12-03', '2024-12-17'].map((date) =>
      session(date, 'held'),
    );
    expect(measurePace({ cadence, sessions, now: evening('2025-01-13') })).toEqual({
      perTeam: 6,
      expected: 4,
      done: 4,
      awaiting: 0,
      planned: 0,
      left: 2,
      undated: 2,
      behind: 0,
      daysLeft: 18,
      endsOn: '2025-01-31',
    });
  });

  it('counts what stands as planned, what awaits word as neither left nor done, what fell through as left', () => {
    const sessions = [
      session('2024-11-05', 'held'),
      session('2024-11-12', 'missed'),
      session('2024-11-19', 'cancelled'),
      session('2024-12-03', 'planned'),
      session('2024-12-17', 'unsettled'),
      session('2024-12-24', 'planned'),
    ];
    expect(measurePace({ cadence, sessions, now: evening('2024-12-03') })).toMatchObject({
      ...{ expected: 2, done: 1, awaiting: 1, planned: 1, left: 4, undated: 3, behind: 0 },
    });
    expect(measurePace({ cadence, sessions, now: evening('2025-01-25') })).toMatchObject({
      ...{ expected: 5, done: 1, awaiting: 2, planned: 0, left: 3, undated: 3, behind: 2, daysLeft: 6 },
    });
  });

  it('never asks for less than nothing', () => {
    const dates = Array.from({ length: 8 }, (_, index) => addDays('2024-11-05', index * 7));
    const sessions = dates.map((date) => session(date, 'held'));
    expect(measurePace({ cadence, sessions, now: evening('2025-02-10') })).toMatchObject({
      ...{ done: 8, left: 0, undated: 0, behind: 0, daysLeft: 0 },
    });
  });

  it("takes today from the calendar of the phase's zone", () => {
    const [before, after] = ['2025-01-30T14:59:00Z', '2025-01-30T15:00:00Z'].map((text) => new Date(text));
    const daysLeftAt = (now = new Date(0)) => measurePace({ cadence, sessions: [], now }).daysLeft;
    expect([daysLeftAt(before), daysLeftAt(after)]).toEqual([1, 0]);
  });
});

describe('offering the next date by itself', () => {
  const held = session('2024-11-05', 'held');
  const offer = (changes: Partial<Parameters<typeof shouldOfferNext>[0]> = {}): boolean =>
    shouldOfferNext({
      cadence,
      sessions: [held],
      now: evening('2024-11-06'),
      hasOpenProposal: false,
      lastOfferedAt: null,
      policy,
      ...changes,
    });

  it('happens after a session when none is planned and nobody is being asked', () => {
    expect(offer()).toBe(true);
    expect(offer({ sessions: [held, session('2024-11-19', 'planned')] })).toBe(false);
    expect(offer({ hasOpenProposal: true })).toBe(false);
  });

  it('happens at most once a week', () => {
    expect(offer({ now: evening('2024-11-12'), lastOfferedAt: evening('2024-11-06') })).toBe(false);
    expect(offer({ now: evening('2024-11-13'), lastOfferedAt: evening('2024-11-06') })).toBe(true);
    const earlier = new Date(evening('2024-11-13').getTime() - 6 * 3_600_000);
    expect(offer({ now: earlier, lastOfferedAt: evening('2024-11-06') })).toBe(true);
  });

  it('begins in the middle of October for the first session and ends with the phase', () => {
    expect(offer({ sessions: [], now: evening('2024-10-15') })).toBe(false);
    expect(offer({ sessions: [], now: evening('2024-10-16') })).toBe(true);
    expect(offer({ now: evening('2025-01-31') })).toBe(true);
    expect(offer({ now: evening('2025-02-01') })).toBe(false);
  });

  it('waits for a team that is a month ahead, and leaves one alone that has met six times', () => {
    const dates = ['2024-11-05', '2024-11-08', '2024-11-12', '2024-11-19', '2024-11-26', '2024-11-28'];
    const all = dates.map((date) => session(date, 'held'));
    expect(offer({ sessions: all.slice(0, 4), now: evening('2024-11-20') })).toBe(false);
    expect(offer({ sessions: all.slice(0, 4), now: evening('2024-12-17') })).toBe(true);
    expect(offer({ sessions: all, now: evening('2025-01-20') })).toBe(false);
  });

  it('keeps its promises through any season', () => {
    const census = createCensus(['offered', 'again', 'six held', 'planned', 'open']);
    const seasons = fc.record({
      where: fc.constantFrom(...zones),
      acts: fc.array(fc.constantFrom('nothing', 'hold', 'plan', 'propose', 'drop'), {
        minLength: 130,
        maxLength: 130,
      }),
      idle: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(seasons, ({ where, acts, idle }) => {
        const own = { perTeam: 6, phase: { ...phase, zone: where } };
        let sessions: PaceFacts['sessions'] = [];
        let isOpen = false;
        let lastOfferedAt: Date | null = null;
        acts.forEach((act, index) => {
          const now = toInstant(addDays('2024-10-10', index), '12:00', where);
          sessions = sessions.map((one) =>
            one.state === 'planned' && one.startsAt <= now ? { ...one, state: 'held' } : one,
          );
          // Few acts, so that most days pass with nothing.
          if (index % idle === 0) {
            isOpen = act === 'propose' || (isOpen && act !== 'drop' && act !== 'plan');
            const startsAt = new Date(now.getTime() + 9 * 86_400_000);
            if (act === 'hold') sessions = [...sessions, { startsAt: now, state: 'held' }];
            if (act === 'plan') sessions = [...sessions, { startsAt, state: 'planned' }];
          }
          const facts = { cadence: own, sessions, now, hasOpenProposal: isOpen, lastOfferedAt, policy };
          const done = sessions.filter(({ state }) => state === 'held').length;
          const hasPlanned = sessions.some(({ state }) => state === 'planned');
          census.count('six held', done >= 6);
          census.count('planned', hasPlanned);
          census.count('open', isOpen);
          if (!shouldOfferNext(facts)) return;
          census.count(lastOfferedAt === null ? 'offered' : 'again');
          expect(isOpen || hasPlanned || done >= 6).toBe(false);
          const today = toLocal(now, where).date;
          expect(today >= '2024-10-16' && today <= '2025-01-31').toBe(true);
          if (lastOfferedAt !== null)
            expect(daysBetween(toLocal(lastOfferedAt, where).date, today)).toBeGreaterThanOrEqual(7);
          lastOfferedAt = now;
        });
      }),
      { numRuns: 150 },
    );
    expect(census.missing()).toEqual([]);
  });
});
