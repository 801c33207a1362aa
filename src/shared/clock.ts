/** Source of the current instant (UTC). Every plan, claim and rollup takes its `now` from here. */
export type Clock = { readonly now: () => Date };

/** The real clock of the machine. */
export const systemClock: Clock = { now: () => new Date() };
