import { once } from 'node:events';
import { Queue, Worker } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import { BansouError } from '../shared/errors.ts';
import { within } from '../shared/within.ts';
import { type Backend, jobOptions, retryAfterMs } from './backend.ts';
import type { ReportFault } from './fault-reporter.ts';

const prefix = 'bansou';
const startWithinMs = 1_000;

// A socket time-out ends what a silent partition would otherwise hold for ever; it outlasts BullMQ's 5 s block.
const connectionOptions = {
  connectTimeout: 5_000,
  keepAlive: 10_000,
  socketTimeout: 15_000,
  retryStrategy: (times) => Math.min(times * 100, retryAfterMs),
} as const satisfies RedisOptions;

/**
 * BullMQ on Redis. The producer fails at once while Redis is away (a poll covers it); workers wait and reconnect.
 * Waits a second at most for the first connection, so that the first wakes of a process are not lost.
 */
export async function createRedisQueueBackend(options: {
  readonly redisUrl: string;
  readonly report: ReportFault;
}): Promise<Backend> {
  const { redisUrl, report } = options;
  const producer = new Redis(redisUrl, {
    ...connectionOptions,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 5_000,
  });
  const consumer = new Redis(redisUrl, { ...connectionOptions, maxRetriesPerRequest: null });
  producer.on('error', (error) => report('redis producer', error));
  consumer.on('error', (error) => report('redis consumer', error));
  await Promise.all([producer, consumer].map(firstAnswer));
  return {
    kind: 'redis',
    openQueue: (name) => {
      // Without its version check a queue has nothing to ask while it opens, so a flapping Redis cannot spoil it.
      const queue = new Queue(name, { connection: producer, prefix, skipVersionCheck: true });
      queue.on('error', (error) => report(`queue ${name}`, error));
      return {
        ready: async () => undefined,
        add: async (job, payload) => {
          if (producer.status !== 'ready') throw new BansouError('redis is not connected');
          await queue.add(job, payload, jobOptions);
        },
        close: () => queue.close(),
      };
    },
    openWorker: (name, work, concurrency) => {
      const worker = new Worker(name, (job) => work(job.name, job.data, job.id), {
        connection: consumer,
        prefix,
        concurrency,
        runRetryDelay: retryAfterMs,
      });
      worker.on('error', (error) => report(`worker ${name}`, error));
      return {
        ready: async () => {
          await within(startWithinMs, worker.waitUntilReady());
        },
        close: ({ isForced }) => worker.close(isForced),
      };
    },
    isReachable: () => consumer.status === 'ready',
    close: async () => {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}

/** Connected, refused, or too slow to wait for: a start neither fails nor blocks when Redis is away. */
async function firstAnswer(client: Redis): Promise<void> {
  const timer = new AbortController();
  const answer = once(client, 'ready', { signal: timer.signal }).catch(() => undefined);
  await within(startWithinMs, answer);
  timer.abort();
}
