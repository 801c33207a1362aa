/** Finding what should be otherwise; changes go through the rows' own rules. */
export type Reconciler = {
  /** Ends planned deliveries that are of no use any more, at most `limit`; answers how many. */
  readonly expirePlanned: (now: Date, limit: number) => Promise<number>;
  /**
   * Looks through planned sessions in the order of their ids, `limit` from after `cursor`: which of them lack a
   * reminder that somebody who attends should have. `next` is null when there are no more.
   */
  readonly findUnreminded: (
    now: Date,
    cursor: string | null,
    limit: number,
  ) => Promise<{ readonly sessionIds: readonly string[]; readonly next: string | null }>;
};
