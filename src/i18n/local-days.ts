import { toLocal } from '../domain/time.ts';
import type { SoonMoment } from './params.ts';

export type DayWord = 'today' | 'tonight' | 'tomorrow' | 'later';

const tonightFromHour = 18;
const dayMs = 86_400_000;

/** How near an instant is for a reader at `now`, by calendar days in the reader's zone; the past is `later` too. */
export function dayWord({ at, zone, now }: SoonMoment): DayWord {
  const there = toLocal(at, zone);
  const here = toLocal(now, zone);
  const days =
    (Date.UTC(there.year, there.month - 1, there.day) - Date.UTC(here.year, here.month - 1, here.day)) /
    dayMs;
  if (days === 1) return 'tomorrow';
  if (days !== 0) return 'later';
  return there.hour >= tonightFromHour ? 'tonight' : 'today';
}

/** Local time of day on the 24 h clock, without a leading zero: `9:00`, `21:00`. */
export function clockTime(at: Date, zone: string): string {
  const { hour, minute } = toLocal(at, zone);
  return `${hour}:${String(minute).padStart(2, '0')}`;
}

/** A time of day as stored (`HH:mm`) the way people read it: `07:00` becomes `7:00`. */
export function plainTime(time: string): string {
  return time.replace(/^0(?=\d:)/u, '');
}

/** The zones whose clocks differ at that instant, in the given order: of several that agree only the first. */
export function differingZones(at: Date, zones: readonly string[]): readonly string[] {
  const seen = new Map<string, string>();
  for (const zone of zones) {
    const { year, month, day } = toLocal(at, zone);
    const reading = `${year}-${month}-${day} ${clockTime(at, zone)}`;
    if (!seen.has(reading)) seen.set(reading, zone);
  }
  return [...seen.values()];
}
