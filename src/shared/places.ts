/** Gives a place back; giving it back twice changes nothing. */
export type Release = () => void;

export type Places = {
  /** Resolves when a place is free; whoever hurries goes before those who wait. */
  readonly take: (hurries: boolean) => Promise<Release>;
};

/** So many places, taken in the order in which they were asked for. */
export function createPlaces(count: number): Places {
  let free = count;
  const hurrying: (() => void)[] = [];
  const waiting: (() => void)[] = [];

  const release = (): Release => {
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const next = hurrying.shift() ?? waiting.shift();
      if (next === undefined) free += 1;
      else next();
    };
  };

  return {
    take: async (hurries) => {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => (hurries ? hurrying : waiting).push(resolve));
      return release();
    },
  };
}
