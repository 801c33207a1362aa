/** Timed tasks on a simulated clock: what stand-ins and actors will do next. */
export type Agenda = {
  /** Plans a task; tasks of the same instant run in the order in which they were planned. */
  readonly at: (when: Date, task: () => Promise<void> | void) => void;
  /** The instant of the earliest task, or null when nothing is planned. */
  readonly nextAt: () => Date | null;
  /** Runs every task due at `now`, one after the other; answers how many ran. */
  readonly runDue: (now: Date) => Promise<number>;
};

type Entry = { readonly at: number; readonly order: number; readonly task: () => Promise<void> | void };

/** An empty agenda. */
export function createAgenda(): Agenda {
  const entries: Entry[] = [];
  let order = 0;
  const first = (): Entry | undefined => entries[0];
  return {
    at: (when, task) => {
      order += 1;
      const entry: Entry = { at: when.getTime(), order, task };
      const index = entries.findIndex((other) => other.at > entry.at);
      entries.splice(index < 0 ? entries.length : index, 0, entry);
    },
    nextAt: () => {
      const entry = first();
      return entry === undefined ? null : new Date(entry.at);
    },
    runDue: async (now) => {
      let ran = 0;
      for (let entry = first(); entry !== undefined && entry.at <= now.getTime(); entry = first()) {
        entries.shift();
        await entry.task();
        ran += 1;
      }
      return ran;
    },
  };
}
