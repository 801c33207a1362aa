import { failure, type Result, success } from '../../../shared/result.ts';
import { isPlainDate, type PlainDate, toInstant, toLocal } from '../../time.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

export type WallClockRefusal =
  | { readonly kind: 'unreadable' }
  /** Daylight saving skips it; `resumesAt` is the first instant after the gap. */
  | { readonly kind: 'gap'; readonly zone: string; readonly resumesAt: Date }
  /** The clock shows it twice in that night, so nobody could tell from the time which of the two is meant. */
  | {
      readonly kind: 'twice';
      readonly zone: string;
      readonly earlierAt: Date;
      readonly laterAt: Date;
    };

/**
 * The instant meant by what LINE's picker sends (`2024-11-26T21:00`, no zone), pinned to the person's zone. A time that
 * the zone's clock never shows or shows twice is refused, never guessed.
 */
export function readWallClock(text: string, zone: string): Result<Date, WallClockRefusal> {
  const [, date = '', time = ''] = /^(\d{4}-\d{2}-\d{2})[Tt]((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text) ?? [];
  if (!isPlainDate(date)) return failure({ kind: 'unreadable' });
  const [at, laterAt] = instantsShowing(date, time, zone);
  if (at === undefined) return failure({ kind: 'gap', zone, resumesAt: toInstant(date, time, zone) });
  return laterAt === undefined ? success(at) : failure({ kind: 'twice', zone, earlierAt: at, laterAt });
}

/** The same for an instant that people in a zone will read as a time of day: null when the time names it alone. */
export function findDouble(at: Date, zone: string): Extract<WallClockRefusal, { kind: 'twice' }> | null {
  const { date, hour, minute } = toLocal(at, zone);
  const [earlierAt, laterAt] = instantsShowing(date, timeOf(hour, minute), zone);
  if (earlierAt === undefined || laterAt === undefined) return null;
  return { kind: 'twice', zone, earlierAt, laterAt };
}

/** Every instant (whole minutes) at which a zone's clock shows the day and `HH:mm`, in order: none, one or two. */
export function instantsShowing(date: PlainDate, time: string, zone: string): readonly Date[] {
  const wall = Date.parse(`${date}T${time}:00Z`);
  // A zone is at most 14 hours from UTC, so these two days have the clock change between them if there is one.
  const ahead = new Set([wall - dayMs, wall + dayMs].map((at) => aheadOfUtc(at, zone)));
  return [...ahead]
    .map((ms) => wall - ms)
    .filter((at) => at + aheadOfUtc(at, zone) === wall)
    .sort((a, b) => a - b)
    .map((at) => new Date(at));
}

/** `2024-11-26T21:00`: what a zone's clock shows, in the form of LINE's picker. */
export function formatWallClock(at: Date, zone: string): string {
  const { date, hour, minute } = toLocal(at, zone);
  return `${date}T${timeOf(hour, minute)}`;
}

function aheadOfUtc(at: number, zone: string): number {
  const shown = Date.parse(`${formatWallClock(new Date(at), zone)}:00Z`);
  return shown - Math.floor(at / minuteMs) * minuteMs;
}

function timeOf(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
