import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestDueAt, dueDigestWeeks } from '../../../../src/domain/digests/digest-weeks.ts';
import { formatIsoWeek } from '../../../../src/domain/time.ts';
import { createCensus } from '../../../support/arbitraries/moments.ts';
import { clockChangesOf, zones } from '../../../support/arbitraries/wall-clocks.ts';

const season = {
  firstSessionAt: new Date('2024-10-23T10:00:00Z'),
  startsOn: '2024-10-01',
  endsOn: '2025-02-28',
  zone: 'Asia/Tokyo',
  at: '09:00',
};
const weeksAt = (now: string, more: Partial<typeof season> = {}): readonly string[] =>
  dueDigestWeeks({ ...season, ...more, now: new Date(now) }).map(formatIsoWeek);

describe('the weeks that have a digest', () => {
  it('begin with the week of the training, due on the Monday after it at nine', () => {
    expect(weeksAt('2024-10-28T08:59:59.999+09:00')).toEqual([]);
    expect(weeksAt('2024-10-28T09:00:00+09:00')).toEqual(['2024-W43']);
    expect(digestDueAt({ year: 2024, week: 43 }, 'Asia/Tokyo', '09:00')).toEqual(
      new Date('2024-10-28T09:00:00+09:00'),
    );
  });

  it('are the same with some of them taken, but for those', () => {
    const now = new Date('2025-01-13T09:00:00+09:00');
    const takenWeeks = ['2024-W43', '2024-W44', '2024-W47', '2025-W02'];
    const all = weeksAt(now.toISOString());
    const open = dueDigestWeeks({ ...season, now, takenWeeks }).map(formatIsoWeek);
    expect(open).toEqual(all.filter((week) => !takenWeeks.includes(week)));
    expect(open.length).toBe(all.length - takenWeeks.length);
  });

  it('end with the week after the last phase', () => {
    const all = weeksAt('2026-01-01T00:00:00Z');
    expect(all[0]).toBe('2024-W43');
    expect(all.at(-1)).toBe('2025-W10');
    expect(all).toHaveLength(20);
  });

  it('go over the turn of the year: 2024 has 52 weeks, 2026 has 53', () => {
    expect(weeksAt('2025-01-13T09:00:00+09:00').slice(-3)).toEqual(['2024-W52', '2025-W01', '2025-W02']);
    const late = {
      firstSessionAt: new Date('2026-12-20T03:00:00Z'),
      startsOn: '2026-12-01',
      endsOn: '2027-01-10',
    };
    expect(weeksAt('2027-06-01T00:00:00Z', late)).toEqual([
      '2026-W51',
      '2026-W52',
      '2026-W53',
      '2027-W01',
      '2027-W02',
    ]);
  });

  it('take the day of the programme’s zone for a session on Sunday night', () => {
    const sunday = { firstSessionAt: new Date('2024-10-27T20:00:00Z') };
    expect(weeksAt('2024-11-04T09:00:00+09:00', sunday)).toEqual(['2024-W44']);
    expect(weeksAt('2024-11-04T09:00:00-08:00', { ...sunday, zone: 'America/Los_Angeles' })).toEqual([
      '2024-W43',
      '2024-W44',
    ]);
  });

  it('begin with the programme as long as no session has a date', () => {
    const none = dueDigestWeeks({ ...season, firstSessionAt: null, now: new Date('2024-10-14T00:00:00Z') });
    expect(none.map(formatIsoWeek)).toEqual(['2024-W40', '2024-W41']);
  });

  it('are each due once, without a gap, at that time of a Monday, whatever the clock does', () => {
    const census = createCensus(['week of 53', 'new year', 'monday after a clock change']);
    const programmes = fc.record({
      zone: fc.constantFrom(...zones),
      begins: fc.integer({ min: 0, max: 900 }),
      days: fc.integer({ min: 0, max: 200 }),
      hour: fc.integer({ min: 0, max: 23 }),
      lateBy: fc.integer({ min: -90, max: 30 }),
    });
    fc.assert(
      fc.property(programmes, ({ zone, begins, days, hour, lateBy }) => {
        const startsOn = Temporal.PlainDate.from('2024-10-01').add({ days: begins });
        const endsOn = startsOn.add({ days });
        const at = `${String(hour).padStart(2, '0')}:00`;
        const now = new Date(endsOn.add({ days: lateBy }).toZonedDateTime(zone).epochMilliseconds);
        const due = dueDigestWeeks({
          ...{ zone, at, now, startsOn: startsOn.toString(), endsOn: endsOn.toString() },
          firstSessionAt: null,
        });
        const expected: string[] = [];
        let monday = startsOn.subtract({ days: startsOn.dayOfWeek - 1 });
        const last = endsOn.add({ days: 7 });
        while (Temporal.PlainDate.compare(monday, last) <= 0) {
          const next = monday.add({ days: 7 });
          const dueAt = next.toZonedDateTime({ timeZone: zone, plainTime: at }).epochMilliseconds;
          if (dueAt > now.getTime()) break;
          expected.push(`${monday.yearOfWeek}-W${String(monday.weekOfYear).padStart(2, '0')}`);
          census.count('week of 53', monday.weekOfYear === 53);
          census.count('new year', monday.weekOfYear === 1);
          census.count(
            'monday after a clock change',
            clockChangesOf(zone).some((change) => change.at < dueAt && change.at > dueAt - 2 * 86_400_000),
          );
          monday = next;
        }
        expect(due.map(formatIsoWeek)).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
    expect(census.missing()).toEqual([]);
  });
});
