import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultQuietRanges } from '../../../../../src/domain/people/people.ts';
import { npoMentoring } from '../../../../../src/domain/programmes/npo-mentoring/template.ts';
import {
  type SuggestionFacts,
  suggestTimes,
} from '../../../../../src/domain/scheduling/pace/suggest-times.ts';
import { addDays, addMinutes, toInstant, toLocal } from '../../../../../src/domain/time.ts';
import { createCensus, moments } from '../../../../support/arbitraries/moments.ts';
import { readersIn } from '../../../../support/arbitraries/people.ts';
import { zones } from '../../../../support/arbitraries/wall-clocks.ts';
import { suggestible } from './expected-suggestions.ts';

const tokyo = 'Asia/Tokyo';
const losAngeles = 'America/Los_Angeles';
const mentor = (zone = tokyo) => ({ zone, quietRanges: defaultQuietRanges.mentor });
const participant = { zone: tokyo, quietRanges: defaultQuietRanges.participant };
const at = (date: string, time = '21:00', zone = tokyo): Date => toInstant(date, time, zone);
/** Two Tuesdays and a Thursday. */
const past = [at('2024-11-05'), at('2024-11-19'), at('2024-11-14')];

function suggest(changes: Partial<SuggestionFacts> = {}): readonly string[] {
  const starts = suggestTimes({
    now: at('2024-11-20'),
    minutes: 40,
    period: { startsOn: '2024-11-01', endsOn: '2025-01-31', zone: tokyo },
    policy: npoMentoring.scheduling,
    mentors: [mentor(), mentor()],
    participants: [participant],
    past,
    away: [],
    engagements: [],
    movingSessionId: null,
    ...changes,
  });
  return starts.map((start) => {
    const { date, hour, minute } = toLocal(start, tokyo);
    return `${date} ${hour}:${String(minute).padStart(2, '0')}`;
  });
}

describe('times to catch up', () => {
  it("are the pair's usual evenings, the more usual one twice", () => {
    expect(suggest()).toEqual(['2024-11-26 21:00', '2024-11-28 21:00', '2024-12-03 21:00']);
  });

  it('are 48 hours away at the nearest', () => {
    expect(suggest({ now: at('2024-11-24', '21:00') })[0]).toBe('2024-11-26 21:00');
    expect(suggest({ now: at('2024-11-24', '21:01') })[0]).toBe('2024-11-28 21:00');
  });

  it('keep clear of days on which anybody is away', () => {
    const away = [
      { personId: 'a', zone: tokyo, fromOn: '2024-11-18', toOn: '2024-11-27' },
      { personId: 'p', zone: tokyo, fromOn: '2024-12-03', toOn: '2024-12-03' },
    ];
    expect(suggest({ away })).toEqual(['2024-11-28 21:00', '2024-12-10 21:00', '2024-12-17 21:00']);
  });

  it("keep clear of other sessions, the partner's in another team too", () => {
    const engagements = [
      { personId: 'b', sessionId: 'elsewhere', startsAt: at('2024-11-26', '20:30'), minutes: 40 },
      { personId: 'p', sessionId: 'training', startsAt: at('2024-11-28', '21:00'), minutes: 120 },
    ];
    expect(suggest({ engagements })[0]).toBe('2024-12-03 21:00');
  });

  it('leave out the year-end days, and end with the phase', () => {
    const late = suggest({ now: at('2024-12-25') });
    expect(late).toEqual(['2025-01-07 21:00', '2025-01-14 21:00', '2025-01-21 21:00']);
    expect(suggest({ now: at('2025-01-20') })).toEqual([
      '2025-01-23 21:00',
      '2025-01-28 21:00',
      '2025-01-30 21:00',
    ]);
    expect(suggest({ now: at('2025-01-29') })).toEqual([]);
  });

  it('are none for a pair that has never met', () => {
    expect(suggest({ past: [] })).toEqual([]);
  });

  it('keep the hour of a mentor abroad when the clock there changes', () => {
    const abroad = {
      mentors: [mentor(losAngeles), mentor(losAngeles)],
      past: [at('2025-02-25', '17:00', losAngeles)],
      period: { startsOn: '2025-02-01', endsOn: '2025-04-30', zone: tokyo },
      now: at('2025-02-26', '12:00', losAngeles),
    };
    expect(suggest(abroad)).toEqual(['2025-03-05 10:00', '2025-03-12 9:00', '2025-03-19 9:00']);
  });

  it('leave alone who would be met in quiet hours because a clock elsewhere has changed', () => {
    const early = { zone: tokyo, quietRanges: [{ from: '21:00', to: '10:00' }] };
    const abroad = {
      mentors: [mentor(losAngeles)],
      participants: [early],
      past: [at('2025-02-25', '17:00', losAngeles)],
      period: { startsOn: '2025-02-01', endsOn: '2025-04-30', zone: tokyo },
      now: at('2025-02-26', '12:00', losAngeles),
    };
    expect(suggest(abroad)).toEqual(['2025-03-05 10:00']);
  });

  it('meet quiet hours where the sessions have always been', () => {
    const { quietRanges } = participant;
    expect(quietRanges).toEqual([{ from: '21:00', to: '08:00' }]);
    expect(suggest({ participants: [participant] })).toHaveLength(3);
    const tooLate = { zone: tokyo, quietRanges: [{ from: '21:30', to: '21:35' }] };
    expect(suggest({ participants: [tooLate], mentors: [mentor()] })).toHaveLength(3);
  });
});

/** A pair that met at one or two hours of the week, with all that may stand in the way. */
const cases: fc.Arbitrary<SuggestionFacts> = fc
  .record({
    now: moments,
    partner: fc.constantFrom(...zones),
    programme: fc.constantFrom(tokyo, ...zones),
    hours: fc.array(fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30')), {
      minLength: 1,
      maxLength: 2,
    }),
    met: fc.array(fc.tuple(fc.nat(1), fc.integer({ min: 1, max: 90 })), { maxLength: 6 }),
    minutes: fc.integer({ min: 20, max: 120 }),
    daysLeft: fc.integer({ min: -1, max: 80 }),
    away: fc.array(fc.tuple(fc.constantFrom(...zones), fc.nat(40), fc.nat(12)), { maxLength: 2 }),
    busy: fc.array(fc.tuple(fc.nat(60), fc.integer({ min: -100, max: 100 })), { maxLength: 3 }),
    closed: fc.array(fc.nat(40), { maxLength: 2 }),
  })
  .chain((drawn) =>
    fc
      .record({
        first: readersIn(drawn.now.zone),
        second: readersIn(drawn.partner),
        participant: readersIn(drawn.programme),
      })
      .map(({ first, second, participant: reader }) => toFacts(drawn, [first, second], [reader])),
  );

function toFacts(
  drawn: {
    readonly now: { readonly at: Date; readonly zone: string };
    readonly programme: string;
    readonly hours: readonly (readonly [number, string])[];
    readonly met: readonly (readonly [number, number])[];
    readonly minutes: number;
    readonly daysLeft: number;
    readonly away: readonly (readonly [string, number, number])[];
    readonly busy: readonly (readonly [number, number])[];
    readonly closed: readonly number[];
  },
  mentors: SuggestionFacts['mentors'],
  participants: SuggestionFacts['participants'],
): SuggestionFacts {
  const { at: now, zone } = drawn.now;
  const today = toLocal(now, zone).date;
  const startOn = (days: number, which: number): Date => {
    const [hour, minute] = drawn.hours[which] ?? drawn.hours[0] ?? [21, '00'];
    return toInstant(addDays(today, days), `${String(hour).padStart(2, '0')}:${minute}`, zone);
  };
  return {
    now,
    minutes: drawn.minutes,
    period: { startsOn: addDays(today, -95), endsOn: addDays(today, drawn.daysLeft), zone: drawn.programme },
    policy: {
      ...npoMentoring.scheduling,
      closedDays: {
        ...npoMentoring.scheduling.closedDays,
        dates: drawn.closed.map((days) => addDays(today, days)),
      },
    },
    mentors,
    participants,
    past: drawn.met.map(([which, days]) => startOn(-days, which)),
    away: drawn.away.map(([where, from, days], index) => ({
      personId: `away-${index}`,
      zone: where,
      fromOn: addDays(today, from),
      toOn: addDays(today, from + days),
    })),
    engagements: drawn.busy.map(([days, minutes], index) => ({
      personId: `busy-${index}`,
      sessionId: `busy-${index}`,
      startsAt: addMinutes(startOn(days, 0), minutes),
      minutes: 60,
    })),
    movingSessionId: null,
  };
}

it('suggested times are among those that suit everybody, as many as there are days for, and always the same', () => {
  const census = createCensus(['none', 'one or two', 'three', 'none of some that had met']);
  fc.assert(
    fc.property(cases, fc.nat(5), (facts, salt) => {
      const starts = suggestTimes(facts);
      const good = suggestible(facts);
      const dayOf = (start: number | Date): string => toLocal(new Date(start), facts.period.zone).date;
      expect(starts.filter((start) => !good.has(start.getTime()))).toEqual([]);
      expect(new Set(starts.map(dayOf)).size).toBe(starts.length);
      expect(starts).toEqual([...starts].sort((a, b) => a.getTime() - b.getTime()));
      const days = new Set([...good].map(dayOf)).size;
      // A start at night may overlap one of the next day, so that one of two days is given up.
      expect(starts.length).toBeGreaterThanOrEqual(Math.min(3, Math.ceil(days / 2)));
      expect(starts.length).toBeLessThanOrEqual(3);
      const turned = [...facts.past.slice(salt), ...facts.past.slice(0, salt)].toReversed();
      expect(suggestTimes({ ...facts, past: turned })).toEqual(starts);
      const sizes = ['none', 'one or two', 'one or two', 'three'];
      census.count(sizes[starts.length] ?? '');
      census.count('none of some that had met', facts.past.length > 0 && starts.length === 0);
    }),
    { numRuns: 120 },
  );
  expect(census.missing()).toEqual([]);
});
