import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { createQueue, type Queue } from '../../src/queue/create-queue.ts';
import type { JobCatalogue } from '../../src/queue/job-catalogue.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { startRedis, type TestRedis } from '../support/databases/redis.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { describeWith } from '../support/requirements.ts';

/** Where a queue lives. */
export type QueuePlace = { readonly redisUrl: string | undefined; readonly databaseUrl: string };

/** The same suite on both backends, each with a server or database of its own. */
export function describeQueues(title: string, suite: (place: () => QueuePlace) => void): void {
  describeWith({}, `${title} on PostgreSQL`, async () => {
    const database = await createTestDatabase();
    suite(() => ({ redisUrl: undefined, databaseUrl: database.url }));
  });
  describeWith({ redis: true }, `${title} on Redis`, () => {
    const servers: TestRedis[] = [];
    beforeAll(async () => {
      servers.push(await startRedis());
    });
    afterAll(async () => {
      await Promise.all(servers.map((server) => server.stop()));
    });
    suite(() => ({ redisUrl: servers[0]?.url ?? 'redis://not-started', databaseUrl: 'postgresql://unused' }));
  });
}

/** A logger whose lines can be read back. */
export function createLog(): {
  readonly logger: Logger;
  readonly lines: (event: string) => readonly string[];
} {
  const lines: string[] = [];
  const destination = { write: (line: string): void => void lines.push(line) };
  return {
    logger: createLogger({ level: 'debug', name: 'test', destination }),
    lines: (event) => lines.filter((line) => line.includes(`"event":"${event}"`)),
  };
}

/** Opens queues that are closed after each test, whatever became of it. */
export function useQueues(): <const Jobs extends JobCatalogue>(
  options: QueuePlace & { readonly jobs: Jobs; readonly logger: Logger },
) => Promise<Queue<Jobs>> {
  const opened: { readonly close: () => Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queue) => queue.close()));
  });
  return async (options) => {
    const queue = await createQueue(options);
    opened.push(queue);
    return queue;
  };
}

/** Waits until something holds; fails after ten seconds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('it did not come to pass within ten seconds');
    await sleep(2);
  }
}
