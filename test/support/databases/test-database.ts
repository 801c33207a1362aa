import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { createDatabase, dropDatabase } from '../../../src/storage/embedded/databases.ts';

/** A migrated database of one suite's own. */
export type TestDatabase = { readonly url: string; readonly name: string };

const CLOSED_WITHIN_MS = 2_000;

/**
 * Copies the migrated template for the suite that calls it (at the top of a test file or of a `describe`), and
 * removes the copy after the suite's own hooks. The suite fails when it left connections open.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('testServer');
  if (server.kind === 'absent') throw new Error(`No database for this suite: ${server.reason}`);
  const name = `test_${process.pid}_${randomBytes(5).toString('hex')}`;
  const url = await createDatabase(server.url, name, server.template);
  afterAll(async () => {
    const leaked = await findLeaked(server.url, name);
    await dropDatabase(server.url, name);
    if (leaked.length > 0) throw new Error(`The suite left connections open: ${leaked.join(', ')}`);
  });
  return { url, name };
}

/** The server that suites share; for the few that make databases of their own. */
export function testServerUrl(): string {
  const server = inject('testServer');
  if (server.kind === 'absent') throw new Error(`No database for this suite: ${server.reason}`);
  return server.url;
}

/** Runs one statement on a database over a connection of its own and returns the rows. */
export async function queryOnce(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<pg.QueryResultRow>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

// A closed socket takes a moment to leave the server's list.
async function findLeaked(serverUrl: string, name: string): Promise<readonly string[]> {
  const sql = `select coalesce(nullif(application_name, ''), 'unnamed') || ' (' || coalesce(state, '?') || ')' as who
    from pg_stat_activity where datname = $1`;
  const deadline = performance.now() + CLOSED_WITHIN_MS;
  for (;;) {
    const rows = await queryOnce(serverUrl, sql, [name]);
    if (rows.length === 0 || performance.now() > deadline) return rows.map((row) => String(row.who));
    await sleep(50);
  }
}
