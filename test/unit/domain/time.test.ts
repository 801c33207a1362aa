import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysBetween,
  isInGap,
  isoWeekBounds,
  isoWeekOf,
  monthBounds,
  nextIsoWeek,
  startOfDay,
  toInstant,
  toLocal,
} from '../../../src/domain/time.ts';
import { countDay, createCensus, dayClasses, moments, zones } from '../../support/arbitraries/moments.ts';

const runs = { numRuns: 2_000 };
const anyZone = fc.constantFrom(...zones);
const zoned = (at: Date, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);

describe('time in zones, beside Temporal', () => {
  it('shows the same wall clock', () => {
    const census = createCensus(dayClasses);
    fc.assert(
      fc.property(moments, anyZone, (at, zone) => {
        countDay(census, at);
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
      fc.property(moments, anyZone, (at, zone) => {
        // A time of day near the instant, in a zone whose clock may just have jumped.
        const local = zoned(at, zone).toPlainDateTime();
        for (const minutes of [0, -60, -30, 30, 60]) {
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
      fc.property(moments, anyZone, (at, zone) => {
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
    const years = fc.date({ min: new Date('2015-12-20'), max: new Date('2033-01-15'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.oneof(moments, years), anyZone, (at, zone) => {
        const day = zoned(at, zone).toPlainDate();
        const week = isoWeekOf(at, zone);
        expect(week).toEqual({ year: day.yearOfWeek, week: day.weekOfYear });
        census.count(String(week.week));
        const bounds = isoWeekBounds(week, zone);
        expect(bounds.startsAt <= at && at < bounds.endsAt).toBe(true);
        expect(isoWeekBounds(nextIsoWeek(week), zone).startsAt).toEqual(bounds.endsAt);
      }),
      { numRuns: 4_000 },
    );
    expect(census.missing()).toEqual([]);
  });

  it('adds days as a calendar does, leap days included', () => {
    fc.assert(
      fc.property(fc.integer({ min: -800, max: 800 }), moments, (days, at) => {
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

  it('is the same on every host, whatever its own zone', () => {
    const script = `
      import { isoWeekOf, monthBounds, startOfDay, toInstant, toLocal } from './src/domain/time.ts';
      const out = [];
      for (const zone of ${JSON.stringify(zones)}) for (let day = 0; day < 400; day += 1) {
        const at = new Date(Date.UTC(2024, 11, 1) + day * 86_400_000 + day * 3_541_000);
        const local = toLocal(at, zone);
        out.push(local.hour, isoWeekOf(at, zone).week, monthBounds(at, zone).endsAt.getTime(),
          startOfDay(local.date, zone).getTime(), toInstant(local.date, '02:30', zone).getTime());
      }
      let hash = 0; for (const n of out) hash = (hash * 31 + n) % 2_147_483_647;
      console.log(hash);`;
    const hashes = ['UTC', 'Asia/Tokyo', 'America/New_York', 'Australia/Lord_Howe'].map((zone) =>
      execFileSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
        cwd: resolve(import.meta.dirname, '../../..'),
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      }),
    );
    expect(new Set(hashes).size).toBe(1);
    expect(hashes[0]?.trim()).toMatch(/^\d+$/);
  });
});
