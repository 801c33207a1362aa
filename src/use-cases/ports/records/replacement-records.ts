import type { MentorPlace } from '../../../domain/people/mentor-places.ts';
import type { EarlierWords } from '../../../domain/reflections/earlier-words.ts';
import type { TeamView } from './views.ts';

/** Mentors who took somebody's place, and who may read what was written before. */
export type ReplacementRecords = {
  /**
   * The places of a team's pair, each with the people who held it one after another, in the roster order of the first;
   * a place whose last mentor has ended is empty now.
   */
  readonly placesOf: (teamId: string) => Promise<readonly MentorPlace[]>;
  readonly findTeam: (programmeId: string, code: string) => Promise<TeamView | null>;
  /** Somebody of the workspace by roster code, with every role they have or had in the programme; or null. */
  readonly findByCode: (programmeId: string, code: string) => Promise<KnownPerson | null>;
  /** Makes a person's enrolment the one that follows another in its place; answers its id. */
  readonly follow: (place: {
    readonly programmeId: string;
    readonly personId: string;
    readonly replacesId: string;
  }) => Promise<string>;
  /** Gives the places of an enrolment in what is still to come to another one; answers the sessions, earliest first. */
  readonly passSeats: (
    from: string,
    to: { readonly enrolmentId: string; readonly personId: string },
    now: Date,
  ) => Promise<readonly string[]>;
  /** Everybody who had a mentor's seat in the session, also those whose part has ended since. */
  readonly seatedMentors: (
    sessionId: string,
  ) => Promise<readonly { readonly enrolmentId: string; readonly personId: string }[]>;
  /** What is known about a participant and a mentor who came later, by their enrolments. */
  readonly earlierWords: (enrolmentId: string, mentorId: string) => Promise<EarlierWords>;
  /** The participant's word, which the next one replaces. */
  readonly choose: (choice: {
    readonly enrolmentId: string;
    readonly mentorId: string;
    readonly shows: boolean;
    readonly at: Date;
  }) => Promise<void>;
  /** The teams of which the person was a mentor whom another one replaced, newest first. */
  readonly formerTeams: (
    personId: string,
  ) => Promise<readonly (TeamView & { readonly deskContact: string })[]>;
  /** The team that a button's reference is about: a session, a seat, a proposal, a reflection, or the team itself. */
  readonly teamOf: (ref: string) => Promise<string | null>;
};

export type KnownPerson = {
  readonly personId: string;
  readonly name: string;
  readonly roles: readonly {
    readonly enrolmentId: string;
    readonly role: string;
    readonly teamId: string | null;
    readonly replacesId: string | null;
    readonly ended: boolean;
  }[];
};
