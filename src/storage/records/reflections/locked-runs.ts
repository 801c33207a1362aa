import type { Run } from '../../../use-cases/ports/records/views.ts';

/** Runs that one transaction has locked and read: nobody else changes them until it ends. */
export type LockedRuns = {
  /** From memory where it stands as it was read; else locked and read now. */
  readonly find: (column: 'id' | 'seat_id', id: string) => Promise<Run | null>;
  /** Whether this transaction holds the lock. */
  readonly holds: (id: string) => boolean;
  /** The transaction itself has changed it, or any of them. */
  readonly changed: (id?: string) => void;
};

export function createLockedRuns(
  read: (column: 'id' | 'seat_id', id: string) => Promise<Run | null>,
): LockedRuns {
  const standing = new Map<string, Run>();
  const held = new Set<string>();
  return {
    find: async (column, id) => {
      const known =
        column === 'id' ? standing.get(id) : [...standing.values()].find((run) => run.seatId === id);
      if (known !== undefined) return known;
      const run = await read(column, id);
      if (run === null) return null;
      held.add(run.id);
      standing.set(run.id, run);
      return run;
    },
    holds: (id) => held.has(id),
    changed: (id) => {
      if (id === undefined) standing.clear();
      else standing.delete(id);
    },
  };
}
