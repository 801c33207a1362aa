import fc from 'fast-check';
import { expect, it } from 'vitest';
import { opensEarlierWords } from '../../../../src/domain/reflections/earlier-words.ts';

const told = new Date('2024-11-20T12:00:00Z');
const after = (hours: number): Date => new Date(told.getTime() + hours * 3_600_000);

it('stays closed until a day after the participant was told, and opens then', () => {
  expect(opensEarlierWords({ toldAt: null, shows: null }, after(10_000))).toBe(false);
  expect(opensEarlierWords({ toldAt: told, shows: null }, after(0))).toBe(false);
  expect(opensEarlierWords({ toldAt: told, shows: null }, after(23.99))).toBe(false);
  expect(opensEarlierWords({ toldAt: told, shows: null }, after(24))).toBe(true);
});

it('follows the participant’s word at any time, told or not', () => {
  const moments = fc.option(fc.date({ noInvalidDate: true }), { nil: null });
  fc.assert(
    fc.property(moments, fc.boolean(), fc.date({ noInvalidDate: true }), (toldAt, shows, now) => {
      expect(opensEarlierWords({ toldAt, shows }, now)).toBe(shows);
    }),
  );
});
