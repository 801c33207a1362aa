import { chmodSync, chownSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigurationError } from '../../shared/errors.ts';
import { removeAbandoned } from './abandoned.ts';
import { type Cluster, EMBEDDED_NAME, ensureCluster } from './cluster.ts';
import { createDatabase } from './databases.ts';
import { type Keeper, tryKeep } from './keeper.ts';
import { findPostmaster, type Postmaster, urlOf } from './postmaster.ts';
import { removeFolder } from './remove-folder.ts';
import { clusterFolder, type Runtime, resolveRuntime } from './runtime.ts';
import { lastLogLine, type StartedServer, startServer, waitUntilGone } from './server-process.ts';

/** `dataDir` keeps the data for good; `throwAway` uses a temporary folder, trades durability for speed and leaves nothing. */
export type EmbeddedPostgresOptions = { readonly dataDir: string } | { readonly throwAway: true };

/** A running PostgreSQL. `url` names the database `bansou`; `folder` is where its files are. */
export type EmbeddedPostgres = {
  readonly url: string;
  readonly folder: string;
  readonly startedHere: boolean;
  /** Gives up this process's share; the server stops with its last user. Safe to call twice. */
  readonly stop: () => Promise<void>;
};

const ATTEMPTS = 40;
const BETWEEN_ATTEMPTS_MS = 100;
const STOP_WITHIN_MS = 20_000;

/**
 * Starts the PostgreSQL that npm installed, or joins the one already running on the same folder.
 * Works for root (under another account) and for ordinary users; several callers at once are safe.
 * A durable server outlives a crash of this process and is joined by the next start; a throw-away one dies with it.
 * Throws ConfigurationError, with what to do, when it cannot run here.
 */
export function ensureEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  return 'throwAway' in options ? startThrowAway() : startDurable(resolve(options.dataDir));
}

async function startDurable(dataDir: string): Promise<EmbeddedPostgres> {
  const runtime = resolveRuntime(dataDir);
  const cluster = ensureCluster(runtime, clusterFolder(runtime), { durable: true });
  let startedHere = false;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const running = findPostmaster(cluster);
    const keeper = running?.ready === true ? await tryKeep(cluster, running) : null;
    if (running !== null && keeper !== null) return joined(cluster, running, keeper, startedHere);
    if (running === null) startedHere = (await startServer(runtime, cluster, { durable: true })) !== null;
    else await sleep(BETWEEN_ATTEMPTS_MS);
  }
  throw new ConfigurationError(`Embedded PostgreSQL did not start: ${lastLogLine(cluster)} (${cluster.log})`);
}

async function joined(
  cluster: Cluster,
  running: Postmaster,
  keeper: Keeper,
  startedHere: boolean,
): Promise<EmbeddedPostgres> {
  const url = await productDatabase(cluster, running);
  return { url, folder: cluster.folder, startedHere, stop: keeper.leave };
}

async function startThrowAway(): Promise<EmbeddedPostgres> {
  const base = realpathSync(tmpdir());
  removeAbandoned(base, 'bansou-postgres-');
  const wanted = mkdtempSync(join(base, `bansou-postgres-${process.pid}-`));
  // Another account has to pass through; the cluster's own folder inside stays closed.
  chmodSync(wanted, 0o711);
  let home = wanted;
  try {
    const runtime = resolveRuntime(wanted);
    home = runtime.home;
    if (runtime.account.kind === 'user') chownSync(home, runtime.account.uid, runtime.account.gid);
    const cluster = ensureCluster(runtime, clusterFolder(runtime), { durable: false });
    const started = await startOwn(runtime, cluster);
    const url = await productDatabase(cluster, started.postmaster);
    return { url, folder: home, startedHere: true, stop: () => stopThrowAway(started, [home, wanted]) };
  } catch (cause) {
    rmSync(home, { recursive: true, force: true });
    rmSync(wanted, { recursive: true, force: true });
    throw cause;
  }
}

// Only a port that was taken meanwhile makes another attempt worth while.
async function startOwn(runtime: Runtime, cluster: Cluster): Promise<StartedServer> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const started = await startServer(runtime, cluster, { durable: false });
    if (started !== null) return started;
  }
  throw new ConfigurationError(`Embedded PostgreSQL did not start: ${lastLogLine(cluster)}`);
}

async function stopThrowAway(started: StartedServer, folders: readonly string[]): Promise<void> {
  started.child.stdin?.destroy();
  await waitUntilGone(started.postmaster.pid, STOP_WITHIN_MS);
  // The supervisor removes the folder at the same time; what it could not reach is removed here.
  for (const folder of folders) await removeFolder(folder, STOP_WITHIN_MS);
}

async function productDatabase(cluster: Cluster, running: Postmaster): Promise<string> {
  return createDatabase(urlOf(cluster, running.port, EMBEDDED_NAME, 'postgres'), EMBEDDED_NAME);
}
