import { spawn } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandAs } from '../../../../src/storage/embedded/accounts.ts';
import { EMBEDDED_NAME, ensureCluster, serverArguments } from '../../../../src/storage/embedded/cluster.ts';
import { createDatabase } from '../../../../src/storage/embedded/databases.ts';
import { findFreePort, findPostmaster, urlOf } from '../../../../src/storage/embedded/postmaster.ts';
import { clusterFolder, resolveRuntime } from '../../../../src/storage/embedded/runtime.ts';
import { waitUntilGone } from '../../../../src/storage/embedded/server-process.ts';
import { applyMigrations } from '../../../../src/storage/migrate.ts';
import { until } from '../until.ts';
import type { FakeTime } from './fake-time.ts';

export type FakedPostgres = { readonly url: string; readonly close: () => Promise<void> };

const migrationsDir = join(import.meta.dirname, '../../../../prisma/migrations');
const readyWithinMs = 60_000;
const goneWithinMs = 20_000;

/** A migrated PostgreSQL of a row's own that lives by a faked clock, jumps included: the clock of its whole site. */
export async function startFakedPostgres(time: FakeTime): Promise<FakedPostgres> {
  const home = mkdtempSync(join(tmpdir(), 'bansou-faked-'));
  // For root: the account that PostgreSQL runs under has to get in.
  chmodSync(home, 0o755);
  const runtime = resolveRuntime(home);
  const cluster = ensureCluster(runtime, clusterFolder(runtime), { durable: false });
  const port = await findFreePort();
  const server = [runtime.binaries.postgres, ...serverArguments(cluster, port, false)];
  const faked = Object.entries(time.env).map(([name, value]) => `${name}=${value}`);
  const command = commandAs(runtime.account, '/usr/bin/env', [...faked, ...server]);
  const log = openSync(cluster.log, 'a', 0o600);
  const child = spawn(command.program, [...command.args], {
    ...command.options,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const close = async (): Promise<void> => {
    child.kill('SIGINT');
    if (child.pid !== undefined) await waitUntilGone(child.pid, goneWithinMs);
    for (const folder of [home, runtime.home]) rmSync(folder, { recursive: true, force: true });
  };
  const isReady = (): boolean => findPostmaster(cluster)?.ready === true;
  if ((await until(isReady, readyWithinMs)) === null) {
    await close();
    throw new Error('PostgreSQL does not start with a faked clock');
  }
  const url = await createDatabase(urlOf(cluster, port, EMBEDDED_NAME, 'postgres'), EMBEDDED_NAME);
  await applyMigrations({ databaseUrl: url, migrationsDir });
  return { url, close };
}
