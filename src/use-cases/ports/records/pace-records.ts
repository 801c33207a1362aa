/** When a team's pace is looked at, and until when the bot offers nothing by itself. */
export type PaceRecords = {
  /** A team whose pace is to be looked at by now, locked to the end of the transaction; null when there is none. */
  readonly claimTeam: (now: Date) => Promise<string | null>;
  readonly lookAgainAt: (teamId: string, at: Date) => Promise<void>;
  readonly restingUntil: (teamId: string) => Promise<Date | null>;
  readonly rest: (teamId: string, until: Date) => Promise<void>;
};
