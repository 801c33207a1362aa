import { addDays, daysBetween, type PlainDate, toLocal } from '../../time.ts';
import type { AwayRange } from '../starts/availability.ts';
import type { Period } from '../starts/check-start.ts';

/** An away range or a pause counts as the reason until a week after its last day: the digest speaks of the week before. */
const reasonLastsDays = 7;

/** Why a team stands still, as far as anybody has said; never who. */
export type StandstillReason =
  /** A mentor is, or was until a few days ago, away. */
  | { readonly kind: 'away'; readonly untilOn: PlainDate }
  /** The same of a participant who pauses. */
  | { readonly kind: 'pause'; readonly untilOn: PlainDate }
  /** Times have been proposed, so many days ago, and not all have answered. */
  | { readonly kind: 'proposal'; readonly days: number };

export type StandstillFacts = {
  readonly now: Date;
  readonly phase: Period;
  readonly idleAfterDays: number;
  /** How many sessions are still to take place (`Pace.left`). */
  readonly left: number;
  /** The start of the last session that took place or awaits word; null before the first. */
  readonly lastAt: Date | null;
  readonly mentorsAway: readonly AwayRange[];
  readonly participantsPaused: readonly AwayRange[];
  /** When the proposal that still waits was made. */
  readonly proposedAt: Date | null;
};

export type Standstill = {
  /** Calendar days since the last session, or since the phase began. */
  readonly days: number;
  readonly lastAt: Date | null;
  readonly reason: StandstillReason | null;
};

/**
 * How long a team has not met, with the reason if one is known; null while it is within `idleAfterDays`, outside the
 * phase, or when all its sessions have taken place. Days are those of the phase's zone.
 */
export function findStandstill(facts: StandstillFacts): Standstill | null {
  const { now, phase, idleAfterDays, left, lastAt } = facts;
  const today = toLocal(now, phase.zone).date;
  if (left === 0 || today < phase.startsOn || today > phase.endsOn) return null;
  const lastOn = lastAt === null ? phase.startsOn : toLocal(lastAt, phase.zone).date;
  const days = daysBetween(lastOn > phase.startsOn ? lastOn : phase.startsOn, today);
  return days < idleAfterDays ? null : { days, lastAt, reason: findReason(facts) };
}

/** Somebody's pause among days away: nobody stores when it began, which was before it is looked at. */
export function pauseAsRange(pause: Omit<AwayRange, 'fromOn'>): AwayRange {
  return { ...pause, fromOn: '0001-01-01' };
}

/** The reason that explains most: a mentor's absence, then a participant's pause, then an unanswered proposal. */
export function findReason(
  facts: Pick<StandstillFacts, 'now' | 'phase' | 'mentorsAway' | 'participantsPaused' | 'proposedAt'>,
): StandstillReason | null {
  const { now, phase, mentorsAway, participantsPaused, proposedAt } = facts;
  const away = lastDayOf(mentorsAway, now);
  if (away !== null) return { kind: 'away', untilOn: away };
  const pause = lastDayOf(participantsPaused, now);
  if (pause !== null) return { kind: 'pause', untilOn: pause };
  if (proposedAt === null) return null;
  const days = daysBetween(toLocal(proposedAt, phase.zone).date, toLocal(now, phase.zone).date);
  return { kind: 'proposal', days };
}

function lastDayOf(ranges: readonly AwayRange[], now: Date): PlainDate | null {
  const days = ranges
    .filter(({ zone, fromOn, toOn }) => {
      const today = toLocal(now, zone).date;
      return fromOn <= today && today <= addDays(toOn, reasonLastsDays);
    })
    .map(({ toOn }) => toOn);
  return days.sort().at(-1) ?? null;
}
