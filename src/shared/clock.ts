/** Source of the current instant (UTC). Every plan, claim and rollup takes its `now` from here. */
export type Clock = { readonly now: () => Date };

/** The real clock of the machine. */
export const systemClock: Clock = { now: () => new Date() };

/** What leases run on: the database's own clock and, for what is left of one, a clock of the process never set back. */
export type LeaseClock = {
  /** The instant that leases are compared with; null: what the database's clock shows. */
  readonly now: () => Date | null;
  /** Milliseconds since any fixed instant. */
  readonly monotonicMs: () => number;
};

/** Real time, as every process has it; a simulated run brings another. */
export const databaseLeaseClock: LeaseClock = { now: () => null, monotonicMs: () => performance.now() };
