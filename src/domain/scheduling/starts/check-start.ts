import { failure, type Result, success } from '../../../shared/result.ts';
import { addDays, addMinutes, daysBetween, type PlainDate, toLocal } from '../../time.ts';
import type { SchedulingPolicy } from '../policy.ts';
import { type AwayRange, type Engagement, findAway, overlaps } from './availability.ts';
import { type Closure, findClosure } from './closed-days.ts';
import { findDouble, readWallClock, type WallClockRefusal } from './wall-clock.ts';

/** Calendar days in a zone, first and last included: a programme or one of its phases. */
export type Period = { readonly startsOn: PlainDate; readonly endsOn: PlainDate; readonly zone: string };

/** As Slack's picker gives it (an instant), or LINE's: a time without a zone, pinned to the person's. */
export type ProposedStart =
  | { readonly kind: 'instant'; readonly at: Date }
  | { readonly kind: 'wall_clock'; readonly text: string; readonly zone: string };

export type StartContext = {
  readonly now: Date;
  /** 0, or how long before the start it must be known. */
  readonly leadMinutes: number;
  /** The programme, or the phase in which such sessions take place. */
  readonly period: Period;
  readonly policy: Pick<SchedulingPolicy, 'closedDays' | 'farthestDays'>;
  /** Of everybody who is to come. */
  readonly zones: readonly string[];
  readonly away: readonly AwayRange[];
  /** Standing sessions of everybody who is to come, in all their programmes. */
  readonly engagements: readonly Engagement[];
  /** The session that is being moved: its present time is no obstacle. */
  readonly movingSessionId: string | null;
};

export type StartRefusal =
  | WallClockRefusal
  | { readonly kind: 'past'; readonly at: Date }
  | { readonly kind: 'soon'; readonly at: Date; readonly earliestAt: Date }
  /** So far ahead that the year must be wrong; the period is named as with `outside`. */
  | ({ readonly kind: 'far'; readonly at: Date } & Pick<Period, 'startsOn' | 'endsOn'>)
  | ({ readonly kind: 'outside'; readonly at: Date } & Pick<Period, 'startsOn' | 'endsOn'>)
  | ({ readonly kind: 'closed'; readonly at: Date } & Closure)
  | { readonly kind: 'overlaps'; readonly at: Date; readonly with: readonly Engagement[] }
  | { readonly kind: 'away'; readonly at: Date; readonly personIds: readonly string[] };

/**
 * The instant of a proposed start, or the first reason against it, in the order of `StartRefusal` (CONVERSATIONS 3.14).
 * Closed days and the period are the calendar of the period's zone, away days that of each person's own. A start that
 * somebody's clock shows twice is refused whichever of the two instants it is: the time they read would not say.
 */
export function checkStart(
  { start, minutes }: { readonly start: ProposedStart; readonly minutes: number },
  context: StartContext,
): Result<Date, StartRefusal> {
  const read = readStart(start);
  if (!read.ok) return read;
  const startsAt = read.value;
  const double = context.zones.map((zone) => findDouble(startsAt, zone)).find((one) => one !== null);
  if (double !== undefined) return failure(double);
  const refusal = refuseTime(startsAt, context) ?? refuseDay({ startsAt, minutes }, context);
  if (refusal !== null) return failure(refusal);
  const clashes = context.engagements.filter(
    (other) => other.sessionId !== context.movingSessionId && overlaps({ startsAt, minutes }, other),
  );
  if (clashes.length > 0) return failure({ kind: 'overlaps', at: startsAt, with: clashes });
  const personIds = findAway({ startsAt, minutes }, context.away);
  return personIds.length > 0 ? failure({ kind: 'away', at: startsAt, personIds }) : success(startsAt);
}

function readStart(start: ProposedStart): Result<Date, WallClockRefusal> {
  switch (start.kind) {
    case 'instant':
      return Number.isNaN(start.at.getTime()) ? failure({ kind: 'unreadable' }) : success(start.at);
    case 'wall_clock':
      return readWallClock(start.text, start.zone);
  }
}

function refuseTime(at: Date, { now, leadMinutes, period, policy }: StartContext): StartRefusal | null {
  if (at <= now) return { kind: 'past', at };
  const earliestAt = addMinutes(now, leadMinutes);
  if (at < earliestAt) return { kind: 'soon', at, earliestAt };
  const { startsOn, endsOn, zone } = period;
  const on = toLocal(at, zone).date;
  if (daysBetween(toLocal(now, zone).date, on) > policy.farthestDays)
    return { kind: 'far', at, startsOn, endsOn };
  return on < startsOn || on > endsOn ? { kind: 'outside', at, startsOn, endsOn } : null;
}

/** Every day that the session would touch has to be open. */
function refuseDay(
  { startsAt, minutes }: { readonly startsAt: Date; readonly minutes: number },
  { period, policy }: StartContext,
): StartRefusal | null {
  const lastOn = toLocal(new Date(addMinutes(startsAt, minutes).getTime() - 1), period.zone).date;
  for (let on = toLocal(startsAt, period.zone).date; on <= lastOn; on = addDays(on, 1)) {
    const closure = findClosure(on, policy.closedDays);
    if (closure !== null) return { kind: 'closed', at: startsAt, ...closure };
  }
  return null;
}
