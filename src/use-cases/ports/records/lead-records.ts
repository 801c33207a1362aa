import type { LeadRecord } from '../../../domain/scheduling/pair/team-leads.ts';

/** Who leads a team's sessions. */
export type LeadRecords = LeadReads & {
  /** The pair swaps: this mentor leads. Behind the team's lock. */
  readonly choose: (sessionId: string, personId: string) => Promise<void>;
  /** The session is over: this mentor led it. */
  readonly keep: (sessionId: string, personId: string) => Promise<void>;
};

export type LeadReads = {
  /** What decides who leads in the team. */
  readonly ofTeam: (teamId: string) => Promise<LeadRecord>;
};
