/** Counts what is under way, so that a simulated clock knows when nothing is left to wait for. */
export type Activity = {
  /** Marks something as begun; the answer marks it as ended, and calling that twice counts once. */
  readonly begin: () => () => void;
  /** Runs a task as something under way. */
  readonly run: <Value>(task: () => Promise<Value>) => Promise<Value>;
  /** Whether nothing is under way. */
  readonly idle: () => boolean;
  /** Resolves at once when idle, else the next time everything has ended. */
  readonly untilIdle: () => Promise<void>;
  /** Resolves when the next thing begins. */
  readonly untilBegun: () => Promise<void>;
};

/** A counter that starts at rest. */
export function createActivity(): Activity {
  let running = 0;
  let waiting: (() => void)[] = [];
  let watching: (() => void)[] = [];
  const begin = (): (() => void) => {
    running += 1;
    const starts = watching;
    watching = [];
    for (const start of starts) start();
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      running -= 1;
      if (running > 0) return;
      const resolves = waiting;
      waiting = [];
      for (const resolve of resolves) resolve();
    };
  };
  return {
    begin,
    run: async (task) => {
      const end = begin();
      try {
        return await task();
      } finally {
        end();
      }
    },
    idle: () => running === 0,
    untilIdle: () =>
      new Promise((resolve) => {
        if (running === 0) resolve();
        else waiting.push(resolve);
      }),
    untilBegun: () =>
      new Promise((resolve) => {
        watching.push(resolve);
      }),
  };
}
