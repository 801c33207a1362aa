import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { findFreePort } from '../../src/storage/embedded/postmaster.ts';
import { createTestDatabase, queryOnce, testServerUrl } from '../support/databases/test-database.ts';
import { startTied, type TiedProcess } from '../support/processes/tied-process.ts';
import { describeWith } from '../support/requirements.ts';
import { createLog, until, useQueues } from './queue-fixture.ts';
import { makeJobs } from './queue-fixture-jobs.ts';

describeWith({ redis: true }, 'a queue whose Redis goes away', () => {
  const openQueue = useQueues();
  const servers: TiedProcess[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });
  const startOn = async (port: number): Promise<void> => {
    const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    servers.push(await startTied('redis-server', settings, 'Ready to accept connections'));
  };
  const stopAll = async (): Promise<void> => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  };
  const open = async (port: number) => {
    const log = createLog();
    const place = { redisUrl: `redis://127.0.0.1:${port}`, databaseUrl: 'postgresql://unused' };
    const queue = await openQueue({ ...place, jobs: makeJobs(randomUUID()), logger: log.logger });
    return { queue, log };
  };

  it('starts without it, says so once, and works as soon as it comes', async () => {
    const port = await findFreePort();
    const startedAt = performance.now();
    const { queue, log } = await open(port);
    let runs = 0;
    await queue.start(async () => {
      runs += 1;
    });
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    for (let round = 0; round < 20; round += 1) {
      queue.wake('thing.do');
      queue.wake('other.do');
      await sleep(25);
    }
    expect(log.lines('queue.fault')).toHaveLength(1);
    await startOn(port);
    await until(async () => {
      queue.wake('thing.do');
      await sleep(20);
      return runs > 0;
    });
  });

  it('works again after a restart that lost everything, with one warning', async () => {
    const port = await findFreePort();
    await startOn(port);
    const { queue, log } = await open(port);
    const ran: string[] = [];
    await queue.start(async (job) => void ran.push(job));
    queue.wake('thing.do');
    await until(() => ran.length === 1);
    await stopAll();
    for (let round = 0; round < 20; round += 1) {
      queue.wake('thing.do');
      await sleep(25);
    }
    await startOn(port);
    await until(async () => {
      queue.wake('other.do');
      await sleep(20);
      return ran.includes('other.do');
    });
    const before = ran.length;
    queue.wake('thing.do');
    await until(() => ran.length > before);
    expect(log.lines('queue.fault')).toHaveLength(1);
  });

  it('closes promptly while it is away, after the runs that had begun', async () => {
    const port = await findFreePort();
    await startOn(port);
    const { queue } = await open(port);
    const events: string[] = [];
    await queue.start(async () => {
      events.push('began');
      await sleep(1_000);
      events.push('ended');
    });
    queue.wake('thing.do');
    await until(() => events.includes('began'));
    await stopAll();
    await sleep(200);
    queue.wake('thing.do');
    const closingAt = performance.now();
    await queue.close();
    expect(events).toEqual(['began', 'ended']);
    expect(performance.now() - closingAt).toBeLessThan(3_000);
  });

  it('closes promptly when it never came', async () => {
    const { queue } = await open(await findFreePort());
    await queue.start(async () => undefined);
    queue.wake('thing.do');
    const closingAt = performance.now();
    await queue.close();
    expect(performance.now() - closingAt).toBeLessThan(1_000);
  });
});

describe('a queue whose PostgreSQL goes away', async () => {
  const database = await createTestDatabase();
  const openQueue = useQueues();
  const open = async () => {
    const log = createLog();
    const place = { redisUrl: undefined, databaseUrl: database.url };
    const queue = await openQueue({ ...place, jobs: makeJobs(randomUUID()), logger: log.logger });
    return { queue, log };
  };
  const allow = async (isAllowed: boolean): Promise<void> => {
    await queryOnce(testServerUrl(), `alter database "${database.name}" allow_connections ${isAllowed}`);
  };
  const cutAll = async (): Promise<void> => {
    const sql = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1';
    await queryOnce(testServerUrl(), sql, [database.name]);
  };
  afterEach(() => allow(true));

  it('works again after every connection was cut, the listening ones included', async () => {
    const { queue, log } = await open();
    const startedAt: number[] = [];
    await queue.start(async () => void startedAt.push(performance.now()));
    await cutAll();
    await until(async () => {
      queue.wake('thing.do');
      await sleep(20);
      return startedAt.length > 0;
    });
    await sleep(200);
    const before = startedAt.length;
    const wokenAt = performance.now();
    queue.wake('thing.do');
    await until(() => startedAt.length > before);
    expect((startedAt[before] ?? Number.NaN) - wokenAt).toBeLessThan(500);
    expect(log.lines('queue.fault')).toHaveLength(1);
  });

  it('neither throws nor stops while it takes no connection, and goes on afterwards', async () => {
    const { queue, log } = await open();
    let runs = 0;
    await queue.start(async () => {
      runs += 1;
    });
    await allow(false);
    await cutAll();
    for (let round = 0; round < 20; round += 1) {
      queue.wake('thing.do');
      await sleep(25);
    }
    expect(runs).toBe(0);
    await allow(true);
    await until(async () => {
      queue.wake('thing.do');
      await sleep(20);
      return runs > 0;
    });
    expect(log.lines('queue.fault')).toHaveLength(1);
  });

  it('closes promptly while it takes no connection', async () => {
    const { queue } = await open();
    await queue.start(async () => undefined);
    await allow(false);
    await cutAll();
    queue.wake('thing.do');
    const closingAt = performance.now();
    await queue.close();
    expect(performance.now() - closingAt).toBeLessThan(3_000);
  });

  it('refuses to open, leaving no connection, when it is away from the start', async () => {
    await allow(false);
    await expect(open()).rejects.toThrow();
  });
});
