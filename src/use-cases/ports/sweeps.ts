/** Loops over rows: each runs until nothing is left to do and is safe to run in many processes at once. */
export type Sweeps = {
  readonly drainInbox: () => Promise<unknown>;
  readonly sendDeliveries: () => Promise<unknown>;
  /** How long until the next delivery falls due, in ms; null when none is planned. */
  readonly untilNextDelivery: () => Promise<number | null>;
  readonly refreshMessages: () => Promise<unknown>;
  /** What the clock does to sessions: questions that nobody answered in time before the start, asks after the end. */
  readonly closeSessions: () => Promise<unknown>;
  readonly keepPace: () => Promise<unknown>;
  readonly reconcileQuota: () => Promise<unknown>;
  readonly matchPeople: () => Promise<unknown>;
  readonly reconcile: () => Promise<unknown>;
  readonly findDueDigests: () => Promise<readonly { readonly programmeId: string }[]>;
  readonly makeDigests: (programmeId: string) => Promise<unknown>;
  readonly checkDigests: () => Promise<unknown>;
};
