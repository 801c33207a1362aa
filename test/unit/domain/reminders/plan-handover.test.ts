import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isQuiet } from '../../../../src/domain/people/quiet-ranges.ts';
import { planHandover } from '../../../../src/domain/reminders/plan-handover.ts';

const policy = { mentorEve: '21:00' };
const parent = {
  zone: 'Asia/Tokyo',
  quietRanges: [
    { from: '18:00', to: '21:00' },
    { from: '23:00', to: '07:00' },
  ],
};
const startsAt = new Date('2024-11-19T21:00:00+09:00');
const at = (now: string, more: { wasSwapped?: boolean; reader?: typeof parent } = {}) =>
  planHandover({
    startsAt,
    reader: parent,
    policy,
    wasSwapped: false,
    now: new Date(now),
    ...more,
  })?.toISOString() ?? null;

describe('when the next lead is told', () => {
  it('is the evening before, in their own zone', () => {
    expect(at('2024-11-06T12:00:00+09:00')).toBe('2024-11-18T12:00:00.000Z');
    expect(at('2024-11-06T12:00:00+09:00', { reader: { ...parent, zone: 'Europe/Berlin' } })).toBe(
      '2024-11-18T20:00:00.000Z',
    );
  });

  it('moves earlier out of a quiet range', () => {
    const reader = { zone: 'Asia/Tokyo', quietRanges: [{ from: '20:30', to: '08:00' }] };
    expect(at('2024-11-06T12:00:00+09:00', { reader })).toBe('2024-11-18T11:29:00.000Z');
  });

  it('is now where that has passed or the pair has swapped, when the range opens, and never too late', () => {
    expect(at('2024-11-18T22:00:00+09:00')).toBe('2024-11-18T13:00:00.000Z');
    expect(at('2024-11-18T23:30:00+09:00')).toBe('2024-11-18T22:00:00.000Z');
    expect(at('2024-11-06T12:00:00+09:00', { wasSwapped: true })).toBe('2024-11-06T03:00:00.000Z');
    expect(at('2024-11-19T19:00:00+09:00')).toBeNull();
    expect(at('2024-11-19T21:00:00+09:00', { wasSwapped: true })).toBeNull();
  });

  it('never meets a quiet range nor the start, whoever reads and whenever it is planned', () => {
    const hour = fc.integer({ min: 0, max: 23 }).map((value) => `${String(value).padStart(2, '0')}:00`);
    const zones = ['Asia/Tokyo', 'America/Los_Angeles', 'Europe/Berlin', 'Asia/Kolkata'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.array(fc.record({ from: hour, to: hour }), { maxLength: 3 }),
        fc.integer({ min: -20_000, max: 60 }),
        fc.boolean(),
        (zone, ranges, minutes, wasSwapped) => {
          const reader = { zone, quietRanges: ranges.filter(({ from, to }) => from !== to) };
          const now = new Date(startsAt.getTime() + minutes * 60_000);
          const planned = planHandover({ startsAt, reader, policy, wasSwapped, now });
          if (planned === null) return;
          expect(planned.getTime()).toBeGreaterThanOrEqual(now.getTime());
          expect(planned.getTime()).toBeLessThan(startsAt.getTime());
          expect(isQuiet(planned, reader)).toBe(false);
        },
      ),
    );
  });
});
