import { toLocal } from '../../time.ts';

/** An hour of the week at which a pair has met, on its wall clock. `weekday` runs from 1 (Monday) to 7. */
export type Habit = {
  readonly weekday: number;
  readonly hour: number;
  /** `HH:mm` within that hour: the usual one, of several as usual the earliest. */
  readonly time: string;
  readonly count: number;
};

/** At which hours of the week sessions began on a zone's clock: most often first, then in the order of the week. */
export function findHabits(starts: readonly Date[], zone: string): readonly Habit[] {
  const hours = Map.groupBy(
    starts.map((at) => toLocal(at, zone)),
    ({ weekday, hour }) => weekday * 24 + hour,
  );
  return [...hours.values()]
    .flatMap((within): Habit[] => {
      const [first] = within;
      if (first === undefined) return [];
      const { weekday, hour } = first;
      const minute = mostFrequent(within.map((one) => one.minute));
      return [{ weekday, hour, time: `${pad(hour)}:${pad(minute)}`, count: within.length }];
    })
    .sort((a, b) => b.count - a.count || a.weekday - b.weekday || a.hour - b.hour);
}

function mostFrequent(numbers: readonly number[]): number {
  const groups = [...Map.groupBy(numbers, (number) => number)];
  const [usual] = groups.sort(([a, as], [b, bs]) => bs.length - as.length || a - b);
  return usual?.[0] ?? 0;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
