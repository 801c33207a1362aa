/** How the site is doing, for whoever looks after it: numbers alone, over all programmes. */
export type OperationFigures = {
  /** Planned and due: what waits to be sent. */
  readonly due: number;
  readonly oldestDueSeconds: number;
  readonly sending: number;
  /** Perhaps sent; looked into when the lease has run out. */
  readonly unknown: number;
  readonly failed: number;
  /** Sends whose process went away, not taken up again yet. */
  readonly leasesExpired: number;
  readonly inboxWaiting: number;
  readonly inboxOldestSeconds: number;
  readonly inboxParked: number;
  /** How far the database's clock is ahead of this process's; leases run by the first, due times by the second. */
  readonly clockOffsetSeconds: number;
  readonly quotaUsed: number;
  readonly quotaForecast: number;
  /** Null: no limit. */
  readonly quotaAllowance: number | null;
};

/** The part that is counted in tables; `now` decides what is due and how old it is. */
export type CountFigures = (
  now: Date,
) => Promise<Omit<OperationFigures, 'quotaUsed' | 'quotaForecast' | 'quotaAllowance'>>;
