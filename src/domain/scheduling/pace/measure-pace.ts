import type { Session } from '../../sessions/sessions.ts';
import { addDays, daysBetween, type PlainDate, toLocal } from '../../time.ts';
import type { SchedulingPolicy } from '../policy.ts';
import type { Period } from '../starts/check-start.ts';

/** The template's `perTeam` sessions, shared out over the months of their phase: six in three are two a month. */
export type Cadence = { readonly perTeam: number; readonly phase: Period };

export type PaceFacts = {
  readonly cadence: Cadence;
  /** Of the team, of the kind that the cadence counts. */
  readonly sessions: readonly Pick<Session, 'startsAt' | 'state'>[];
  readonly now: Date;
};

/** Where a team stands; numbers of sessions. */
export type Pace = {
  readonly perTeam: number;
  /** By the cadence, over by the end of yesterday. */
  readonly expected: number;
  readonly done: number;
  /** Begun or over, and nobody has said yet whether it took place. */
  readonly awaiting: number;
  /** A date to come stands. */
  readonly planned: number;
  /** Still to take place, with a date or without; what awaits word is not asked for again. */
  readonly left: number;
  readonly undated: number;
  /** How many fewer than expected. */
  readonly behind: number;
  /** From today to the phase's last day: 0 on that day and after it. */
  readonly daysLeft: number;
  readonly endsOn: PlainDate;
};

/** Expected, done, planned and left for a team at `now`, by the calendar of the phase's zone. */
export function measurePace({ cadence, sessions, now }: PaceFacts): Pace {
  const { perTeam, phase } = cadence;
  const today = toLocal(now, phase.zone).date;
  const standing = sessions.filter(({ state }) => state === 'planned');
  const done = sessions.filter(({ state }) => state === 'held').length;
  const planned = standing.filter(({ startsAt }) => startsAt > now).length;
  const awaiting = standing.length - planned;
  const expected = expectedBefore(today, cadence);
  const left = Math.max(0, perTeam - done - awaiting);
  return {
    perTeam,
    expected,
    done,
    awaiting,
    planned,
    left,
    undated: Math.max(0, left - planned),
    behind: Math.max(0, expected - done - awaiting),
    daysLeft: Math.max(0, daysBetween(today, phase.endsOn)),
    endsOn: phase.endsOn,
  };
}

/**
 * How many sessions the cadence wants over before a day begins: every month of the phase has its share (what does not
 * divide goes to the first months), which grows evenly with the month's days and is complete when the month is.
 */
export function expectedBefore(date: PlainDate, { perTeam, phase }: Cadence): number {
  const months = monthsOf(phase);
  return months.reduce((sum, { firstOn, days }, index) => {
    const share = Math.floor(perTeam / months.length) + (index < perTeam % months.length ? 1 : 0);
    const gone = Math.min(days, Math.max(0, daysBetween(firstOn, date)));
    return sum + Math.floor((share * gone) / days);
  }, 0);
}

/**
 * Whether the bot offers by itself to find the next date: the cadence will call for one soon, none is planned, nothing
 * is being asked yet, and it has not offered within the last week (calendar days). Never after the phase.
 */
export function shouldOfferNext(
  facts: PaceFacts & {
    readonly hasOpenProposal: boolean;
    readonly lastOfferedAt: Date | null;
    readonly policy: SchedulingPolicy['offers'];
  },
): boolean {
  const { cadence, now, hasOpenProposal, lastOfferedAt, policy } = facts;
  const { zone, endsOn } = cadence.phase;
  const pace = measurePace(facts);
  const today = toLocal(now, zone).date;
  if (hasOpenProposal || pace.planned > 0 || pace.undated === 0 || today > endsOn) return false;
  if (lastOfferedAt !== null && daysBetween(toLocal(lastOfferedAt, zone).date, today) < policy.everyDays)
    return false;
  return expectedBefore(addDays(today, policy.aheadDays), cadence) > pace.done + pace.awaiting;
}

/** The months that a phase touches, each with its first day in the phase and the number of its days there. */
function monthsOf({ startsOn, endsOn }: Period): readonly { firstOn: PlainDate; days: number }[] {
  const months: { firstOn: PlainDate; days: number }[] = [];
  for (let firstOn = startsOn; firstOn <= endsOn; ) {
    const nextOn = firstOfNextMonth(firstOn);
    const days = Math.min(daysBetween(firstOn, nextOn), daysBetween(firstOn, endsOn) + 1);
    months.push({ firstOn, days });
    firstOn = nextOn;
  }
  return months;
}

function firstOfNextMonth(date: PlainDate): PlainDate {
  return `${addDays(`${date.slice(0, 8)}01`, 31).slice(0, 8)}01`;
}
