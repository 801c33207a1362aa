import type { Clock } from '../../src/shared/clock.ts';

/** A clock that stands still until told otherwise. */
export type SimulatedClock = Clock & {
  /** Moves the clock forward; going back throws, because a season has one direction. */
  readonly advanceTo: (at: Date) => void;
};

/** A simulated clock that starts at the given instant. */
export function createSimulatedClock(start: Date): SimulatedClock {
  let current = start.getTime();
  return {
    now: () => new Date(current),
    advanceTo: (at) => {
      if (at.getTime() < current) throw new RangeError('the simulated clock cannot go back');
      current = at.getTime();
    },
  };
}
