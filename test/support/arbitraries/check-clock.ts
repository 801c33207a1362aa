import { isoWeekOf, monthBounds, startOfDay, toInstant, toLocal } from '../../../src/domain/time.ts';
import { clockChangesOf, shownMinutes, zones } from './wall-clocks.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * Compares the product's clock with what Temporal says, in every zone over four years and around every clock change;
 * to be run in a process of its own with another `TZ`. Answers how much it compared and throws at the first difference.
 */
export function checkClock(): number {
  let compared = 0;
  for (const zone of zones) {
    const steps = Array.from({ length: 60 }, (_, index) => Date.UTC(2024, 0, 1) + index * 24.7 * dayMs);
    const around = clockChangesOf(zone).flatMap(({ at }) =>
      [-dayMs, -2 * hourMs, -minuteMs, 0, minuteMs, 30 * minuteMs, hourMs, dayMs].map((more) => at + more),
    );
    for (const exact of [...steps, ...around]) {
      compareAt(Math.floor(exact / minuteMs) * minuteMs, zone);
      compared += 1;
    }
  }
  return compared;
}

function compareAt(at: number, zone: string): void {
  const shown = new Date(shownMinutes(at, zone) * minuteMs);
  const local = toLocal(new Date(at), zone);
  const date = shown.toISOString().slice(0, 10);
  const time = shown.toISOString().slice(11, 16);
  same(
    `${local.date} ${local.hour}:${local.minute}`,
    `${date} ${shown.getUTCHours()}:${shown.getUTCMinutes()}`,
  );

  const found = toInstant(date, time, zone).getTime();
  same(shownMinutes(found, zone), shownMinutes(at, zone));
  same(found <= at, true);

  const begins = startOfDay(date, zone).getTime();
  same(dayShown(begins, zone), dayShown(at, zone));
  same(dayShown(begins - minuteMs, zone), dayShown(at, zone) - 1);

  const month = monthBounds(new Date(at), zone);
  const inMonth = (instant: number): boolean => toDate(instant, zone).slice(0, 7) === date.slice(0, 7);
  same(inMonth(month.startsAt.getTime()) && inMonth(month.endsAt.getTime() - minuteMs), true);
  same(inMonth(month.startsAt.getTime() - minuteMs) || inMonth(month.endsAt.getTime()), false);

  // The ISO week of a day is the number of its Thursday within that Thursday's year, by sevens.
  const thursday = new Date((dayShown(at, zone) - ((dayShown(at, zone) + 3) % 7) + 3) * dayMs);
  const dayOfYear = (thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / dayMs;
  const week = isoWeekOf(new Date(at), zone);
  same(`${week.year} ${week.week}`, `${thursday.getUTCFullYear()} ${Math.floor(dayOfYear / 7) + 1}`);

  function same(actual: unknown, expected: unknown): void {
    if (actual === expected) return;
    throw new Error(`${zone} ${new Date(at).toISOString()}: ${String(actual)} is not ${String(expected)}`);
  }
}

function dayShown(at: number, zone: string): number {
  return Math.floor(shownMinutes(at, zone) / 1440);
}

function toDate(at: number, zone: string): string {
  return new Date(shownMinutes(at, zone) * minuteMs).toISOString();
}
