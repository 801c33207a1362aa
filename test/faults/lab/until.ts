import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds; answers the milliseconds that took, or null when it did not within `withinMs`. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  withinMs: number,
  everyMs = 25,
): Promise<number | null> {
  const begunAt = performance.now();
  for (;;) {
    if (await holds()) return performance.now() - begunAt;
    if (performance.now() - begunAt > withinMs) return null;
    await sleep(everyMs);
  }
}
