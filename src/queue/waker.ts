import { setTimeout as sleep } from 'node:timers/promises';
import type { BackendQueue } from './backend.ts';
import type { ReportFault } from './fault-reporter.ts';

/** Puts wake-up calls into queues without making anyone wait. */
export type Waker = {
  readonly wake: (queue: BackendQueue, job: string, payload: object) => void;
  /** Resolves when every wake so far is in its queue or given up. */
  readonly settle: () => Promise<void>;
};

/** Thousands of webhooks a second cost a hundred jobs; a few at once wait for nothing. */
const spacingMs = 10;
const burst = 5;

/**
 * The first wakes go at once. Any number of the same job and payload that come while its add is on its way, or faster
 * than one in 10 ms, become one more after it. So a burst costs a few jobs, and the last of them always begins after
 * the last wake: whatever it announced will be seen.
 */
export function createWaker(report: ReportFault): Waker {
  const inFlight = new Map<string, Promise<void>>();
  const again = new Set<string>();
  /** By key: when the next add would be due if adds came evenly. */
  const dueAt = new Map<string, number>();
  const pace = (key: string): number => {
    const now = performance.now();
    const due = Math.max(dueAt.get(key) ?? now, now);
    dueAt.set(key, due + spacingMs);
    return due - now - (burst - 1) * spacingMs;
  };
  const addUntilQuiet = async (
    queue: BackendQueue,
    key: string,
    job: string,
    payload: object,
  ): Promise<void> => {
    let waitMs = pace(key);
    do {
      if (waitMs > 0) await sleep(waitMs);
      again.delete(key);
      try {
        await queue.add(job, payload);
      } catch (error) {
        report('wake', error);
      }
      waitMs = again.has(key) ? pace(key) : 0;
    } while (again.has(key));
    inFlight.delete(key);
  };
  return {
    wake: (queue, job, payload) => {
      const key = `${job} ${JSON.stringify(payload)}`;
      if (inFlight.has(key)) again.add(key);
      else inFlight.set(key, addUntilQuiet(queue, key, job, payload));
    },
    settle: async () => {
      await Promise.all(inFlight.values());
    },
  };
}
