import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  earliestOpenAt,
  isOpenFor,
  isQuiet,
  latestOpenAt,
  parseQuietRanges,
} from '../../../../src/domain/people/quiet-ranges.ts';
import { countDay, createCensus, dayClasses, moments } from '../../../support/arbitraries/moments.ts';
import { isOverMidnight, readersIn } from '../../../support/arbitraries/people.ts';
import { wantsQuiet, zones } from '../../../support/arbitraries/wall-clocks.ts';

const minuteMs = 60_000;

/** A moment and one or two people, the first of them in its zone. */
const scenes = moments.chain(({ at, zone }) =>
  fc.record({
    at: fc.constant(at),
    zone: fc.constant(zone),
    readers: fc
      .tuple(readersIn(zone), fc.constantFrom(zone, ...zones).chain(readersIn))
      .chain((both) => fc.constantFrom(both, both.slice(0, 1))),
  }),
);

describe('quiet ranges, beside a scan of every minute', () => {
  it('find the first and the last open instant, over clock changes, midnights and the turn of the year', () => {
    const census = createCensus([...dayClasses, 'range over midnight', 'quiet', 'open', 'never open']);
    fc.assert(
      fc.property(scenes, ({ at, zone, readers }) => {
        countDay(census, { at, zone });
        census.count('range over midnight', readers.some(isOverMidnight));
        const open = (instant: number): boolean => readers.every((one) => !wantsQuiet(instant, one));
        expect(isOpenFor(at, readers)).toBe(open(at.getTime()));
        census.count(open(at.getTime()) ? 'open' : 'quiet');

        const before = at.getTime() + 2_000 * minuteMs;
        let first = at.getTime();
        while (first < before && !open(first)) first += minuteMs;
        expect(earliestOpenAt(at, readers, new Date(before))?.getTime() ?? null).toBe(
          first < before ? first : null,
        );

        const notBefore = at.getTime() - 1_440 * minuteMs;
        let last = at.getTime();
        while (last >= notBefore && !open(last)) last -= minuteMs;
        expect(latestOpenAt(at, readers, new Date(notBefore))?.getTime() ?? null).toBe(
          last >= notBefore ? last : null,
        );
        census.count('never open', last < notBefore);
      }),
      { numRuns: 1_500 },
    );
    expect(census.missing()).toEqual([]);
  });

  it('begin on their minute and end before theirs', () => {
    const reader = { zone: 'Asia/Tokyo', quietRanges: [{ from: '21:00', to: '08:00' }] };
    const quietAt = (time: string): boolean => isQuiet(new Date(`2024-11-12T${time}+09:00`), reader);
    expect(['20:59:59', '21:00:00', '07:59:59', '08:00:00'].map(quietAt)).toEqual([false, true, true, false]);
  });
});

describe('quiet ranges as they are typed', () => {
  it.each([
    [
      '18:00-21:00、23-7',
      [
        ['18:00', '21:00'],
        ['23:00', '07:00'],
      ],
    ],
    ['２１時〜８時', [['21:00', '08:00']]],
    ['21：00 ～ 24：00', [['21:00', '00:00']]],
    ['', []],
    [' 　', []],
  ])('reads %s', (text, expected) => {
    expect(parseQuietRanges(text)).toEqual({
      ok: true,
      value: expected.map(([from, to]) => ({ from, to })),
    });
  });

  it.each(['25-7', '21:60-8', '24:30-8', '8-8', '夜', '21', '21-8-9'])(
    'names what it cannot read: %s',
    (piece) => {
      expect(parseQuietRanges(`18-21、${piece}`)).toEqual({ ok: false, error: piece });
    },
  );

  it('never throws, and reads nothing but times of day', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789:時-〜、 分x２：'.split('')), maxLength: 20 }),
        (text) => {
          const read = parseQuietRanges(text);
          if (!read.ok) return;
          for (const { from, to } of read.value) {
            expect([from, to].every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time))).toBe(true);
            expect(from).not.toBe(to);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
