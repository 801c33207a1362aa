import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Queue } from '../../src/queue/create-queue.ts';
import type { JobCatalogue } from '../../src/queue/job-catalogue.ts';
import { createLog, describeQueues, until, useQueues } from './queue-fixture.ts';
import { makeJobs } from './queue-fixture-jobs.ts';

describeQueues('a queue', (place) => {
  const openQueue = useQueues();
  const open = async () => {
    const log = createLog();
    const queue = await openQueue({ ...place(), jobs: makeJobs(randomUUID()), logger: log.logger });
    return { queue, log };
  };

  it('runs a job at once when it is woken, not at the next poll', async () => {
    const { queue } = await open();
    const startedAt: number[] = [];
    await queue.start(async () => void startedAt.push(performance.now()));
    const delays: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      await sleep(20);
      const wokenAt = performance.now();
      queue.wake('thing.do');
      await until(() => startedAt.length > round);
      delays.push((startedAt[round] ?? Number.NaN) - wokenAt);
    }
    const median = delays.toSorted((a, b) => a - b)[10];
    expect(median).toBeLessThan(100);
  });

  it('runs a job that was woken before any worker started', async () => {
    const { queue } = await open();
    queue.wake('other.do');
    await sleep(50);
    const ran: string[] = [];
    await queue.start(async (job) => void ran.push(job));
    await until(() => ran.length > 0);
    expect(ran).toEqual(['other.do']);
  });

  it('makes a few runs of a thousand wakes, the last of them begun after the last wake', async () => {
    const { queue } = await open();
    let written = 0;
    const seen: number[] = [];
    await queue.start(async () => void seen.push(written));
    for (let round = 0; round < 1_000; round += 1) {
      written += 1;
      queue.wake('thing.do');
    }
    await until(() => seen.at(-1) === 1_000);
    await sleep(200);
    expect(seen.length).toBeLessThan(10);
  });

  it('loses no wake, however wakes, adds and runs overlap', async () => {
    const { queue } = await open();
    let written = 0;
    let seen = 0;
    await queue.start(async () => {
      const found = written;
      await sleep(found % 7);
      seen = Math.max(seen, found);
    });
    for (let round = 0; round < 300; round += 1) {
      written += 1;
      queue.wake('thing.do');
      if (round % 3 === 0) await sleep(round % 5);
    }
    await until(() => seen === 300);
  });

  it('runs again for a wake that came while the job was running', async () => {
    const { queue } = await open();
    const gate = Promise.withResolvers<void>();
    let written = 'first';
    const seen: string[] = [];
    await queue.start(async () => {
      seen.push(written);
      await gate.promise;
    });
    queue.wake('thing.do');
    await until(() => seen.length === 1);
    written = 'second';
    queue.wake('thing.do');
    await sleep(20);
    gate.resolve();
    await until(() => seen.includes('second'));
  });

  it('keeps wakes with different payloads apart', async () => {
    const { queue } = await open();
    const seen: unknown[] = [];
    await queue.start(async (_job, payload) => void seen.push(payload));
    const things = Array.from({ length: 20 }, () => ({ thingId: randomUUID() }));
    for (const thing of [...things, ...things, ...things]) queue.wake('thing.make', thing);
    await until(() =>
      things.every((thing) => seen.some((one) => JSON.stringify(one) === JSON.stringify(thing))),
    );
    expect(seen.length).toBeLessThan(60);
  });

  it('refuses a malformed payload and an unknown job with one log line, without throwing or quoting it', async () => {
    const { queue, log } = await open();
    const ran: string[] = [];
    await queue.start(async (job) => void ran.push(job));
    const untyped: Queue<JobCatalogue> = queue;
    untyped.wake('thing.make', { thingId: 'canary' });
    untyped.wake('thing.make');
    untyped.wake('thing.do', { extra: 'canary' });
    untyped.wake('thing.unknown');
    untyped.wake('toString');
    queue.wake('other.do');
    await until(() => ran.length > 0);
    await sleep(100);
    expect(ran).toEqual(['other.do']);
    expect(log.lines('wake.malformed')).toHaveLength(5);
    expect(log.lines('wake.malformed').join()).not.toContain('canary');
  });

  it('goes on after a run that threw', async () => {
    const { queue } = await open();
    let runs = 0;
    await queue.start(async () => {
      runs += 1;
      if (runs < 4) throw new Error('thrown by a test');
    });
    for (const expected of [1, 2, 3, 4]) {
      queue.wake('thing.do');
      await until(() => runs === expected);
    }
  });

  it('does not try a run that threw again: its rows own that', async () => {
    const { queue } = await open();
    let runs = 0;
    await queue.start(async () => {
      runs += 1;
      throw new Error('thrown by a test');
    });
    queue.wake('thing.do');
    await until(() => runs > 0);
    await sleep(300);
    expect(runs).toBe(1);
  });

  it('waits for running jobs when it closes, and takes no wake after that', async () => {
    const { queue, log } = await open();
    const events: string[] = [];
    await queue.start(async () => {
      events.push('began');
      await sleep(200);
      events.push('ended');
    });
    queue.wake('thing.do');
    await until(() => events.includes('began'));
    await Promise.all([queue.close(), queue.close()]);
    events.push('closed');
    queue.wake('thing.do');
    await sleep(50);
    expect(events).toEqual(['began', 'ended', 'closed']);
    expect(log.lines('queue.fault')).toEqual([]);
  });
});
