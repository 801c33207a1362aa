import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './postmaster.ts';

// Old enough that its maker is neither still at work nor in another container that shares the folder.
const ABANDONED_AFTER_MS = 10 * 60_000;

/** Removes folders `<prefix><pid>-...` whose maker was killed before it could; what cannot be removed stays. */
export function removeAbandoned(parent: string, prefix: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    const folder = join(parent, name);
    if (Number.isSafeInteger(pid) && !isAlive(pid) && isOld(folder)) removeQuietly(folder);
  }
}

function isOld(folder: string): boolean {
  const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
  return changed !== undefined && Date.now() - changed > ABANDONED_AFTER_MS;
}

function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // It belongs to someone else, who will remove it.
  }
}
