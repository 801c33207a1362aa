import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';

describe('a pool', () => {
  const database = createTestDatabase();
  let storage: Storage;
  beforeAll(async () => {
    storage = await openStorage(database);
  });
  afterAll(() => storage.close());

  it('loses a connection in somebody’s hands: their statement fails, and the process goes on', async () => {
    const uncaught: unknown[] = [];
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => uncaught.push(error));
    try {
      await expect(loseOneThatWorks(storage.pool)).rejects.toThrow(/terminat/);
    } finally {
      process.removeAllListeners('uncaughtException');
      for (const listener of others) process.on('uncaughtException', listener);
    }
    expect(uncaught).toEqual([]);
    expect((await storage.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});

/** Ends the server's side of a connection in the middle of a statement, and waits until it is closed. */
async function loseOneThatWorks(pool: Pool): Promise<void> {
  const client = await pool.connect();
  const closed = new Promise((resolve) => client.once('end', resolve));
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const working = client.query('select pg_sleep(10)');
    await Promise.all([working, pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])]);
  } finally {
    await closed;
    client.release(true);
  }
}
