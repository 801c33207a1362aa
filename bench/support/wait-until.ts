import { setTimeout as sleep } from 'node:timers/promises';

/** Looks every so often until something is there; throws after the patience, saying what was waited for. */
export async function waitUntil<Found>(
  options: { readonly what: string; readonly patienceMs: number; readonly everyMs?: number },
  look: () => Found | null | Promise<Found | null>,
): Promise<Found> {
  const deadline = performance.now() + options.patienceMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > deadline) throw new Error(`${options.what}: not within ${options.patienceMs} ms`);
    await sleep(options.everyMs ?? 20);
  }
}
