import fc from 'fast-check';
import { clockChangesOf, shownMinutes, zones } from './wall-clocks.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

export type Moment = { readonly at: Date; readonly zone: string };

const turnsOfYears = [2025, 2026, 2027].map((year) => Date.UTC(year, 0, 1));

/** Whole minutes from 2024 to 2027 in a zone: many around its clock changes, some around the turn of the year. */
export const moments: fc.Arbitrary<Moment> = fc.constantFrom(...zones).chain((zone) => {
  const changes = clockChangesOf(zone).map(({ at }) => at);
  return fc
    .oneof(
      { weight: 4, arbitrary: around([Date.UTC(2025, 6, 1)], 550) },
      { weight: 3, arbitrary: around(changes.length === 0 ? turnsOfYears : changes, 2) },
      { weight: 2, arbitrary: around(changes.length === 0 ? turnsOfYears : changes, 0.15) },
      { weight: 1, arbitrary: around(turnsOfYears, 2) },
    )
    .map((at) => ({ at, zone }));
});

function around(centres: readonly number[], days: number): fc.Arbitrary<Date> {
  return fc
    .tuple(fc.constantFrom(...centres), fc.integer({ min: -days * 1_440, max: days * 1_440 }))
    .map(([centre, minutes]) => new Date(centre + minutes * minuteMs));
}

/** Counts what a generator made, so that a property cannot pass without having met the hard cases. */
export function createCensus(classes: readonly string[]) {
  const counts = new Map(classes.map((name) => [name, 0]));
  return {
    count: (name: string, holds = true): void => {
      if (holds) counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    /** Classes of which there were none. */
    missing: (): readonly string[] => [...counts].filter(([, n]) => n === 0).map(([name]) => name),
  };
}

/** The day before an instant, in its zone: what a reminder on the eve has to get across. */
export const dayClasses = ['clock put forward', 'clock put back', 'turn of the year'] as const;

export function countDay(census: ReturnType<typeof createCensus>, { at, zone }: Moment): void {
  const eve = at.getTime() - dayMs;
  const changes = clockChangesOf(zone).filter((change) => change.at > eve && change.at <= at.getTime());
  census.count(
    'clock put forward',
    changes.some(({ forward }) => forward),
  );
  census.count(
    'clock put back',
    changes.some(({ forward }) => !forward),
  );
  census.count('turn of the year', yearShown(eve, zone) !== yearShown(at.getTime(), zone));
}

function yearShown(at: number, zone: string): number {
  return new Date(shownMinutes(at, zone) * minuteMs).getUTCFullYear();
}
