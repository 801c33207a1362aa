import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { type Backend, jobOptions, type ReportFault } from './backend.ts';

const socketTimeoutMs = 15_000;

/**
 * BullMQ on Redis. The producer fails at once while Redis is away (a poll covers it); workers wait and reconnect.
 * A socket time-out ends what a silent partition would otherwise hold for ever (RELIABILITY 1.6).
 */
export function createRedisQueueBackend(options: {
  readonly redisUrl: string;
  readonly report: ReportFault;
}): Backend {
  const { redisUrl, report } = options;
  const common = { connectTimeout: 5_000, keepAlive: 10_000, lazyConnect: false };
  const producer = new Redis(redisUrl, {
    ...common,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 5_000,
    socketTimeout: socketTimeoutMs,
  });
  const consumer = new Redis(redisUrl, {
    ...common,
    maxRetriesPerRequest: null,
    socketTimeout: socketTimeoutMs,
  });
  producer.on('error', (error) => report({ source: 'redis producer', err: error }));
  consumer.on('error', (error) => report({ source: 'redis consumer', err: error }));
  return {
    kind: 'redis',
    openQueue: (name) => {
      const queue = new Queue(name, { connection: producer });
      queue.on('error', (error) => report({ source: `queue ${name}`, err: error }));
      return {
        add: async (job, payload) => {
          await queue.add(job, payload, jobOptions);
        },
        close: () => queue.close(),
      };
    },
    openWorker: (name, work, concurrency) => {
      const worker = new Worker(name, (job) => work(job.name, job.data), {
        connection: consumer,
        concurrency,
      });
      worker.on('error', (error) => report({ source: `worker ${name}`, err: error }));
      return {
        ready: async () => {
          if (consumer.status === 'ready') await worker.waitUntilReady();
        },
        close: () => worker.close(),
      };
    },
    close: async () => {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}
