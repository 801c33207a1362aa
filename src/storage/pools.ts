import { Socket } from 'node:net';
import pg from 'pg';
import type { Logger } from 'pino';

const connectWithinMs = 5_000;
const answerWithinMs = 15_000;

/**
 * A pool that never waits for ever: connects within 5 s, answers within 15 s, and survives dropped connections. A
 * connection that stays silent longer than any answer may take is dead, whatever the network says, and is thrown away;
 * idle ones are closed before that. What a frozen process left open, the server ends.
 */
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
    connectionTimeoutMillis: connectWithinMs,
    query_timeout: answerWithinMs,
    statement_timeout: answerWithinMs - 1_000,
    idle_in_transaction_session_timeout: answerWithinMs + 5_000,
    idleTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    stream: () => createImpatientSocket(answerWithinMs + 1_000),
  });
  // Whoever holds a connection that is lost learns it from their statement; without this the process would end as well.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => options.logger.warn({ event: 'pool.dropped', pool: options.name, err: error }));
  return pool;
}

function createImpatientSocket(silentMs: number): Socket {
  const socket = new Socket();
  socket.setTimeout(silentMs, () => socket.destroy());
  return socket;
}
