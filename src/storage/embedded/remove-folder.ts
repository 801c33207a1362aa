import { existsSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const AGAIN_AFTER_MS = 10;

/**
 * Removes a folder with all it holds, also while another process removes it too; true once it is gone, false when it
 * is still there after `withinMs`. `rmSync` with `force` takes an entry that vanished under it for success and leaves
 * the rest where it is, so it is asked again until nothing is left.
 */
export async function removeFolder(folder: string, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    if (!existsSync(folder)) return true;
    if (performance.now() > deadline) return false;
    await sleep(AGAIN_AFTER_MS);
  }
}
