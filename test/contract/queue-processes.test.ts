import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { queryOnce } from '../support/databases/test-database.ts';
import { createLog, describeQueues, type QueuePlace, until, useQueues } from './queue-fixture.ts';
import { makeJobs } from './queue-fixture-jobs.ts';

const script = fileURLToPath(new URL('queue-process.ts', import.meta.url));
const told = z.union([
  z.object({ kind: z.enum(['ready', 'closed']) }),
  z.object({ kind: z.literal('ran'), payload: z.object({ thingId: z.string() }) }),
]);

type WorkerProcess = {
  readonly child: ChildProcess;
  readonly ran: readonly string[];
  readonly isReady: () => boolean;
};

describeQueues('queues in several processes', (place) => {
  const openQueue = useQueues();
  const children: ChildProcess[] = [];
  const startWorker = async (mark: string): Promise<WorkerProcess> => {
    const { databaseUrl, redisUrl = '' } = place();
    const child = fork(script, [mark, databaseUrl, redisUrl], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    children.push(child);
    const ran: string[] = [];
    let ready = false;
    child.on('message', (message) => {
      const said = told.parse(message);
      if (said.kind === 'ran') ran.push(said.payload.thingId);
      else ready = true;
    });
    await until(() => ready || child.exitCode !== null);
    return { child, ran, isReady: () => ready };
  };
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  it('share the work of two processes that start at once, losing and repeating nothing', async () => {
    const mark = randomUUID();
    const [first, second] = await Promise.all([startWorker(mark), startWorker(mark)]);
    const queue = await openQueue({ ...place(), jobs: makeJobs(mark), logger: createLog().logger });
    const things = Array.from({ length: 200 }, () => randomUUID());
    for (const thingId of things) queue.wake('thing.make', { thingId });
    await until(() => first.ran.length + second.ran.length >= things.length);
    await sleep(100);
    expect([...first.ran, ...second.ran].toSorted()).toEqual(things.toSorted());
    expect(Math.min(first.ran.length, second.ran.length)).toBeGreaterThan(5);
  });

  it('go on with the other process when one is killed', async () => {
    const mark = randomUUID();
    const [first, second] = await Promise.all([startWorker(mark), startWorker(mark)]);
    const queue = await openQueue({ ...place(), jobs: makeJobs(mark), logger: createLog().logger });
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const things = Array.from({ length: 20 }, () => randomUUID());
    for (const thingId of things) queue.wake('thing.make', { thingId });
    await until(() => things.every((thingId) => second.ran.includes(thingId)));
  });

  it('leave no connection and no handle behind: a process that closed its queue ends by itself', async () => {
    const mark = randomUUID();
    const { child, isReady } = await startWorker(mark);
    expect(isReady()).toBe(true);
    expect(await countConnections(place())).toBeGreaterThan(0);
    const ended = once(child, 'exit', { signal: AbortSignal.timeout(5_000) });
    child.send('close');
    expect(await ended).toEqual([0, null]);
    await until(async () => (await countConnections(place())) === 0);
  });
});

/** Connections of others to a queue's place. */
async function countConnections({ redisUrl, databaseUrl }: QueuePlace): Promise<number> {
  if (redisUrl === undefined) {
    const rows = await queryOnce(
      databaseUrl,
      'select count(*)::int as others from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    return z.number().parse(rows[0]?.others);
  }
  const redis = new Redis(redisUrl);
  try {
    return (
      String(await redis.client('LIST'))
        .trim()
        .split('\n').length - 1
    );
  } finally {
    redis.disconnect();
  }
}
