import { addDays, addMinutes, type PlainDate, startOfDay } from '../../time.ts';

/** From when and for how long somebody would be needed. */
export type Stretch = { readonly startsAt: Date; readonly minutes: number };

/** Days on which a person does not meet, first and last included, in the person's own zone. */
export type AwayRange = {
  readonly personId: string;
  readonly zone: string;
  readonly fromOn: PlainDate;
  readonly toOn: PlainDate;
};

/** A session that stands, once for each person who has a place in it. */
export type Engagement = Stretch & { readonly personId: string; readonly sessionId: string };

/** Whether two stretches share more than an end. */
export function overlaps(one: Stretch, other: Stretch): boolean {
  return one.startsAt < endOf(other) && other.startsAt < endOf(one);
}

/** Who is away during any part of the stretch, each once, in the order given. */
export function findAway(stretch: Stretch, ranges: readonly AwayRange[]): readonly string[] {
  const met = ranges.filter(
    ({ zone, fromOn, toOn }) =>
      stretch.startsAt < startOfDay(addDays(toOn, 1), zone) && startOfDay(fromOn, zone) < endOf(stretch),
  );
  return [...new Set(met.map(({ personId }) => personId))];
}

function endOf({ startsAt, minutes }: Stretch): Date {
  return addMinutes(startsAt, minutes);
}
