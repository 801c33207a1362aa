import type { MentorPlace } from '../../../domain/people/mentor-places.ts';

/** Mentors who took somebody's place, and who may read what was written before. */
export type ReplacementRecords = {
  /**
   * The places of a team's pair, each with the people who held it one after another, in the roster order of the first;
   * a place whose last mentor has ended is empty now.
   */
  readonly placesOf: (teamId: string) => Promise<readonly MentorPlace[]>;
};
