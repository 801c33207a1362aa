import type { QuietRange, Role } from './season.ts';
import { createDayClock } from './zoned-time.ts';

/** Whose quiet ranges count, in whose zone. */
export type Listener = { readonly zone: string; readonly quietRanges: readonly QuietRange[] };

const minuteMs = 60_000;
const dayMinutes = 1440;

const evening = { from: '18:00', to: '21:00' };
const night = { from: '23:00', to: '07:00' };
const participantNight = { from: '21:00', to: '08:00' };

/** What holds where the roster is silent: participants and the desk 21-08, mentors and supporters 18-21 and 23-07. */
export const usualQuietRanges: Readonly<Record<Role, readonly QuietRange[]>> = {
  participant: [participantNight],
  mentor: [evening, night],
  supporter: [evening, night],
  coordinator: [participantNight],
};

/** The range somebody is in at an instant, or null; a range's first minute is quiet, its last boundary is not. */
export function quietRangeAt(
  at: Date,
  { zone, quietRanges }: Listener,
  minuteOfDay = createDayClock(),
): QuietRange | null {
  const now = minuteOfDay(at, zone);
  return quietRanges.find((range) => holds(range, now)) ?? null;
}

/** The first instant, to the minute, at which nobody is in a quiet range any more; null when two days hold none. */
export function quietEndsAt(at: Date, listeners: readonly Listener[]): Date | null {
  return findOpen(at, listeners, { step: 1, minutes: 2 * dayMinutes });
}

/** The last instant of the day before (and including) `at`, to the minute, that is open for all; null without any. */
export function lastOpenBefore(at: Date, listeners: readonly Listener[]): Date | null {
  return findOpen(at, listeners, { step: -1, minutes: dayMinutes });
}

/** Looks at every minute, one after the other. */
function findOpen(
  at: Date,
  listeners: readonly Listener[],
  { step, minutes }: { readonly step: 1 | -1; readonly minutes: number },
): Date | null {
  const clock = createDayClock();
  for (let minute = 0; minute <= minutes; minute += 1) {
    const candidate = minutesFrom(at, step * minute);
    if (listeners.every((listener) => quietRangeAt(candidate, listener, clock) === null)) return candidate;
  }
  return null;
}

function minutesFrom(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * minuteMs);
}

function holds({ from, to }: QuietRange, now: number): boolean {
  const begins = minutesOf(from);
  const ends = minutesOf(to);
  return begins < ends ? now >= begins && now < ends : now >= begins || now < ends;
}

function minutesOf(time: string): number {
  const [hours = Number.NaN, minutes = Number.NaN] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
