import pg from 'pg';
import type { Logger } from 'pino';

/** A pool that never waits for ever: connects within 5 s, answers within 15 s, and survives dropped connections. */
export function createPool(options: {
  readonly databaseUrl: string;
  readonly max: number;
  readonly name: string;
  readonly logger: Logger;
}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: options.max,
    application_name: `bansou-${options.name}`,
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  pool.on('error', (error) => options.logger.warn({ event: 'pool.dropped', pool: options.name, err: error }));
  return pool;
}
