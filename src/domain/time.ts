import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);
dayjs.extend(timezone);

/** A calendar day without a zone: `YYYY-MM-DD`. */
export type PlainDate = string;

/** What a clock on the wall of a zone shows. `weekday` runs from 1 (Monday) to 7. */
export type LocalTime = {
  readonly date: PlainDate;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
};

export type IsoWeek = { readonly year: number; readonly week: number };

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** The same few days and times are asked for over and over, and finding one costs a dozen conversions. */
const instants = new Map<string, number>();
const mostInstants = 10_000;
/** No zone's offset changes within a minute. */
const locals = new Map<string, LocalTime>();
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Whether the host knows this IANA zone. */
export function isZone(name: string): boolean {
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The wall clock of a zone at an instant. Throws a RangeError for a zone that does not exist. */
export function toLocal(at: Date, zone: string): LocalTime {
  const key = `${Math.floor(at.getTime() / minuteMs)} ${zone}`;
  const known = locals.get(key);
  if (known !== undefined) return known;
  const found = readClock(at, zone);
  if (locals.size >= mostInstants) locals.clear();
  locals.set(key, found);
  return found;
}

function readClock(at: Date, zone: string): LocalTime {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  const date = toPlainDate(year, month, day);
  return { date, year, month, day, weekday: weekdayOf(date), hour: hour % 24, minute };
}

/** Constructing a formatter costs far more than using it. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formatters.set(zone, formatter);
  return formatter;
}

/**
 * The instant at which a zone's wall clock shows the given day and `HH:mm`. A time that daylight saving skips becomes
 * the first instant after the gap; of a time that comes twice it is the earlier.
 */
export function toInstant(date: PlainDate, time: string, zone: string): Date {
  const key = `${date} ${time} ${zone}`;
  const known = instants.get(key);
  if (known !== undefined) return new Date(known);
  const found = findInstant(date, time, zone);
  if (instants.size >= mostInstants) instants.clear();
  instants.set(key, found.getTime());
  return found;
}

function findInstant(date: PlainDate, time: string, zone: string): Date {
  const guess = dayjs.tz(`${date} ${time}`, zone).valueOf();
  const wanted = wallMinutes(date, time);
  const around = [
    guess - 60 * minuteMs,
    guess - 30 * minuteMs,
    guess,
    guess + 30 * minuteMs,
    guess + 60 * minuteMs,
  ];
  const exact = around.find((at) => shownMinutes(at, zone) === wanted);
  return new Date(exact ?? firstAfterGap(guess, wanted, zone));
}

/** Whether a zone's clock never shows this time, because it is put forward over it. */
export function isInGap(date: PlainDate, time: string, zone: string): boolean {
  return shownMinutes(toInstant(date, time, zone).getTime(), zone) !== wallMinutes(date, time);
}

function firstAfterGap(guess: number, wanted: number, zone: string): number {
  let low = guess - 180 * minuteMs;
  let high = guess + 180 * minuteMs;
  while (high - low > minuteMs) {
    const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs;
    if (shownMinutes(middle, zone) < wanted) low = middle;
    else high = middle;
  }
  return high;
}

function wallMinutes(date: PlainDate, time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return dayNumber(date) * 1440 + hour * 60 + minute;
}

function shownMinutes(at: number, zone: string): number {
  const local = toLocal(new Date(at), zone);
  return dayNumber(local.date) * 1440 + local.hour * 60 + local.minute;
}

/** The day `days` later (earlier when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  const at = new Date((dayNumber(date) + days) * dayMs);
  return toPlainDate(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The first instant of a day in a zone. */
export function startOfDay(date: PlainDate, zone: string): Date {
  return toInstant(date, '00:00', zone);
}

export function addMinutes(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * minuteMs);
}

/** Minutes from `from` to `to`, with fractions; negative when `to` is earlier. */
export function minutesBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / minuteMs;
}

/** Whether the text is a day of the calendar in `YYYY-MM-DD`. */
export function isPlainDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const number = dayNumber(text);
  return Number.isFinite(number) && addDays(text, 0) === text;
}

/** The ISO week of the day that a zone's calendar shows at an instant. */
export function isoWeekOf(at: Date, zone: string): IsoWeek {
  return isoWeekOfDate(toLocal(at, zone).date);
}

/** The ISO week of a day: it belongs to the year of its Thursday. */
export function isoWeekOfDate(date: PlainDate): IsoWeek {
  const thursday = addDays(date, 4 - weekdayOf(date));
  const year = Number(thursday.slice(0, 4));
  return { year, week: Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1 };
}

/** `2024-W48`. */
export function formatIsoWeek({ year, week }: IsoWeek): string {
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`;
}

/** Reads `2024-W48`; null for a week that does not exist. */
export function parseIsoWeek(text: string): IsoWeek | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(text);
  if (match === null) return null;
  const week = { year: Number(match[1]), week: Number(match[2]) };
  return formatIsoWeek(isoWeekOfDate(mondayOf(week))) === text ? week : null;
}

export function nextIsoWeek(week: IsoWeek): IsoWeek {
  return isoWeekOfDate(addDays(mondayOf(week), 7));
}

export function previousIsoWeek(week: IsoWeek): IsoWeek {
  return isoWeekOfDate(addDays(mondayOf(week), -7));
}

/** From Monday 00:00 to the next Monday 00:00 in the zone; `lastDay` is the Sunday. */
export function isoWeekBounds(
  week: IsoWeek,
  zone: string,
): {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly firstDay: PlainDate;
  readonly lastDay: PlainDate;
} {
  const firstDay = mondayOf(week);
  return {
    startsAt: startOfDay(firstDay, zone),
    endsAt: startOfDay(addDays(firstDay, 7), zone),
    firstDay,
    lastDay: addDays(firstDay, 6),
  };
}

/** `YYYY-MM` of the day that a zone's calendar shows. */
export function monthKey(at: Date, zone: string): string {
  return toLocal(at, zone).date.slice(0, 7);
}

/** The first instant of the month in which `at` lies, and of the next. */
export function monthBounds(at: Date, zone: string): { readonly startsAt: Date; readonly endsAt: Date } {
  const { year, month } = toLocal(at, zone);
  const next = month === 12 ? toPlainDate(year + 1, 1, 1) : toPlainDate(year, month + 1, 1);
  return { startsAt: startOfDay(toPlainDate(year, month, 1), zone), endsAt: startOfDay(next, zone) };
}

function mondayOf({ year, week }: IsoWeek): PlainDate {
  const fourth = toPlainDate(year, 1, 4);
  return addDays(fourth, 1 - weekdayOf(fourth) + (week - 1) * 7);
}

function weekdayOf(date: PlainDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** Days since 1970-01-01. */
function dayNumber(date: PlainDate): number {
  return Math.floor(
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / dayMs,
  );
}

function toPlainDate(year: number, month: number, day: number): PlainDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
