import { Socket } from 'node:net';
import pg from 'pg';
import { type Cluster, EMBEDDED_NAME } from './cluster.ts';
import { findPostmaster, type Postmaster, urlOf } from './postmaster.ts';
import { waitUntilGone } from './server-process.ts';

/** This process's share in a running server; `leave` stops the server when no other process has one. */
export type Keeper = { readonly leave: () => Promise<void> };

// Everyone who uses the server holds this lock shared; who gets it alone is the last. A crash releases it.
const USERS_LOCK = 7_300_311;
const STOP_WITHIN_MS = 30_000;

/** Takes a share in the server, or null when it is not this cluster's or is going away. */
export async function tryKeep(cluster: Cluster, postmaster: Postmaster): Promise<Keeper | null> {
  const socket = new Socket();
  const client = new pg.Client({
    stream: () => socket,
    connectionString: urlOf(cluster, postmaster.port, EMBEDDED_NAME, 'postgres'),
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // The connection ends with the server; whoever uses the database learns that from its own connections.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1)', [USERS_LOCK]);
  } catch {
    await client.end().catch(() => undefined);
    return null;
  }
  // A forgotten `leave` must not keep the process running.
  socket.unref();
  let leaving: Promise<void> | null = null;
  return {
    leave: () => {
      leaving ??= leave(client, socket, cluster);
      return leaving;
    },
  };
}

async function leave(client: pg.Client, socket: Socket, cluster: Cluster): Promise<void> {
  socket.ref();
  const isLast = await tryTakeAlone(client);
  const postmaster = findPostmaster(cluster);
  if (isLast && postmaster !== null) {
    process.kill(postmaster.pid, 'SIGINT');
    await waitUntilGone(postmaster.pid, STOP_WITHIN_MS);
  }
  await client.end().catch(() => undefined);
}

async function tryTakeAlone(client: pg.Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [USERS_LOCK]);
    const answer = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
      USERS_LOCK,
    ]);
    return answer.rows[0]?.alone === true;
  } catch {
    return false;
  }
}
