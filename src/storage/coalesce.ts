const atMost = 500;

type Waiting<Asked, Answer> = {
  readonly asked: Asked;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
};

/**
 * Turns one statement for a group into a function for one. A group is on its way at a time; whoever asks meanwhile goes
 * with the next, so that a thousand asks cost a few statements and nobody waits for a timer. `run` answers in the order
 * asked; a group that fails, fails for everybody in it.
 */
export function coalesce<Asked, Answer>(
  run: (group: readonly Asked[]) => Promise<readonly Answer[]>,
): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = [];
  let running = false;

  const runAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting.slice(0, atMost);
      waiting = waiting.slice(atMost);
      try {
        const answers = await run(group.map(({ asked }) => asked));
        for (const [index, answer] of answers.entries()) group[index]?.resolve(answer);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    running = false;
  };

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      if (running) return;
      running = true;
      setImmediate(() => void runAll());
    });
}

/** The same for reading by key: each key is read once a group; null where nothing is found. */
export function coalesceReads<Value>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | null> {
  return coalesce(async (group) => {
    const found = await read([...new Set(group)]);
    return group.map((key) => found.get(key) ?? null);
  });
}
