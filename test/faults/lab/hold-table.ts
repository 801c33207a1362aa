import pg from 'pg';
import { until } from './until.ts';

/** A table that nobody gets past until it is let go. */
export type HeldTable = {
  /** Waits until so many wait for it; false when they did not within 20 s. */
  readonly untilAwaited: (count: number) => Promise<boolean>;
  readonly release: () => Promise<void>;
};

const awaitedWithinMs = 20_000;

/**
 * Takes a lock that keeps others waiting: `exclusive` keeps writers, `access exclusive` readers too. Others are then
 * caught at the statement that needs the table, in the middle of whatever they do.
 */
export async function holdTable(
  databaseUrl: string,
  table: string,
  mode: 'exclusive' | 'access exclusive',
): Promise<HeldTable> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('begin');
  await client.query(`lock table ${table} in ${mode} mode`);
  return {
    untilAwaited: async (count) => {
      const waited = await until(async () => {
        const { rows } = await client.query<{ waiting: number }>(
          'select count(*)::int as waiting from pg_locks where not granted and relation = $1::regclass',
          [table],
        );
        return (rows[0]?.waiting ?? 0) >= count;
      }, awaitedWithinMs);
      return waited !== null;
    },
    release: async () => {
      await client.query('commit');
      await client.end();
    },
  };
}
