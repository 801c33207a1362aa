import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../../..');
const leftOut = new Set(['.git', 'node_modules', '.local', 'coverage']);

/** A copy of the project with one patch applied. */
export type PlantedCopy = { readonly folder: string; readonly remove: () => void };

/** Copies the project as it stands and plants the defect. Rejects when the patch does not fit any more. */
export async function createPlantedCopy(patchFile: string): Promise<PlantedCopy> {
  const folder = mkdtempSync(join(tmpdir(), 'bansou-planted-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    for (const entry of readdirSync(root)) {
      if (!leftOut.has(entry)) cpSync(join(root, entry), join(folder, entry), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    // Without a ceiling git would look for a repository around the copy and apply nothing.
    const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(folder) };
    await promisify(execFile)('git', ['apply', resolve(patchFile)], { cwd: folder, env });
    return { folder, remove };
  } catch (cause) {
    remove();
    throw new Error(`${patchFile} cannot be planted: ${String(cause)}`, { cause });
  }
}
