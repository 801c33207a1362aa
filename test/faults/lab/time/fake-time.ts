import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A wall clock for processes that differs from this one's, and can jump while they run. */
export type FakeTime = {
  /** What a process needs in its environment to live by it. Its monotonic clock is left alone, as by a real jump. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds ahead of this process's clock, or behind it. */
  readonly jump: (offsetMs: number) => void;
  readonly offsetMs: () => number;
  readonly now: () => Date;
  readonly close: () => Promise<void>;
};

/** A clock of libfaketime, from a file that its readers look into at every question. */
export function createFakeTime(offsetMs = 0): FakeTime {
  const folder = mkdtempSync(join(tmpdir(), 'bansou-faketime-'));
  // PostgreSQL runs under another account.
  chmodSync(folder, 0o755);
  const file = join(folder, 'offset');
  let current = offsetMs;
  const jump = (next: number): void => {
    current = next;
    const seconds = next / 1_000;
    // Renamed into place: nobody reads half a number.
    writeFileSync(`${file}.next`, `${seconds < 0 ? '' : '+'}${seconds.toFixed(3)}\n`);
    renameSync(`${file}.next`, file);
  };
  jump(offsetMs);
  return {
    env: {
      LD_PRELOAD: libraryPath(),
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    jump,
    offsetMs: () => current,
    now: () => new Date(Date.now() + current),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Where the system's package put the library that `faketime` preloads. */
function libraryPath(): string {
  const folders = ['/usr/lib', '/usr/local/lib'].filter(existsSync).flatMap((parent) => [
    parent,
    ...readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(parent, name)),
  ]);
  const found = folders.map((folder) => join(folder, 'faketime/libfaketimeMT.so.1')).find(existsSync);
  if (found === undefined) throw new Error('faketime is installed without libfaketimeMT.so.1');
  return found;
}
