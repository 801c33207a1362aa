import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planPicker } from '../../../../../src/domain/scheduling/starts/plan-picker.ts';
import { createCensus, moments } from '../../../../support/arbitraries/moments.ts';
import { zones } from '../../../../support/arbitraries/wall-clocks.ts';

const tokyo = 'Asia/Tokyo';
const mentoring = { startsOn: '2024-11-01', endsOn: '2025-01-31', zone: tokyo };

describe('the picker for a time of their own', () => {
  const picker = (changes: Partial<Parameters<typeof planPicker>[0]> = {}) =>
    planPicker({
      now: new Date('2024-11-20T12:00:00Z'),
      leadMinutes: 720,
      period: mentoring,
      zone: tokyo,
      first: new Date('2024-11-26T12:00:00Z'),
      ...changes,
    });

  it('begins with the first candidate, twelve hours ahead at the earliest, to the end of the phase', () => {
    expect(picker()).toEqual({
      initial: '2024-11-26T21:00',
      min: '2024-11-21T09:00',
      max: '2025-01-31T23:59',
    });
  });

  it('shows the clock of the person', () => {
    expect(picker({ zone: 'America/Los_Angeles' })).toEqual({
      initial: '2024-11-26T04:00',
      min: '2024-11-20T16:00',
      max: '2025-01-31T06:59',
    });
  });

  it('begins at its earliest without a candidate, or with one that is over', () => {
    expect(picker({ first: null })?.initial).toBe('2024-11-21T09:00');
    expect(picker({ first: new Date('2024-11-20T12:00:00Z') })?.initial).toBe('2024-11-21T09:00');
    expect(picker({ first: new Date('2025-02-20T12:00:00Z') })?.initial).toBe('2025-01-31T23:59');
  });

  it('opens with the period, and not at all when nothing of it is left', () => {
    expect(picker({ now: new Date('2024-10-10T00:00:00Z') })?.min).toBe('2024-11-01T00:00');
    expect(picker({ now: new Date('2025-01-31T02:59:00Z') })?.min).toBe('2025-01-31T23:59');
    expect(picker({ now: new Date('2025-01-31T03:00:00Z') })).toBeNull();
  });

  it('is none when what is left lies in the hour that the clock shows twice, and ends earlier than it begins', () => {
    const input = {
      // From 1:45 before the clock is put back to 1:29 after it, when the day ends in the Marquesas.
      now: new Date('2025-11-02T08:45:00Z'),
      leadMinutes: 0,
      period: { startsOn: '2025-10-01', endsOn: '2025-11-01', zone: 'Pacific/Marquesas' },
      zone: 'America/Los_Angeles',
    };
    expect(picker(input)).toBeNull();
    expect(picker({ ...input, zone: tokyo })).toMatchObject({
      min: '2025-11-02T17:45',
      max: '2025-11-02T18:29',
    });
  });

  it('never begins outside what it lets choose', () => {
    const census = createCensus(['open', 'nothing left']);
    const inputs = fc.record({
      now: moments,
      first: fc.option(moments),
      zone: fc.constantFrom(...zones),
      days: fc.integer({ min: -5, max: 100 }),
      lead: fc.integer({ min: 0, max: 3000 }),
    });
    fc.assert(
      fc.property(inputs, ({ now, first, zone, days, lead }) => {
        const today = Temporal.Instant.fromEpochMilliseconds(now.at.getTime()).toZonedDateTimeISO(now.zone);
        const period = {
          startsOn: today.subtract({ days: 20 }).toPlainDate().toString(),
          endsOn: today.add({ days }).toPlainDate().toString(),
          zone: now.zone,
        };
        const found = planPicker({
          now: now.at,
          leadMinutes: lead,
          period,
          zone,
          first: first?.at ?? null,
        });
        const lastMinute = Temporal.PlainDate.from(period.endsOn)
          .add({ days: 1 })
          .toZonedDateTime(now.zone)
          .subtract({ minutes: 1 });
        const minutesLeft = (lastMinute.epochMilliseconds - now.at.getTime()) / 60_000 - lead;
        census.count(found === null ? 'nothing left' : 'open');
        // In the hour that a clock shows twice there may be time left, but none that can be shown in order.
        if (found === null) {
          expect(minutesLeft).toBeLessThan(60);
          return;
        }
        expect(minutesLeft).toBeGreaterThanOrEqual(0);
        expect(found.max).toBe(lastMinute.withTimeZone(zone).toPlainDateTime().toString().slice(0, 16));
        expect(found.min <= found.initial && found.initial <= found.max).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(census.missing()).toEqual([]);
  });
});
