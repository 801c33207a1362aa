import type { Random } from '../../../playground/world/random.ts';
import { teams } from './cast.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const tokyoMs = 540 * minuteMs;

/** A session as the desk made and changed it; what the judge deduces everything from. */
export type PlannedSession = {
  readonly team: string;
  readonly number: number;
  readonly minutes: number;
  /** Every start it had, with the instant from which it stood. */
  readonly starts: { readonly at: number; readonly since: number }[];
  cancelledAt: number | null;
  /** It is not moved further than this. */
  readonly latestAt: number;
};

export type Season = {
  /** Its first day, `YYYY-MM-DD`. */
  readonly monday: string;
  /** 09:00 of that day in Tokyo. */
  readonly startsAt: number;
  /** Faults end here. */
  readonly healsAt: number;
  readonly endsAt: number;
  /** When the digest of the week is due. */
  readonly digestAt: number;
  readonly sessions: readonly PlannedSession[];
};

const mondays = ['2024-11-04', '2024-11-25', '2024-12-09', '2024-12-23', '2024-12-30', '2025-01-27'] as const;
const hours = [10 * 60 + 30, 13 * 60, 19 * 60, 20 * 60, 20 * 60 + 30, 21 * 60] as const;

/** One week of six sessions in three teams, its digest, and two days for everything to come to rest. */
export function planSeason(random: Random): Season {
  const date = random.pick(mondays);
  const monday = Date.parse(`${date}T00:00:00Z`) - tokyoMs;
  const startsAt = monday + 9 * 60 * minuteMs;
  const start = (day: number): number => monday + day * dayMs + random.pick(hours) * minuteMs;
  const session = (team: string, number: number, day: number, lastDay: number): PlannedSession => ({
    latestAt: monday + lastDay * dayMs + 21.5 * 60 * minuteMs,
    team,
    number,
    minutes: random.pick([40, 60]),
    starts: [{ at: start(day), since: startsAt }],
    cancelledAt: null,
  });
  return {
    monday: date,
    startsAt,
    digestAt: monday + 7 * dayMs + 9 * 60 * minuteMs,
    healsAt: monday + 7 * dayMs + 12 * 60 * minuteMs,
    endsAt: monday + 9 * dayMs + 14 * 60 * minuteMs,
    sessions: [
      ...teams.map((team) => session(team, 1, random.integer(1, 3), 4)),
      ...teams.map((team) => session(team, 2, random.integer(5, 6), 7)),
    ],
  };
}

/** The start that stands; null once it was called off. */
export function standingStart({ starts, cancelledAt }: PlannedSession): number | null {
  return cancelledAt === null ? (starts.at(-1)?.at ?? null) : null;
}

/** 20:00 in Tokyo on the eve. */
export function eveOf(startsAt: number): number {
  const day = Math.floor((startsAt + tokyoMs) / dayMs) * dayMs - tokyoMs;
  return day - 4 * 60 * minuteMs;
}
