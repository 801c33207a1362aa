import { addDays, addMinutes, startOfDay } from '../../time.ts';
import type { Period } from './check-start.ts';
import { formatWallClock } from './wall-clock.ts';

/** What LINE's picker shows first and between what it lets choose: times without a zone. */
export type Picker = { readonly initial: string; readonly min: string; readonly max: string };

/**
 * The picker for somebody's own time, in that person's zone (CONVERSATIONS 3.14): from `leadMinutes` ahead to the end of
 * the period, beginning with the first candidate. Null when nothing is left to choose. What comes back is checked again:
 * an old picker has an old `min`.
 */
export function planPicker(input: {
  readonly now: Date;
  readonly leadMinutes: number;
  readonly period: Period;
  readonly zone: string;
  readonly first: Date | null;
}): Picker | null {
  const { now, leadMinutes, period, zone, first } = input;
  const opensAt = startOfDay(period.startsOn, period.zone).getTime();
  const earliest = new Date(Math.max(ceilToMinute(addMinutes(now, leadMinutes)), opensAt));
  const latest = addMinutes(startOfDay(addDays(period.endsOn, 1), period.zone), -1);
  const min = formatWallClock(earliest, zone);
  const max = formatWallClock(latest, zone);
  // LINE compares the times themselves, and a clock that is put back shows a later instant as an earlier time.
  if (earliest > latest || min > max) return null;
  const wanted = formatWallClock(first ?? earliest, zone);
  return { initial: wanted < min ? min : wanted > max ? max : wanted, min, max };
}

function ceilToMinute(at: Date): number {
  return Math.ceil(at.getTime() / 60_000) * 60_000;
}
