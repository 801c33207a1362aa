/** What happens at an instant by itself: acts of people, answers of platforms, starts of processes. */
export type Agenda = {
  readonly at: (instant: number, act: () => void) => void;
  /** Null when nothing is left. */
  readonly nextAt: () => number | null;
  /** Takes and runs everything that is due, in order of time and then of noting. */
  readonly runDue: (now: number) => boolean;
};

type Entry = { readonly instant: number; readonly order: number; readonly act: () => void };

export function createAgenda(): Agenda {
  let entries: Entry[] = [];
  let noted = 0;
  return {
    at: (instant, act) => {
      entries.push({ instant, order: noted, act });
      noted += 1;
    },
    nextAt: () => (entries.length === 0 ? null : Math.min(...entries.map(({ instant }) => instant))),
    runDue: (now) => {
      const due = entries.filter(({ instant }) => instant <= now);
      if (due.length === 0) return false;
      entries = entries.filter(({ instant }) => instant > now);
      for (const { act } of due.sort((a, b) => a.instant - b.instant || a.order - b.order)) act();
      return true;
    },
  };
}
