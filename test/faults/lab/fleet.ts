import type { SiteProcess } from './site-process.ts';

/** Processes of one kind, of which every one that is killed is started again. */
export type Fleet = {
  readonly members: () => readonly SiteProcess[];
  /** SIGKILL to one of them; a supervisor starts another at once. Null when none was up. */
  readonly killOne: (pick: (count: number) => number) => Promise<boolean>;
  /** Until every place is taken by a process that is ready. */
  readonly whole: () => Promise<void>;
};

/** Starts so many and waits for them. */
export async function startFleet(count: number, start: () => Promise<SiteProcess>): Promise<Fleet> {
  const members = new Set<SiteProcess>();
  const starting = new Set<Promise<unknown>>();
  const startOne = (): void => {
    const coming = start()
      .then((process) => members.add(process))
      .finally(() => starting.delete(coming));
    starting.add(coming);
  };
  const whole = async (): Promise<void> => {
    while (starting.size > 0) await Promise.all(starting);
  };
  for (let index = 0; index < count; index += 1) startOne();
  await whole();
  return {
    members: () => [...members],
    killOne: async (pick) => {
      const victim = [...members][pick(members.size)];
      if (victim === undefined) return false;
      members.delete(victim);
      await victim.kill();
      startOne();
      return true;
    },
    whole,
  };
}
