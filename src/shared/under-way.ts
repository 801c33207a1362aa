/** Work that nobody awaits where it is begun, counted so that an orderly end can wait for it. */
export type UnderWay = {
  /** Counts the work until it has ended, well or badly; its error is left to whoever awaits the work itself. */
  readonly add: (work: Promise<unknown>) => void;
  readonly count: () => number;
  /** Resolves once nothing is under way, also what was added meanwhile. */
  readonly ended: () => Promise<void>;
};

/** Nothing under way yet. */
export function createUnderWay(): UnderWay {
  const all = new Set<Promise<unknown>>();
  return {
    add: (work) => {
      const counted = work
        .catch(() => undefined)
        .then(() => {
          all.delete(counted);
        });
      all.add(counted);
    },
    count: () => all.size,
    ended: async () => {
      while (all.size > 0) await Promise.all(all);
    },
  };
}
