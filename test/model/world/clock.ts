import type { Clock, LeaseClock } from '../../../src/shared/clock.ts';

/** A clock that stands still until it is moved; everybody in a run lives by it, leases too. */
export type ModelClock = Clock & {
  readonly ms: () => number;
  readonly moveTo: (at: number) => void;
  readonly lease: LeaseClock;
};

/** Starts at the given instant; never goes back. */
export function createModelClock(startsAt: number): ModelClock {
  let at = startsAt;
  const now = (): Date => new Date(at);
  return {
    now,
    ms: () => at,
    moveTo: (instant) => {
      at = Math.max(at, instant);
    },
    lease: { now, monotonicMs: () => at },
  };
}
