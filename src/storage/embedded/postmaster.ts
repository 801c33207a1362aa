import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Cluster } from './cluster.ts';

/** What PostgreSQL writes about itself into its data folder. */
export type Postmaster = { readonly pid: number; readonly port: number; readonly ready: boolean };

/** The live server of a cluster, or null. A file left by a crash is removed, also when its pid was given to a stranger. */
export function findPostmaster(cluster: Cluster): Postmaster | null {
  const file = join(cluster.data, 'postmaster.pid');
  const lines = readLines(file);
  const pid = Number.parseInt(lines?.[0] ?? '', 10);
  const port = Number.parseInt(lines?.[3] ?? '', 10);
  if (!Number.isSafeInteger(pid)) return null;
  if (!isServerOf(cluster, pid)) {
    // Between the two looks a starting server may have written its own file; only the one that was read may go.
    if (readLines(file)?.[0] === lines?.[0]) rmSync(file, { force: true });
    return null;
  }
  return Number.isSafeInteger(port) ? { pid, port, ready: lines?.[7]?.trim() === 'ready' } : null;
}

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}

/** A TCP port of the loopback address that was free a moment ago. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('The probe for a free port has no address'));
      });
    });
  });
}

/** Connection string of the server for one of its databases. */
export function urlOf(cluster: Cluster, port: number, user: string, database: string): string {
  return `postgresql://${user}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

function isServerOf(cluster: Cluster, pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') {
    // A server's working folder is its data folder.
    const folder = readLink(`/proc/${pid}/cwd`);
    return folder === null || folder === realpathSync(cluster.data);
  }
  const listed = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' });
  return listed.stdout.includes('postgres');
}

function readLink(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

function readLines(file: string): readonly string[] | null {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return null;
  }
}
