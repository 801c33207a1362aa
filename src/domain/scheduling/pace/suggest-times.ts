import type { Reader } from '../../people/people.ts';
import { isQuiet } from '../../people/quiet-ranges.ts';
import { addDays, addMinutes, daysBetween, type PlainDate, toLocal } from '../../time.ts';
import type { SchedulingPolicy } from '../policy.ts';
import { overlaps } from '../starts/availability.ts';
import { checkStart, type StartContext } from '../starts/check-start.ts';
import { instantsShowing } from '../starts/wall-clock.ts';
import { findHabits, type Habit } from './find-habits.ts';

/** Best first within a fortnight, so that of two usual evenings both come up before either comes twice as late. */
const blockDays = 14;
/** Quiet ranges begin and end at times that people type. */
const lookMinutes = 5;

export type SuggestionFacts = Pick<
  StartContext,
  'now' | 'period' | 'away' | 'engagements' | 'movingSessionId'
> & {
  readonly minutes: number;
  readonly mentors: readonly Reader[];
  readonly participants: readonly Reader[];
  /** When the pair's sessions began, of those that took place. */
  readonly past: readonly Date[];
  readonly policy: Pick<SchedulingPolicy, 'closedDays' | 'farthestDays' | 'suggestions'>;
};

/**
 * Up to three starts at hours of the week at which the pair has met before, on its mentors' own clocks, in order.
 * Each would pass `checkStart` with 48 hours' lead; no two on one day. Nobody's quiet range is met, unless sessions have
 * begun at that hour of the person's day before: the range is about notices, and 21:00 is when sessions are.
 * Without past sessions there are none. The same facts give the same starts.
 */
export function suggestTimes(facts: SuggestionFacts): readonly Date[] {
  const { now, period, minutes, policy } = facts;
  const today = toLocal(now, period.zone).date;
  const habits = facts.mentors.map(({ zone }) => ({ zone, habits: findHabits(facts.past, zone) }));
  const rated = candidatesOf(facts, habits)
    .filter((startsAt) => isAcceptable(startsAt, facts))
    .map((startsAt) => {
      const on = toLocal(startsAt, period.zone).date;
      const block = Math.floor(daysBetween(today, on) / blockDays);
      return { startsAt, on, block, rating: rate(startsAt, habits) };
    })
    .sort((a, b) => a.block - b.block || b.rating - a.rating || Number(a.startsAt) - Number(b.startsAt));
  const chosen: (typeof rated)[number][] = [];
  for (const one of rated) {
    if (chosen.length === policy.suggestions.most) break;
    const isApart = chosen.every(
      ({ on, startsAt }) =>
        on !== one.on && !overlaps({ startsAt, minutes }, { startsAt: one.startsAt, minutes }),
    );
    if (isApart) chosen.push(one);
  }
  return chosen.map(({ startsAt }) => startsAt).sort((a, b) => a.getTime() - b.getTime());
}

type HabitsInZone = { readonly zone: string; readonly habits: readonly Habit[] };

/** Every instant within reach at which a mentor's clock shows a usual hour, each once. */
function candidatesOf(
  { now, policy }: SuggestionFacts,
  habitsByMentor: readonly HabitsInZone[],
): readonly Date[] {
  const found = habitsByMentor.flatMap(({ zone, habits }) => {
    const today = toLocal(now, zone).date;
    return daysFrom(today, policy.suggestions.withinDays).flatMap(({ date, weekday }) =>
      habits
        .filter((habit) => habit.weekday === weekday)
        .flatMap(({ time }) => instantsShowing(date, time, zone))
        .map((at) => at.getTime()),
    );
  });
  return [...new Set(found)].map((at) => new Date(at));
}

function daysFrom(first: PlainDate, days: number): readonly { date: PlainDate; weekday: number }[] {
  return Array.from({ length: days + 1 }, (_, index) => {
    const date = addDays(first, index);
    return { date, weekday: (((daysBetween('2024-01-01', date) % 7) + 7) % 7) + 1 };
  });
}

/** How often the mentors have met at this hour of the week, each by the own clock. */
function rate(at: Date, habitsByMentor: readonly HabitsInZone[]): number {
  return habitsByMentor.reduce((sum, { zone, habits }) => {
    const { weekday, hour } = toLocal(at, zone);
    const habit = habits.find((one) => one.weekday === weekday && one.hour === hour);
    return sum + (habit?.count ?? 0);
  }, 0);
}

function isAcceptable(startsAt: Date, facts: SuggestionFacts): boolean {
  const { minutes, mentors, participants, policy } = facts;
  const people = [...mentors, ...participants];
  const checked = checkStart(
    { start: { kind: 'instant', at: startsAt }, minutes },
    {
      ...facts,
      leadMinutes: policy.suggestions.leadMinutes,
      zones: people.map(({ zone }) => zone),
    },
  );
  return checked.ok && people.every((person) => suits(startsAt, person, facts));
}

function suits(startsAt: Date, person: Reader, { minutes, past }: SuggestionFacts): boolean {
  const looks = Array.from({ length: Math.ceil(minutes / lookMinutes) }, (_, index) => index * lookMinutes);
  const isOpen = [...looks, minutes - 1].every((after) => !isQuiet(addMinutes(startsAt, after), person));
  if (isOpen) return true;
  const { hour } = toLocal(startsAt, person.zone);
  return past.some((at) => toLocal(at, person.zone).hour === hour);
}
