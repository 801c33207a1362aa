import { describe, expect, it } from 'vitest';
import { checkAwayDays, readAwayDays } from '../../../../src/domain/people/away-days.ts';

const zone = 'Asia/Tokyo';
const now = new Date('2024-11-15T12:00:00Z');
const days = { ok: true, value: { fromOn: '2024-11-18', toOn: '2024-12-01' } };

describe('days away as somebody types them', () => {
  it.each([
    '11/18-12/1',
    '11/18–12/1',
    '11月18日〜12月1日',
    '2024-11-18 2024-12-01',
    '11/18 から 12/1 まで',
    '１１/１８−１２/１'.replace('−', '-'),
  ])('reads %s', (typed) => {
    expect(readAwayDays(typed, now, zone)).toEqual(days);
  });

  it('takes one date for one day', () => {
    expect(readAwayDays('11/20', now, zone)).toEqual({
      ok: true,
      value: { fromOn: '2024-11-20', toOn: '2024-11-20' },
    });
  });

  it('means the next such day where no year is given, also across the year’s end', () => {
    expect(readAwayDays('12/28-1/5', now, zone)).toEqual({
      ok: true,
      value: { fromOn: '2024-12-28', toOn: '2025-01-05' },
    });
    expect(readAwayDays('2/1', now, zone)).toEqual({
      ok: true,
      value: { fromOn: '2025-02-01', toOn: '2025-02-01' },
    });
  });

  it('has no opinion on nothing, and none on other words', () => {
    expect(readAwayDays('  ', now, zone)).toBeNull();
    for (const typed of ['来週', '11/18-12/1 旅行', '1/2 3/4 5/6', '13/1', '2/30', '11/18 or 12/1'])
      expect(readAwayDays(typed, now, zone), typed).toEqual({ ok: false, error: 'malformed' });
  });
});

describe('days away as a form gives them', () => {
  const check = (fromOn: string, toOn: string) => checkAwayDays({ fromOn, toOn }, now, zone);

  it('may have begun, and end within half a year', () => {
    expect(check('2024-11-01', '2024-11-15')).toMatchObject({ ok: true });
    expect(check('2024-11-01', '2024-11-14')).toEqual({ ok: false, error: 'past' });
    expect(check('2024-11-16', '2025-05-14')).toMatchObject({ ok: true });
    expect(check('2024-11-16', '2025-05-15')).toEqual({ ok: false, error: 'too_far' });
  });

  it('end on or after their first day', () => {
    expect(check('2024-11-20', '2024-11-20')).toMatchObject({ ok: true });
    expect(check('2024-11-20', '2024-11-19')).toEqual({ ok: false, error: 'order' });
    expect(check('', '2024-11-19')).toEqual({ ok: false, error: 'malformed' });
  });

  it('are those of the person’s own calendar', () => {
    const late = new Date('2024-11-15T16:00:00Z');
    const today = { fromOn: '2024-11-15', toOn: '2024-11-15' };
    expect(checkAwayDays(today, late, 'Asia/Tokyo')).toEqual({ ok: false, error: 'past' });
    expect(checkAwayDays(today, late, 'America/Los_Angeles')).toMatchObject({ ok: true });
  });
});
