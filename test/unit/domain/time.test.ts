import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysBetween,
  formatIsoWeek,
  isInGap,
  isoWeekBounds,
  isoWeekOf,
  isPlainDate,
  monthBounds,
  nextIsoWeek,
  parseIsoWeek,
  previousIsoWeek,
  startOfDay,
  toInstant,
  toLocal,
} from '../../../src/domain/time.ts';
import { checkClock } from '../../support/arbitraries/check-clock.ts';
import { countDay, createCensus, dayClasses, moments } from '../../support/arbitraries/moments.ts';

const runs = { numRuns: 1_000 };
const run = promisify(execFile);
const hostZones = ['Asia/Tokyo', 'America/New_York', 'Australia/Lord_Howe'];
const zoned = (at: Date, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);

describe('time in zones, beside Temporal', () => {
  it('shows the same wall clock', () => {
    const census = createCensus(dayClasses);
    fc.assert(
      fc.property(moments, ({ at, zone }) => {
        countDay(census, { at, zone });
        const expected = zoned(at, zone);
        expect(toLocal(at, zone)).toEqual({
          date: expected.toPlainDate().toString(),
          year: expected.year,
          month: expected.month,
          day: expected.day,
          weekday: expected.dayOfWeek,
          hour: expected.hour,
          minute: expected.minute,
        });
      }),
      runs,
    );
    expect(census.missing()).toEqual([]);
  });

  it('finds the same instant, the earlier of two, and the end of a gap', () => {
    const census = createCensus(['in a gap', 'twice']);
    fc.assert(
      fc.property(moments, ({ at, zone }) => {
        // A time of day near the instant, in a zone whose clock may just have jumped.
        const local = zoned(at, zone).toPlainDateTime();
        for (const minutes of [0, -60, 30]) {
          const wall = local.add({ minutes }).with({ second: 0, millisecond: 0 });
          const time = wall.toPlainTime().toString().slice(0, 5);
          const date = wall.toPlainDate().toString();
          const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
          const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
          const skipped = !earlier.toPlainDateTime().equals(wall);
          census.count('in a gap', skipped);
          census.count('twice', !skipped && earlier.epochMilliseconds !== later.epochMilliseconds);
          expect(isInGap(date, time, zone)).toBe(skipped);
          const found = toInstant(date, time, zone);
          if (skipped) {
            const gapEnd = zoned(found, zone).toPlainDateTime();
            expect(Temporal.PlainDateTime.compare(gapEnd, wall)).toBe(1);
            expect(
              zoned(new Date(found.getTime() - 60_000), zone)
                .toPlainDateTime()
                .toString() < wall.toString(),
            ).toBe(true);
          } else expect(found.getTime()).toBe(earlier.epochMilliseconds);
        }
      }),
      runs,
    );
    expect(census.missing()).toEqual([]);
  });

  it('begins days and months where Temporal does', () => {
    fc.assert(
      fc.property(moments, ({ at, zone }) => {
        const day = zoned(at, zone).toPlainDate();
        expect(startOfDay(day.toString(), zone).getTime()).toBe(
          day.toZonedDateTime({ timeZone: zone }).epochMilliseconds,
        );
        const first = day.with({ day: 1 });
        expect(monthBounds(at, zone)).toEqual({
          startsAt: new Date(first.toZonedDateTime({ timeZone: zone }).epochMilliseconds),
          endsAt: new Date(first.add({ months: 1 }).toZonedDateTime({ timeZone: zone }).epochMilliseconds),
        });
      }),
      runs,
    );
  });

  it('counts ISO weeks as Temporal does, 52, 53 and 1 included', () => {
    const census = createCensus(['52', '53', '1']);
    const years = fc.record({
      at: fc.date({ min: new Date('2015-12-20'), max: new Date('2033-01-15'), noInvalidDate: true }),
      zone: fc.constantFrom('Asia/Tokyo', 'America/Los_Angeles', 'Pacific/Auckland'),
    });
    fc.assert(
      fc.property(fc.oneof(moments, years), ({ at, zone }) => {
        const day = zoned(at, zone).toPlainDate();
        const week = isoWeekOf(at, zone);
        expect(week).toEqual({ year: day.yearOfWeek, week: day.weekOfYear });
        census.count(String(week.week));
        const bounds = isoWeekBounds(week, zone);
        expect(bounds.startsAt <= at && at < bounds.endsAt).toBe(true);
        expect(isoWeekBounds(nextIsoWeek(week), zone).startsAt).toEqual(bounds.endsAt);
      }),
      { numRuns: 2_000 },
    );
    expect(census.missing()).toEqual([]);
  });

  it('adds days as a calendar does, leap days included', () => {
    fc.assert(
      fc.property(fc.integer({ min: -800, max: 800 }), moments, (days, { at }) => {
        const from = zoned(at, 'UTC').toPlainDate();
        const to = addDays(from.toString(), days);
        expect(to).toBe(from.add({ days }).toString());
        expect(daysBetween(from.toString(), to)).toBe(days);
      }),
      runs,
    );
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2025-02-28', 1)).toBe('2025-03-01');
  });

  it('is the same around every clock change of every zone, on this host', () => {
    expect(checkClock()).toBeGreaterThan(1_000);
  });

  it.each(hostZones)('is the same on a host in %s', async (hostZone) => {
    const script = `
      import { checkClock } from './test/support/arbitraries/check-clock.ts';
      console.log(Intl.DateTimeFormat().resolvedOptions().timeZone, checkClock());`;
    const { stdout } = await run(process.execPath, ['--input-type=module-typescript', '-e', script], {
      cwd: resolve(import.meta.dirname, '../../..'),
      env: { ...process.env, TZ: hostZone },
    });
    const [zone, compared] = stdout.trim().split(' ');
    expect(zone).toBe(hostZone);
    expect(Number(compared)).toBeGreaterThan(1_000);
  });
});

describe('dates and weeks as text', () => {
  it('knows which days there are', () => {
    expect(['2024-02-29', '2000-02-29', '2025-12-31'].filter((text) => !isPlainDate(text))).toEqual([]);
    const none = [
      '2025-02-29',
      '1900-02-29',
      '2024-02-30',
      '2024-13-01',
      '2024-00-10',
      '2024-04-31',
      '2024-4-1',
    ];
    expect(none.filter(isPlainDate)).toEqual([]);
  });

  it('reads back every week it wrote, and no week that a year does not have', () => {
    const weeks = fc.record({
      year: fc.integer({ min: 1990, max: 2060 }),
      week: fc.integer({ min: 1, max: 53 }),
    });
    fc.assert(
      fc.property(weeks, (week) => {
        // A year has 53 weeks when it begins or, as a leap year, ends on a Thursday.
        const lastDay = Temporal.PlainDate.from({ year: week.year, month: 12, day: 31 });
        const isLong = lastDay.dayOfWeek === 4 || lastDay.with({ month: 1, day: 1 }).dayOfWeek === 4;
        const exists = week.week < 53 || isLong;
        expect(parseIsoWeek(formatIsoWeek(week))).toEqual(exists ? week : null);
        if (exists) expect(previousIsoWeek(nextIsoWeek(week))).toEqual(week);
      }),
      runs,
    );
    expect(['2024-W00', '2024-W54', '2024-W1', '2024W01', 'W01'].map(parseIsoWeek)).toEqual(
      Array(5).fill(null),
    );
  });
});
