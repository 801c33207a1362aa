import type { Gate } from '../../../domain/messaging/rate-limits.ts';

/** Rates that hold across every process. */
export type RateGates = {
  /**
   * Takes one call of each gate, of all or of none; null when it may go, after a short wait if need be, else when it may
   * be tried again.
   */
  readonly take: (gates: readonly Gate[], now: Date) => Promise<Date | null>;
  /** Closes a gate until then, because the platform said so. */
  readonly close: (gate: Gate, until: Date) => Promise<void>;
};
