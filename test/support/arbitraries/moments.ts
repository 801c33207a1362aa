import fc from 'fast-check';

/** Zones with clock changes in both hemispheres, half hours, and none. */
export const zones = [
  'Asia/Tokyo',
  'America/Los_Angeles',
  'America/New_York',
  'Europe/London',
  'Asia/Singapore',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/Sao_Paulo',
  'Pacific/Auckland',
] as const;

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Instants where clocks are put forward (spring) or back (autumn), 2024 to 2027, of the zones above. */
export const clockChanges: readonly { readonly at: number; readonly forward: boolean }[] = [
  // New York, Los Angeles
  ...change('2025-03-09T10:00Z', true),
  ...change('2025-11-02T09:00Z', false),
  ...change('2024-11-03T06:00Z', false),
  ...change('2026-03-08T07:00Z', true),
  // London
  ...change('2025-03-30T01:00Z', true),
  ...change('2025-10-26T01:00Z', false),
  // Sydney, Lord Howe
  ...change('2025-10-04T16:00Z', true),
  ...change('2025-04-05T16:00Z', false),
  ...change('2026-04-04T15:00Z', false),
];

function change(at: string, forward: boolean) {
  return [{ at: Date.parse(at), forward }];
}

const yearEnds = [2024, 2025, 2026].map((year) => Date.UTC(year, 11, 31, 15));

/** Whole minutes from 2024 to 2027: a third of them around clock changes, a tenth around the turn of the year. */
export const moments: fc.Arbitrary<Date> = fc.oneof(
  { weight: 5, arbitrary: around([Date.UTC(2025, 6, 1)], 550) },
  {
    weight: 3,
    arbitrary: around(
      clockChanges.map(({ at }) => at),
      2,
    ),
  },
  { weight: 1, arbitrary: around(yearEnds, 3) },
);

function around(centres: readonly number[], days: number): fc.Arbitrary<Date> {
  return fc
    .tuple(fc.constantFrom(...centres), fc.integer({ min: -days * 1440, max: days * 1440 }))
    .map(([centre, minutes]) => new Date(Math.floor(centre / minuteMs) * minuteMs + minutes * minuteMs));
}

/** Counts what a generator made, so that a property cannot pass without having met the hard days. */
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

/** Counts the kinds of day that an instant is near to. */
export function countDay(census: ReturnType<typeof createCensus>, at: Date): void {
  const near = clockChanges.filter((one) => Math.abs(one.at - at.getTime()) < 1.5 * dayMs);
  census.count(
    'clock put forward',
    near.some(({ forward }) => forward),
  );
  census.count(
    'clock put back',
    near.some(({ forward }) => !forward),
  );
  census.count(
    'turn of the year',
    yearEnds.some((end) => Math.abs(end - at.getTime()) < 2 * dayMs),
  );
}

export const dayClasses = ['clock put forward', 'clock put back', 'turn of the year'] as const;
