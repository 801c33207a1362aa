import { failure, type Result, success } from '../../shared/result.ts';
import { addDays, type PlainDate, startOfDay, toInstant, toLocal } from '../time.ts';
import type { QuietRange, Reader } from './people.ts';

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const dayMs = 24 * 60 * minuteMs;

/** Whether the reader is to be left alone at this instant. The instant a range begins is quiet, its end is open. */
export function isQuiet(at: Date, reader: Reader): boolean {
  const { hour, minute } = toLocal(at, reader.zone);
  const now = hour * 60 + minute;
  return reader.quietRanges.some((range) => {
    const from = minutesOf(range.from);
    const to = minutesOf(range.to);
    return from < to ? now >= from && now < to : from > to && (now >= from || now < to);
  });
}

/** Whether nobody who reads the address is in a quiet range. */
export function isOpenFor(at: Date, readers: readonly Reader[]): boolean {
  return readers.every((reader) => !isQuiet(at, reader));
}

/** The first instant at or after `at`, but before `before`, that is open for every reader; null when there is none. */
export function earliestOpenAt(at: Date, readers: readonly Reader[], before: Date): Date | null {
  let candidate = at;
  while (candidate < before) {
    const closed = readers.find((reader) => isQuiet(candidate, reader));
    if (closed === undefined) return candidate;
    candidate = nextBoundary(candidate, closed);
  }
  return null;
}

/** The last instant at or before `at`, but not before `notBefore`, open for every reader; null when there is none. */
export function latestOpenAt(at: Date, readers: readonly Reader[], notBefore: Date): Date | null {
  let candidate = at;
  while (candidate >= notBefore) {
    const closed = readers.find((reader) => isQuiet(candidate, reader));
    if (closed === undefined) return candidate;
    candidate = new Date(lastBoundary(candidate, closed).getTime() - minuteMs);
  }
  return null;
}

/** The first boundary of a range strictly after `at`; the clock may show other times than the range where it jumps. */
function nextBoundary(at: Date, reader: Reader): Date {
  const today = toLocal(at, reader.zone).date;
  const later = [0, 1].flatMap((days) => boundariesOf(addDays(today, days), reader));
  return new Date(Math.min(...later.filter((boundary) => boundary > at.getTime())));
}

/** The last boundary at or before `at`: of its own day, since that begins with one. */
function lastBoundary(at: Date, reader: Reader): Date {
  const boundaries = boundariesOf(toLocal(at, reader.zone).date, reader);
  return new Date(Math.max(...boundaries.filter((boundary) => boundary <= at.getTime())));
}

/**
 * Where ranges begin and end on a day, with its midnight as a step in between so that a search never stalls. On a day
 * whose clock changes the quarter hours too, and every boundary as often as the clock shows it.
 */
function boundariesOf(date: PlainDate, { zone, quietRanges }: Reader): readonly number[] {
  const begins = startOfDay(date, zone).getTime();
  const times = quietRanges.flatMap(({ from, to }) => [
    toInstant(date, from, zone).getTime(),
    toInstant(date, to, zone).getTime(),
  ]);
  const lasts = startOfDay(addDays(date, 1), zone).getTime() - begins;
  if (lasts === dayMs) return [begins, ...times];
  const quarters = Array.from({ length: lasts / quarterMs }, (_, index) => begins + index * quarterMs);
  return [...quarters, ...times, ...times.map((time) => time + lasts - dayMs)];
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

const rangePattern = /^(\d{1,2})(?::(\d{2}))?時?[-~〜–ー](\d{1,2})(?::(\d{2}))?時?$/u;

/**
 * Reads ranges as people type them: `18:00-21:00、23-7`, full-width signs, any separator. Empty text is no range.
 * The error names the piece that could not be read.
 */
export function parseQuietRanges(text: string): Result<readonly QuietRange[], string> {
  const pieces = text
    .normalize('NFKC')
    .replace(/\s*[-~〜–—−ー～]\s*/gu, '-')
    .split(/[\s、,;/・]+/u)
    .filter((piece) => piece !== '');
  const ranges: QuietRange[] = [];
  for (const piece of pieces) {
    const range = parseRange(piece);
    if (range === null) return failure(piece);
    ranges.push(range);
  }
  return success(ranges);
}

function parseRange(piece: string): QuietRange | null {
  const match = rangePattern.exec(piece);
  if (match === null) return null;
  const from = parseTime(match[1], match[2]);
  const to = parseTime(match[3], match[4]);
  return from === null || to === null || from === to ? null : { from, to };
}

/** `24:00` is the midnight that ends the day. */
function parseTime(hourText: string | undefined, minuteText: string | undefined): string | null {
  const hour = Number(hourText);
  const minute = Number(minuteText ?? '0');
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  return `${String(hour % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
