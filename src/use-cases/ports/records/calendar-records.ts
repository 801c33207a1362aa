/**
 * The address of a person's calendar, or of one session for the person to put into a calendar of their own; null where
 * the server has no public address. Whoever has it can read: only ever shown to the person.
 */
export type CalendarLink = (personId: string, sessionId?: string) => Promise<string | null>;

/** What people's calendar addresses are derived from. */
export type CalendarRecords = {
  /** The address as it is now. */
  readonly linkTo: CalendarLink;
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
