import { createPostgresBackend, runMigrations, withBackend } from 'bullmq';
import pg from 'pg';
import { type Backend, jobOptions, retryAfterMs } from './backend.ts';
import type { ReportFault } from './fault-reporter.ts';

const schema = 'bullmq';

/**
 * BullMQ on the same PostgreSQL. One pool for every queue and worker: each worker holds a connection for LISTEN, so
 * the pool must be larger than the number of workers, or `add` would wait for ever.
 */
export async function createPostgresQueueBackend(options: {
  readonly databaseUrl: string;
  readonly workers: number;
  readonly report: ReportFault;
}): Promise<Backend> {
  const { databaseUrl, workers, report } = options;
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: workers + 3,
    keepAlive: true,
    application_name: 'bansou-queue',
    options: `-c search_path=${schema}`,
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
  });
  pool.setMaxListeners(50);
  pool.on('error', (error) => report('pool', error));
  // For connections in BullMQ's hands: a lost one fails its statement, and must not end the process as well.
  pool.on('connect', (client) => client.on('error', () => undefined));
  await migrateQueue(pool);
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const connection = asBackendPool(pool);
  return {
    kind: 'postgres',
    openQueue: (name) => {
      const queue = new Queue(name, { connection });
      queue.on('error', (error) => report(`queue ${name}`, error));
      return {
        ready: async () => {
          await queue.waitUntilReady();
        },
        add: async (job, payload) => {
          await queue.add(job, payload, jobOptions);
        },
        close: () => queue.close(),
      };
    },
    openWorker: (name, work, concurrency) => {
      const worker = new Worker(name, (job) => work(job.name, job.data, job.id), {
        connection,
        concurrency,
        runRetryDelay: retryAfterMs,
      });
      worker.on('error', (error) => report(`worker ${name}`, error));
      return { ready: () => worker.waitUntilReady(), close: ({ isForced }) => worker.close(isForced) };
    },
    isReachable: () => true,
    close: () => pool.end(),
  };
}

/** Safe to run in many processes at once: BullMQ takes an advisory lock. */
async function migrateQueue(pool: pg.Pool): Promise<void> {
  try {
    const client = await pool.connect();
    try {
      await runMigrations(client, schema);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** Guarantee: BullMQ's own pool type is a part of what pg's Pool offers; only their overloads are spelled apart. */
function asBackendPool(pool: pg.Pool) {
  return pool as unknown as ConstructorParameters<
    ReturnType<typeof withBackend<never, never>>['Queue']
  >[1]['connection'];
}
