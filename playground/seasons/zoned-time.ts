import { Temporal } from '@js-temporal/polyfill';

const minuteMs = 60_000;
/** Clocks change at full or half hours only, so an offset holds for half an hour. */
const offsetHoldsMs = 30 * minuteMs;
const daysOfWeek = 7;

/** The instant of a local date (`2024-11-12`) and time (`21:00`, `9:30`) in a zone. */
export function instantOf(date: string, time: string, zone: string): Date {
  const [hour = '', minute = ''] = time.split(':');
  const local = `${date}T${hour.padStart(2, '0')}:${minute}`;
  return new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds);
}

/** The wall clock of an instant in a zone; `weekday` 1 is Monday. */
export function wallClock(
  at: Date,
  zone: string,
): Pick<Temporal.ZonedDateTime, 'year' | 'month' | 'day' | 'hour' | 'minute'> & {
  readonly date: string;
  readonly weekday: number;
} {
  const zoned = zonedAt(at, zone);
  const { year, month, day, hour, minute, dayOfWeek } = zoned;
  return { year, month, day, hour, minute, weekday: dayOfWeek, date: zoned.toPlainDate().toString() };
}

/** The calendar day so many days later. */
export function daysLater(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The Monday of the ISO week of a calendar day, and the week's number. */
export function isoWeekOf(date: string): { readonly monday: string; readonly week: number } {
  const day = Temporal.PlainDate.from(date);
  const monday = day.subtract({ days: day.dayOfWeek - 1 });
  return { monday: monday.toString(), week: day.weekOfYear ?? Number.NaN };
}

/** Every Monday from the week of one day to the week of another, both included. */
export function mondaysBetween(fromOn: string, toOn: string): readonly string[] {
  const mondays: string[] = [];
  const last = isoWeekOf(toOn).monday;
  for (let monday = isoWeekOf(fromOn).monday; monday <= last; monday = daysLater(monday, daysOfWeek)) {
    mondays.push(monday);
  }
  return mondays;
}

/** Answers minutes since local midnight; remembers the offsets it looked up, for many questions about one day. */
export function createDayClock(): (at: Date, zone: string) => number {
  const offsets = new Map<string, number>();
  return (at, zone) => {
    const key = `${zone} ${Math.floor(at.getTime() / offsetHoldsMs)}`;
    const offset = offsets.get(key) ?? zonedAt(at, zone).offsetNanoseconds / 60e9;
    offsets.set(key, offset);
    const local = Math.floor(at.getTime() / minuteMs) + offset;
    return ((local % 1440) + 1440) % 1440;
  };
}

function zonedAt(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}
