import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { npoMentoring } from '../../../../../src/domain/programmes/npo-mentoring/template.ts';
import { findClosure } from '../../../../../src/domain/scheduling/starts/closed-days.ts';

const { closedDays } = npoMentoring.scheduling;

describe('closed days', () => {
  it('are 29 December to 3 January, named as one stretch from both its years', () => {
    const stretch = { firstOn: '2024-12-29', lastOn: '2025-01-03' };
    const within = ['2024-12-29', '2024-12-31', '2025-01-01', '2025-01-03'];
    expect(within.map((date) => findClosure(date, closedDays))).toEqual(within.map(() => stretch));
    expect(['2024-12-28', '2025-01-04', '2024-07-01'].map((date) => findClosure(date, closedDays))).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('may be single days and stretches within a year as well', () => {
    const closed = { yearly: [{ from: '08-13', to: '08-16' }], dates: ['2024-11-23'] };
    expect(findClosure('2024-11-23', closed)).toEqual({ firstOn: '2024-11-23', lastOn: '2024-11-23' });
    expect(findClosure('2025-11-23', closed)).toBeNull();
    expect(findClosure('2025-08-16', closed)).toEqual({ firstOn: '2025-08-13', lastOn: '2025-08-16' });
    expect(['2025-08-12', '2025-08-17'].map((date) => findClosure(date, closed))).toEqual([null, null]);
  });

  it('lie within the stretch that is named', () => {
    const days = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    const monthDays = days.map((day) => day.toISOString().slice(5, 10)).filter((day) => day !== '02-29');
    fc.assert(
      fc.property(days, monthDays, monthDays, (day, from, to) => {
        const date = day.toISOString().slice(0, 10);
        const found = findClosure(date, { yearly: [{ from, to }], dates: [] });
        const own = date.slice(5);
        const isIn = from <= to ? from <= own && own <= to : own >= from || own <= to;
        expect(found !== null).toBe(isIn);
        if (found === null) return;
        expect(found.firstOn <= date && date <= found.lastOn).toBe(true);
        expect([found.firstOn.slice(5), found.lastOn.slice(5)]).toEqual([from, to]);
        const years = Number(found.lastOn.slice(0, 4)) - Number(found.firstOn.slice(0, 4));
        expect(years).toBe(from <= to ? 0 : 1);
      }),
      { numRuns: 1_000 },
    );
  });
});
