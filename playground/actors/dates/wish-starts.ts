import type { SeasonTeam } from '../../seasons/season.ts';
import { daysLater, instantOf, wallClock } from '../../seasons/zoned-time.ts';
import type { Random } from '../../world/random.ts';

const dayMs = 86_400_000;
const week = 7;
const leastNoticeDays = 3;

/** What a pair thinks of when it looks for the next date. */
export type Wishing = {
  readonly team: SeasonTeam;
  /** The programme's, on whose clock the team's usual time stands. */
  readonly zone: string;
  readonly now: Date;
  /** When the last session was, or null before the first. */
  readonly lastAt: Date | null;
  /** How many sessions still have no date, and until which day they must have taken place. */
  readonly left: number;
  readonly endsOn: string;
};

/** The weekday and hour that suit the pair, two weeks on, or one where time runs short; null when no day is left. */
export function wishStart(wishing: Wishing): Date | null {
  const { team, zone, now, lastAt, left, endsOn } = wishing;
  const from = lastAt ?? now;
  const daysToEnd = (instantOf(endsOn, '23:59', zone).getTime() - from.getTime()) / dayMs;
  const gap = lastAt === null ? 0 : daysToEnd >= 2 * week * left ? 2 * week : week;
  const earliest = Math.max(from.getTime() + (gap - 4) * dayMs, now.getTime() + leastNoticeDays * dayMs);
  for (let on = team.firstOn; on <= endsOn; on = daysLater(on, week)) {
    const at = instantOf(on, team.at, zone);
    if (at.getTime() >= earliest) return at;
  }
  return lastResort(wishing);
}

/** Any evening that is left. */
function lastResort({ team, zone, now, endsOn }: Wishing): Date | null {
  const first = daysLater(wallClock(now, zone).date, leastNoticeDays);
  return first <= endsOn ? instantOf(first, team.at, zone) : null;
}

/** The same hour on other days soon after. */
export function wishOthers(
  first: Date,
  count: number,
  { zone, endsOn, random }: { readonly zone: string; readonly endsOn: string; readonly random: Random },
): readonly Date[] {
  const { date, hour, minute } = wallClock(first, zone);
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const offsets = random.chance(0.5) ? [1, 3, 2] : [2, 4, 1];
  return offsets
    .map((days) => daysLater(date, days))
    .filter((on) => on <= endsOn)
    .slice(0, count)
    .map((on) => instantOf(on, time, zone));
}

/** So many days later at the same hour of the programme's clock. */
export function laterBy(at: Date, days: number, zone: string): Date {
  const { date, hour, minute } = wallClock(at, zone);
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return instantOf(daysLater(date, days), time, zone);
}
