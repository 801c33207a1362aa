import { Temporal } from '@js-temporal/polyfill';

/** A calendar of its own: nothing of the product's time is used here. */
export type CalendarWeek = { readonly label: string; readonly startsAt: number; readonly endsAt: number };

/** The ISO week of so many weeks after the one that begins on `monday` (`YYYY-MM-DD`), in a zone. */
export function calendarWeek(monday: string, weeksLater: number, zone: string): CalendarWeek {
  const day = Temporal.PlainDate.from(monday).add({ weeks: weeksLater });
  return {
    label: `${day.yearOfWeek}-W${String(day.weekOfYear).padStart(2, '0')}`,
    startsAt: startOf(day, zone),
    endsAt: startOf(day.add({ weeks: 1 }), zone),
  };
}

export function daysLater(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** `YYYY-MM` as a wall calendar in the zone shows it. */
export function monthOf(at: number, zone: string): string {
  const { year, month } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return `${year}-${String(month).padStart(2, '0')}`;
}

function startOf(day: Temporal.PlainDate, zone: string): number {
  return day.toZonedDateTime(zone).epochMilliseconds;
}
