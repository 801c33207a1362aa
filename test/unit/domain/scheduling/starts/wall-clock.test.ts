import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findDouble,
  formatWallClock,
  instantsShowing,
  readWallClock,
} from '../../../../../src/domain/scheduling/starts/wall-clock.ts';
import { createCensus, moments } from '../../../../support/arbitraries/moments.ts';

const runs = { numRuns: 1_000 };
const losAngeles = 'America/Los_Angeles';

/** Every instant that shows a wall clock, as Temporal has it. */
function shownAt(wall: Temporal.PlainDateTime, zone: string): readonly number[] {
  const both = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(zone, { disambiguation }),
  );
  const shown = both.filter((at) => at.toPlainDateTime().equals(wall));
  return [...new Set(shown.map((at) => at.epochMilliseconds))];
}

describe('a time without a zone', () => {
  it('is the one instant that Temporal names, or none, or two', () => {
    const census = createCensus(['never', 'once', 'twice']);
    fc.assert(
      fc.property(moments, fc.constantFrom(0, -60, 60, 30), ({ at, zone }, minutes) => {
        const wall = Temporal.Instant.fromEpochMilliseconds(at.getTime())
          .toZonedDateTimeISO(zone)
          .toPlainDateTime()
          .add({ minutes });
        const text = wall.toString().slice(0, 16);
        const expected = shownAt(wall, zone);
        census.count(['never', 'once', 'twice'][expected.length] ?? 'more');
        const [date = '', time = ''] = text.split('T');
        expect(instantsShowing(date, time, zone).map((one) => one.getTime())).toEqual(expected);
        const read = readWallClock(text, zone);
        if (read.ok) {
          expect([read.value.getTime()]).toEqual(expected);
          expect(formatWallClock(read.value, zone)).toBe(text);
          expect(findDouble(read.value, zone)).toBeNull();
        } else expect(read.error.kind).toBe(expected.length === 0 ? 'gap' : 'twice');
        for (const one of expected) {
          expect(findDouble(new Date(one), zone) !== null).toBe(expected.length === 2);
        }
      }),
      runs,
    );
    expect(census.missing()).toEqual([]);
  });

  it('is pinned to the zone of the person who picked it', () => {
    const pin = (zone: string) => readWallClock('2024-11-26T21:00', zone);
    expect(pin('Asia/Tokyo')).toEqual({ ok: true, value: new Date('2024-11-26T12:00:00Z') });
    expect(pin(losAngeles)).toEqual({ ok: true, value: new Date('2024-11-27T05:00:00Z') });
  });

  it('is refused where the clock is put forward over it, with the instant at which it goes on', () => {
    expect(readWallClock('2025-03-09T02:30', losAngeles)).toEqual({
      ok: false,
      error: { kind: 'gap', zone: losAngeles, resumesAt: new Date('2025-03-09T10:00:00Z') },
    });
  });

  it('is refused where the clock shows it twice, with both instants', () => {
    expect(readWallClock('2024-11-03T01:30', losAngeles)).toEqual({
      ok: false,
      error: {
        kind: 'twice',
        zone: losAngeles,
        earlierAt: new Date('2024-11-03T08:30:00Z'),
        laterAt: new Date('2024-11-03T09:30:00Z'),
      },
    });
  });

  it('may have a small t, as the platform allows', () => {
    expect(readWallClock('2024-11-26t21:00', 'Asia/Tokyo').ok).toBe(true);
  });

  it.each([
    '',
    '2024-11-26',
    '21:00',
    '2024-11-26 21:00',
    '2024-11-31T21:00',
    '2025-02-29T10:00',
    '2024-11-26T24:00',
    '2024-11-26T21:60',
    '2024-11-26T21:00Z',
    '2024-11-26T21:00+09:00',
    ' 2024-11-26T21:00',
    '２０２４-11-26T21:00',
  ])('is not read from %j', (text) => {
    expect(readWallClock(text, 'Asia/Tokyo')).toEqual({ ok: false, error: { kind: 'unreadable' } });
  });
});
