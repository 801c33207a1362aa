/** What people's calendar addresses are derived from. */
export type CalendarRecords = {
  /** The revision that the person's address is derived from now. */
  readonly revisionOf: (personId: string) => Promise<number>;
  /** Ends the address of this revision. False when it had ended before. */
  readonly revoke: (personId: string, revision: number) => Promise<boolean>;
  /** A person with a running role in the programme, by roster code. */
  readonly findMember: (
    programmeId: string,
    code: string,
  ) => Promise<{ readonly personId: string; readonly name: string } | null>;
};
