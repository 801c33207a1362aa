import { type ClosedDays, findClosure } from '../scheduling/starts/closed-days.ts';
import { addDays, addMinutes, isInGap, type PlainDate, toInstant, toLocal } from '../time.ts';
import type { SessionRow, StandingSession } from './session-row.ts';

/** When a team meets: ISO weekday (1 is Monday) and `HH:mm` in the programme's zone. */
export type MeetingTime = { readonly weekday: number; readonly time: string };

export type TeamToPlan = {
  readonly code: string;
  /** Left out: the programme's usual time. */
  readonly meets?: MeetingTime;
  readonly link: string | null;
  /** Ids of the people who hold a place in the team's sessions as mentors. */
  readonly mentors: readonly string[];
};

export type SessionPlan = {
  readonly zone: string;
  readonly now: Date;
  /** The mentoring phase, first and last day included. */
  readonly phase: { readonly startsOn: PlainDate; readonly endsOn: PlainDate };
  readonly closedDays: ClosedDays;
  readonly perTeam: number;
  readonly minutes: number;
  readonly usual: MeetingTime;
  readonly teams: readonly TeamToPlan[];
  /** What stands in the programme already, of any kind. */
  readonly existing: readonly StandingSession[];
};

export type GeneratedSessions = {
  readonly rows: readonly SessionRow[];
  /** Teams for which the phase has too few free days left, with the number of sessions without a date. */
  readonly short: readonly { readonly team: string; readonly missing: number }[];
};

type Slot = {
  readonly team: string | null;
  readonly startsAt: Date;
  readonly minutes: number;
};

/**
 * The mentoring sessions that teams do not have yet, spread evenly over the months of the phase: six in three months
 * are two a month, on the first and third fitting day. Never in the past, on one of the template's closed days, at a
 * time that the clock skips, or while a mentor sits in another session. A second run adds nothing.
 */
export function generateSessions(plan: SessionPlan): GeneratedSessions {
  const mentorsOf = new Map(plan.teams.map(({ code, mentors }) => [code, mentors]));
  const taken: Slot[] = plan.existing.filter(({ state }) => state !== 'cancelled' && state !== 'missed');
  const rows: SessionRow[] = [];
  const short: { team: string; missing: number }[] = [];
  for (const team of plan.teams) {
    const standing = plan.existing.filter(
      ({ kind, team: code }) => kind === 'mentoring' && code === team.code,
    );
    const numbers = missingNumbers(plan.perTeam, standing);
    const isFree = (slot: Slot): boolean => !taken.some((other) => collide(slot, other, mentorsOf));
    const starts = chooseStarts(plan, team, standing, numbers.length, isFree);
    numbers.slice(0, starts.length).forEach((number, index) => {
      const startsAt = starts[index];
      if (startsAt === undefined) return;
      rows.push({
        team: team.code,
        kind: 'mentoring',
        number,
        startsAt,
        minutes: plan.minutes,
        link: team.link,
      });
      taken.push({ team: team.code, startsAt, minutes: plan.minutes });
    });
    if (starts.length < numbers.length)
      short.push({ team: team.code, missing: numbers.length - starts.length });
  }
  return { rows, short };
}

function missingNumbers(perTeam: number, standing: readonly SessionRow[]): readonly number[] {
  const there = new Set(standing.map(({ number }) => number));
  return Array.from({ length: perTeam }, (_, index) => index + 1).filter((number) => !there.has(number));
}

/** Start instants in order: each month gets its share, what does not fit into one moves on to the next. */
function chooseStarts(
  plan: SessionPlan,
  team: TeamToPlan,
  standing: readonly StandingSession[],
  wanted: number,
  isFree: (slot: Slot) => boolean,
): readonly Date[] {
  const months = monthsOf(plan.phase);
  const open = Map.groupBy(openStarts(plan, team, standing, isFree), (at) => monthOf(at, plan.zone));
  const standingBy = Map.groupBy(standing, ({ startsAt }) => monthOf(startsAt, plan.zone));
  const chosen: Date[] = [];
  let due = 0;
  months.forEach((month, index) => {
    due += share(plan.perTeam, months.length, index) - (standingBy.get(month)?.length ?? 0);
    const left = Math.max(0, Math.min(due, wanted - chosen.length));
    const picked = spread(open.get(month) ?? [], left);
    chosen.push(...picked);
    due -= picked.length;
  });
  return chosen;
}

/** Every start that the team could have, after what it has already. */
function openStarts(
  { zone, now, phase, closedDays, usual, minutes }: SessionPlan,
  { code, meets }: TeamToPlan,
  standing: readonly StandingSession[],
  isFree: (slot: Slot) => boolean,
): readonly Date[] {
  const { weekday, time } = meets ?? usual;
  const latest = Math.max(now.getTime(), ...standing.map(({ startsAt }) => startsAt.getTime()));
  return daysOf(phase)
    .filter((date) => findClosure(date, closedDays) === null && !isInGap(date, time, zone))
    .map((date) => toInstant(date, time, zone))
    .filter((at) => toLocal(at, zone).weekday === weekday && at.getTime() > latest)
    .filter((startsAt) => isFree({ team: code, startsAt, minutes }));
}

/** `count` of the dates with even distances, the first among them; all of them where there are fewer. */
function spread(dates: readonly Date[], count: number): readonly Date[] {
  if (count >= dates.length) return dates;
  const step = dates.length / count;
  return Array.from({ length: count }, (_, index) => Math.floor(index * step)).flatMap((place) =>
    dates.slice(place, place + 1),
  );
}

/** The part of the total that falls to a month; what does not divide goes to the first months. */
function share(total: number, months: number, index: number): number {
  return Math.floor(total / months) + (index < total % months ? 1 : 0);
}

function collide(a: Slot, b: Slot, mentorsOf: ReadonlyMap<string, readonly string[]>): boolean {
  if (a.startsAt >= addMinutes(b.startsAt, b.minutes) || b.startsAt >= addMinutes(a.startsAt, a.minutes))
    return false;
  if (a.team === null || b.team === null || a.team === b.team) return true;
  const others = mentorsOf.get(b.team) ?? [];
  return (mentorsOf.get(a.team) ?? []).some((mentor) => others.includes(mentor));
}

function daysOf({ startsOn, endsOn }: SessionPlan['phase']): readonly PlainDate[] {
  const days: PlainDate[] = [];
  for (let date = startsOn; date <= endsOn; date = addDays(date, 1)) days.push(date);
  return days;
}

function monthsOf(phase: SessionPlan['phase']): readonly string[] {
  return [...new Set(daysOf(phase).map((date) => date.slice(0, 7)))];
}

function monthOf(at: Date, zone: string): string {
  return toLocal(at, zone).date.slice(0, 7);
}
