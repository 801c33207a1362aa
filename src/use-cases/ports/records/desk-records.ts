import type { EndedPart, RosterRow } from '../../../domain/imports/roster-row.ts';
import type { SessionRow, StandingSession } from '../../../domain/imports/session-row.ts';
import type { ProgrammeView } from './views.ts';

/** What coordinators do by command: programmes, rosters, sessions, join codes. */
export type DeskRecords = {
  readonly findProgramme: (code: string) => Promise<ProgrammeView | null>;
  readonly createProgramme: (
    programme: Omit<ProgrammeView, 'id' | 'workspaceId'>,
    now: Date,
  ) => Promise<ProgrammeView>;
  readonly updateSettings: (programmeId: string, settings: ProgrammeView['settings']) => Promise<void>;
  /** Running enrolments as roster rows, by code. */
  readonly rosterOf: (programmeId: string) => Promise<readonly RosterRow[]>;
  /** Enrolments that have ended. */
  readonly endedParts: (programmeId: string) => Promise<readonly EndedPart[]>;
  /** Writes one row: the person by code, the enrolment by person and role, the team by its code. */
  readonly saveRosterRow: (
    programmeId: string,
    row: RosterRow,
    now: Date,
  ) => Promise<{ readonly personId: string }>;
  /** The code of whoever has this e-mail address in the workspace, or null. */
  readonly ownerOfEmail: (email: string) => Promise<string | null>;
  readonly teamCodes: (programmeId: string) => Promise<readonly string[]>;
  readonly mentorsByTeam: (programmeId: string) => Promise<ReadonlyMap<string, readonly string[]>>;
  readonly sessionsOf: (programmeId: string) => Promise<readonly StandingSession[]>;
  readonly createSession: (programmeId: string, row: SessionRow, now: Date) => Promise<string>;
  readonly setLink: (sessionId: string, link: string | null, now: Date) => Promise<void>;
  readonly findEnrolment: (
    programmeId: string,
    personCode: string,
    role: string,
  ) => Promise<{
    readonly enrolmentId: string;
    readonly personId: string;
    readonly name: string;
    readonly lineUserId: string | null;
    readonly language: 'ja' | 'en';
  } | null>;
  /** Issues a code; earlier unused ones of the enrolment end. Answers whether there were any. */
  readonly issueJoinCode: (
    enrolmentId: string,
    codeHash: string,
    issuedAt: Date,
    expiresAt: Date,
  ) => Promise<boolean>;
  /** Sessions of the programme that are still to come, for seats of people who joined the roster later. */
  readonly comingSessions: (programmeId: string, now: Date) => Promise<readonly string[]>;
};
