import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Container, createContainer } from '../../src/container.ts';
import { startWorkers } from '../../workers/main.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

/** Longer than any single time-out, so that every connection has met the silence. */
const silenceMs = 18_000;
const recoveredWithinMs = 20_000;

describe('a network that goes silent between workers and PostgreSQL', () => {
  const database = createTestDatabase();
  let proxy: TcpProxy;
  let container: Container;
  let workers: { readonly close: () => Promise<void> };
  let dataDir = '';

  beforeAll(async () => {
    const url = new URL((await database).url);
    proxy = await startTcpProxy(Number(url.port));
    url.port = String(proxy.port);
    dataDir = mkdtempSync(join(tmpdir(), 'bansou-partition-'));
    const logger = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
    container = await createContainer({
      config: {
        production: false,
        port: 0,
        databaseUrl: url.href,
        redisUrl: undefined,
        slack: { botToken: 'xoxb-1', signingSecret: 's', apiUrl: 'http://127.0.0.1:9/api/' },
        line: { channelAccessToken: 'token', channelSecret: 's', apiUrl: 'http://127.0.0.1:9' },
        baseUrl: 'http://localhost',
        secretKey: '0'.repeat(64),
        logLevel: 'silent',
        dataDir,
      },
      logger,
    });
    workers = await startWorkers({ container, logger });
  });
  afterAll(async () => {
    await workers.close();
    await container.close();
    await proxy.close();
    rmSync(dataDir, { recursive: true });
  });

  /** Every kind of way to PostgreSQL once: raw, in a transaction, and as many transactions as there are connections. */
  const everyWay = (): Promise<unknown> =>
    Promise.all([
      container.sweeps.sendDeliveries(),
      container.sweeps.drainInbox(),
      container.sweeps.closeSessions(),
      ...Array.from({ length: 12 }, () => container.transact((records) => records.people.latestProgramme())),
    ]);

  it('ends every wait with an error, and all ways work again within 20 s of its end', async () => {
    await everyWay();
    let goSilent = (): void => undefined;
    const silence = new Promise<void>((resolve) => {
      goSilent = resolve;
    });
    // Every connection of the transactions is in the middle of one when it happens.
    const begun = Array.from({ length: 12 }, () =>
      container.transact(async (records) => {
        await records.people.latestProgramme();
        await silence;
        await records.people.latestProgramme();
      }),
    );
    await sleep(500);
    await proxy.setMode({ kind: 'blackhole' });
    goSilent();
    const stuck = Promise.any([...begun, container.sweeps.sendDeliveries()]).then(
      () => 'answered',
      () => 'failed',
    );
    await sleep(silenceMs);
    expect(await Promise.race([stuck, sleep(0, 'stuck')])).toBe('failed');
    expect(proxy.injected()).toBeGreaterThan(10);
    // Begun while it is silent still: the worst that the end can meet.
    const late = everyWay().catch(() => undefined);
    await sleep(500);
    await proxy.setMode({ kind: 'pass' });
    const healedAt = performance.now();
    let failures = 0;
    for (;;) {
      try {
        await everyWay();
        break;
      } catch {
        failures += 1;
        await sleep(100);
      }
    }
    expect(performance.now() - healedAt).toBeLessThan(recoveredWithinMs);
    await late;
    for (let round = 0; round < 3; round += 1) await everyWay();
    console.info(`recovered after ${Math.round(performance.now() - healedAt)} ms and ${failures} failures`);
  }, 90_000);
});
