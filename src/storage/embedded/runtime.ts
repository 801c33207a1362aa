import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../../shared/errors.ts';
import { type Account, accountOfOwner, canEnter, canRun, isRoot, lendableAccounts } from './accounts.ts';
import { type Binaries, findBinaries, toBinaries } from './binaries.ts';

/** Everything needed to run one cluster: the programs, the account, and the folder that account can use. */
export type Runtime = { readonly account: Account; readonly binaries: Binaries; readonly home: string };

// Root's own folders are closed to the account PostgreSQL runs under; this one is open to it.
const ROOT_FALLBACK = '/var/lib/bansou';

/**
 * Decides how PostgreSQL can run with its data under `wanted` (created when missing).
 * For root the folder may move to /var/lib/bansou when no other account can enter the wanted one.
 * Throws ConfigurationError with the way out when nothing works.
 */
export function resolveRuntime(wanted: string): Runtime {
  const binaries = findBinaries();
  makeFolder(wanted);
  if (!isRoot()) return { account: { kind: 'self' }, binaries, home: wanted };

  const owned = existingOwner(wanted, binaries);
  const accounts = owned === null ? lendableAccounts() : [owned];
  for (const account of accounts) {
    const runtime = tryAccount(account, binaries, wanted);
    if (runtime !== null) return runtime;
  }
  throw new ConfigurationError(
    'PostgreSQL refuses to run as root and no other account could be used here: start as an ordinary user, or set DATABASE_URL.',
  );
}

/** Folder of the cluster inside a home; the major version is part of the name, as its files fit no other. */
export function clusterFolder(runtime: Pick<Runtime, 'binaries' | 'home'>): string {
  return join(runtime.home, `postgres-${runtime.binaries.version.split('.')[0]}`);
}

function existingOwner(home: string, binaries: Binaries): Account | null {
  const folder = clusterFolder({ home, binaries });
  if (!existsSync(folder)) return null;
  const { uid, gid } = statSync(folder);
  return accountOfOwner(uid, gid);
}

function tryAccount(account: Account, binaries: Binaries, wanted: string): Runtime | null {
  const reachable = canRun(account, binaries.postgres) ? binaries : copyBinaries(binaries);
  if (reachable === null || !canRun(account, reachable.postgres)) return null;
  if (canEnter(account, wanted)) return { account, binaries: reachable, home: wanted };
  const moved = join(ROOT_FALLBACK, createHash('sha256').update(wanted).digest('hex').slice(0, 12));
  if (!makeOpenFolder(ROOT_FALLBACK) || !makeOpenFolder(moved) || !canEnter(account, moved)) return null;
  return { account, binaries: reachable, home: moved };
}

function copyBinaries(binaries: Binaries): Binaries | null {
  if (!makeOpenFolder(ROOT_FALLBACK)) return null;
  const target = join(ROOT_FALLBACK, `binaries-${binaries.version}`);
  if (existsSync(target)) return toBinaries(target, binaries.version);
  const partial = `${target}.${process.pid}`;
  const copied =
    spawnSync('cp', ['-RP', binaries.root, partial]).status === 0 &&
    spawnSync('chmod', ['-R', 'a+rX', partial]).status === 0;
  // A complete copy appears under its name at once; whoever comes second keeps the first.
  if (copied && !existsSync(target)) renameQuietly(partial, target);
  rmSync(partial, { recursive: true, force: true });
  return existsSync(target) ? toBinaries(target, binaries.version) : null;
}

function renameQuietly(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (cause) {
    if (!existsSync(to)) throw cause;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new ConfigurationError(
      `Cannot write to ${folder}: make it writable, or set BANSOU_DATA_DIR to a folder that is.`,
      { cause },
    );
  }
}

function makeOpenFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o755);
    return true;
  } catch {
    return false;
  }
}
