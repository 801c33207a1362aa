/** Loops over rows: each runs until nothing is left to do and is safe to run in many processes at once. */
export type Sweeps = {
  readonly drainInbox: () => Promise<unknown>;
  readonly sendDeliveries: () => Promise<unknown>;
  readonly refreshMessages: () => Promise<unknown>;
  readonly closeSessions: () => Promise<unknown>;
  readonly reconcileQuota: () => Promise<unknown>;
  readonly matchPeople: () => Promise<unknown>;
  readonly reconcile: () => Promise<unknown>;
  readonly findDueDigests: () => Promise<readonly { readonly programmeId: string }[]>;
  readonly makeDigests: (programmeId: string) => Promise<unknown>;
  readonly checkDigests: () => Promise<unknown>;
};
