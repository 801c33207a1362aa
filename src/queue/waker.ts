import { setTimeout as sleep } from 'node:timers/promises';
import type { BackendQueue } from './backend.ts';
import type { ReportFault } from './fault-reporter.ts';

/** Puts wake-up calls into queues without making anyone wait. */
export type Waker = {
  readonly wake: (queue: BackendQueue, job: string, payload: object) => void;
  /** Resolves when every wake so far is in its queue or given up. */
  readonly settle: () => Promise<void>;
};

/** Nobody notices so short a wait, and thousands of webhooks a second cost a hundred jobs. */
const spacingMs = 10;

/**
 * The first wake goes at once. Any number of the same job and payload that follow within 10 ms, or while its add is
 * on its way, become one more after it. So a burst costs two jobs, and the last of them always begins after the last
 * wake: whatever it announced will be seen.
 */
export function createWaker(report: ReportFault): Waker {
  const inFlight = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const addUntilQuiet = async (
    queue: BackendQueue,
    key: string,
    job: string,
    payload: object,
  ): Promise<void> => {
    do {
      again.delete(key);
      const pause = sleep(spacingMs);
      try {
        await queue.add(job, payload);
      } catch (error) {
        report('wake', error);
      }
      await pause;
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
