import { setTimeout as sleep } from 'node:timers/promises';
import { createQueue } from '../../src/queue/create-queue.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { makeJobs } from './queue-fixture-jobs.ts';

/** A worker process of its own: tells its parent what it ran, closes when told to, and must then end by itself. */
const [mark = '', databaseUrl = '', redisUrl = ''] = process.argv.slice(2);
const queue = await createQueue({
  redisUrl: redisUrl === '' ? undefined : redisUrl,
  databaseUrl,
  jobs: makeJobs(mark),
  logger: createLogger({ level: 'warn', name: 'queue-process' }),
});
process.once('message', () => {
  void queue.close().then(() => {
    process.send?.({ kind: 'closed' });
    process.disconnect();
  });
});
await queue.start(async (_job, payload) => {
  await sleep(5);
  process.send?.({ kind: 'ran', payload });
});
process.send?.({ kind: 'ready' });
