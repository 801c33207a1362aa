import {
  addDays,
  formatIsoWeek,
  type IsoWeek,
  isoWeekBounds,
  isoWeekOf,
  isoWeekOfDate,
  nextIsoWeek,
  type PlainDate,
  toInstant,
} from '../time.ts';

/**
 * The ISO weeks that must have a digest by `now` and were not taken: from the week of the first session to the week
 * after the last day, each due on the Monday after it, at the given time of the programme's zone. Earliest first.
 */
export function dueDigestWeeks(input: {
  readonly firstSessionAt: Date | null;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly zone: string;
  readonly at: string;
  readonly now: Date;
  readonly takenWeeks?: readonly string[];
}): readonly IsoWeek[] {
  const { firstSessionAt, startsOn, endsOn, zone, at, now } = input;
  const taken = new Set(input.takenWeeks);
  const last = formatIsoWeek(nextIsoWeek(isoWeekOfDate(endsOn)));
  let week = firstSessionAt === null ? isoWeekOfDate(startsOn) : isoWeekOf(firstSessionAt, zone);
  const due: IsoWeek[] = [];
  // A season's weeks are nearly all taken: only the others are worth finding out their instant.
  for (let label = formatIsoWeek(week); label <= last; label = formatIsoWeek(week)) {
    if (!taken.has(label)) {
      if (digestDueAt(week, zone, at) > now) break;
      due.push(week);
    }
    week = nextIsoWeek(week);
  }
  return due;
}

/** When a week's digest is taken: the Monday after it. */
export function digestDueAt(week: IsoWeek, zone: string, at: string): Date {
  return toInstant(addDays(isoWeekBounds(week, zone).lastDay, 1), at, zone);
}
