/** Many programmes that ran for two years, every table of the digest filled. */
export type SeedSize = {
  readonly programmes: number;
  readonly weeks: number;
  /** Sessions of a programme and week; each has two mentors and two participants, and all answered. */
  readonly sessionsPerWeek: number;
  /** The last weeks have no digest yet; 1 unless said otherwise. */
  readonly undigested?: number;
};

export const peopleOfTeam = 4;
/** Midnight in Tokyo. */
export const firstMonday = '2023-12-31T15:00:00Z';

/** Reflections a seed of this size makes. */
export function reflectionsOf({ programmes, weeks, sessionsPerWeek }: SeedSize): number {
  return programmes * weeks * sessionsPerWeek * peopleOfTeam;
}
