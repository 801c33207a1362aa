import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endOfPause,
  isPaused,
  pauseBounds,
  pauseEnd,
  readPauseDay,
} from '../../../../src/domain/people/pauses.ts';
import { addDays, daysBetween, toLocal } from '../../../../src/domain/time.ts';
import { moments } from '../../../support/arbitraries/moments.ts';

describe('a pause', () => {
  it('lasts to the end of its last day on the person’s own clock, and not a moment longer', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 200 }), ({ at, zone }, days) => {
        const pausedUntil = addDays(toLocal(at, zone).date, days);
        const ends = endOfPause(pausedUntil, zone);
        expect(toLocal(ends, zone).date).toBe(addDays(pausedUntil, 1));
        expect(isPaused({ pausedUntil, zone }, at)).toBe(true);
        expect(isPaused({ pausedUntil, zone }, new Date(ends.getTime() - 1))).toBe(true);
        expect(isPaused({ pausedUntil, zone }, ends)).toBe(false);
        expect(isPaused({ pausedUntil: null, zone }, at)).toBe(false);
      }),
    );
  });

  it('is two weeks or a month long, a month never longer than to the end of the next', () => {
    const at = (day: string): Date => new Date(`${day}T12:00:00+09:00`);
    const month = (day: string): string => pauseEnd('month1', at(day), 'Asia/Tokyo');
    expect(pauseEnd('weeks2', at('2024-12-25'), 'Asia/Tokyo')).toBe('2025-01-08');
    expect(month('2024-11-12')).toBe('2024-12-12');
    expect(month('2024-12-31')).toBe('2025-01-31');
    expect(month('2025-01-31')).toBe('2025-02-28');
    expect(month('2024-01-30')).toBe('2024-02-29');
    expect(month('2024-10-31')).toBe('2024-11-30');
    fc.assert(
      fc.property(moments, ({ at: moment, zone }) => {
        const days = daysBetween(toLocal(moment, zone).date, pauseEnd('month1', moment, zone));
        expect(days).toBeGreaterThanOrEqual(28);
        expect(days).toBeLessThanOrEqual(31);
      }),
    );
  });

  it('takes the days that a picker may offer today, whatever an old one offered', () => {
    const now = new Date('2024-11-12T12:00:00Z');
    const read = (text: string) => readPauseDay(text, now, 'Asia/Tokyo');
    const { first, last } = pauseBounds(now, 'Asia/Tokyo');
    expect([first, last]).toEqual(['2024-11-12', '2025-05-11']);
    expect([read(first), read(last)]).toEqual([
      { ok: true, value: first },
      { ok: true, value: last },
    ]);
    expect(read('2024-11-11')).toEqual({ ok: false, error: 'past' });
    expect(read('2025-05-12')).toEqual({ ok: false, error: 'too_far' });
    for (const odd of ['', '2024-02-30', '2024-12-1', '12/1', '2024-12-01T10:00', '２０２４-12-01'])
      expect(read(odd), odd).toEqual({ ok: false, error: 'malformed' });
    // In Los Angeles the eleventh is not over yet at that hour.
    expect(readPauseDay('2024-11-11', new Date('2024-11-12T05:00:00Z'), 'America/Los_Angeles').ok).toBe(true);
  });
});
