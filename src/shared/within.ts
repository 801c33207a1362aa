import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for work, but no longer than the limit; says whether it ended in time. A failure in time is thrown. */
export async function within(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  try {
    return await Promise.race([
      work.then(() => true),
      sleep(limitMs, undefined, { signal: timer.signal }).then(() => false),
    ]);
  } finally {
    timer.abort();
  }
}
