import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, queryOnce } from '../support/databases/test-database.ts';
import { type Spawned, spawnProcess } from '../support/processes/spawned.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { lineEvent, postLine } from '../support/webhooks.ts';

const channelSecret = 'channel-secret';

describe('a process that is told to stop', () => {
  const database = createTestDatabase();
  const processes: Spawned[] = [];
  let line: Server;
  let proxy: TcpProxy;
  let answerAfterMs = 0;
  let asked = 0;
  let answered = 0;

  beforeAll(async () => {
    // LINE as slow as a test wants it.
    line = createServer((_, response) => {
      asked += 1;
      setTimeout(() => {
        answered += 1;
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"sentMessages":[]}');
      }, answerAfterMs);
    });
    line.listen(0, '127.0.0.1');
    await once(line, 'listening');
    proxy = await startTcpProxy(Number(new URL((await database).url).port));
  });
  afterAll(async () => {
    line.closeAllConnections();
    line.close();
    await proxy.close();
  });
  beforeEach(async () => {
    answerAfterMs = 0;
    asked = 0;
    answered = 0;
    await queryOnce((await database).url, 'truncate inbox');
  });
  afterEach(async () => {
    await proxy.setMode({ kind: 'pass' });
    for (const one of processes.splice(0)) {
      one.kill();
      await one.ended();
    }
  });

  const start = async (script: string, change: Readonly<Record<string, string>> = {}): Promise<Spawned> => {
    const { url } = await database;
    const address = line.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const spawned = spawnProcess(script, [], {
      DATABASE_URL: url,
      PORT: '0',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'signing-secret',
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
      LINE_CHANNEL_ACCESS_TOKEN: 'token',
      LINE_CHANNEL_SECRET: channelSecret,
      LINE_API_URL: `http://127.0.0.1:${port}`,
      SECRET_KEY: '0'.repeat(64),
      ...change,
    });
    processes.push(spawned);
    return spawned;
  };
  const throughProxy = async (): Promise<Readonly<Record<string, string>>> => {
    const url = new URL((await database).url);
    url.port = String(proxy.port);
    return { DATABASE_URL: url.href };
  };
  const waiting = async (): Promise<number> => {
    const rows = await queryOnce(
      (await database).url,
      'select count(*)::int as n from inbox where processed_at is null',
    );
    return Number(rows[0]?.n);
  };
  /** Strangers who add the account: each is answered over HTTP. */
  const addStrangers = async (count: number): Promise<void> => {
    await queryOnce(
      (await database).url,
      `insert into inbox (platform, event_id, person_key, body, occurred_at, received_at)
       select 'line', 'follow-' || n, 'U' || n, json_build_object('type', 'follow', 'mode', 'active',
         'timestamp', 1, 'webhookEventId', 'follow-' || n, 'deliveryContext', json_build_object('isRedelivery', false),
         'replyToken', 'token-' || n, 'source', json_build_object('type', 'user', 'userId', 'U' || n),
         'follow', json_build_object('isUnblocked', false))::text, now(), now()
       from generate_series(1, $1::int) as n`,
      [count],
    );
  };

  it('as a server is not ready at once, answers every webhook until it is gone, and exits with 0', async () => {
    const server = await start('src/server.ts');
    const base = `http://127.0.0.1:${String((await server.logged('server.listening')).port)}`;
    const statuses: number[] = [];
    let isStopping = false;
    let isOver = false;
    const load = (async () => {
      for (let number = 0; !isOver; number += 1) {
        const { status } = await postLine(base, channelSecret, [lineEvent(`e${number}`, 'U1', Date.now())]);
        // After the grace nobody listens any more: whoever asked for readiness has gone elsewhere.
        if (status === 0 && isStopping) return;
        statuses.push(status);
      }
    })();
    await vi.waitFor(() => expect(statuses.length).toBeGreaterThan(20));
    expect((await fetch(`${base}/readyz`)).status).toBe(200);
    server.child.kill('SIGTERM');
    isStopping = true;
    const before = statuses.length;
    await vi.waitFor(async () => expect((await fetch(`${base}/readyz`)).status).toBe(503), { timeout: 800 });
    const { code, ms } = await server.ended();
    isOver = true;
    await load;
    expect(code).toBe(0);
    expect(ms).toBeLessThan(10_000);
    expect(statuses.length).toBeGreaterThan(before);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const rows = await queryOnce((await database).url, 'select count(*)::int as n from inbox');
    expect(Number(rows[0]?.n)).toBe(statuses.length);
  });

  it('as a worker finishes what it has begun, begins nothing more, and exits with 0', async () => {
    answerAfterMs = 1_500;
    await addStrangers(30);
    const workers = await start('workers/main.ts');
    await vi.waitFor(() => expect(asked).toBeGreaterThanOrEqual(8), { timeout: 15_000 });
    workers.child.kill('SIGTERM');
    const { code, ms } = await workers.ended();
    expect({ code, isQuick: ms < 15_000 }).toEqual({ code: 0, isQuick: true });
    expect(answered).toBe(asked);
    expect(await waiting()).toBe(30 - asked);
    expect(asked).toBeLessThan(30);
    const counted = await workers.logged('workers.counted');
    expect(Number(counted.jobRuns)).toBeGreaterThan(0);
  });

  it('exits with 1 at once when it is told twice', async () => {
    answerAfterMs = 5_000;
    await addStrangers(8);
    const workers = await start('workers/single-site.ts');
    await vi.waitFor(() => expect(asked).toBeGreaterThan(0), { timeout: 15_000 });
    workers.child.kill('SIGTERM');
    await workers.logged('process.stopping');
    workers.child.kill('SIGTERM');
    const { code, ms } = await workers.ended();
    expect(code).toBe(1);
    expect(ms).toBeLessThan(1_000);
  });

  it('exits with 0 within 25 s although neither PostgreSQL nor LINE answers', async () => {
    answerAfterMs = 60_000;
    await addStrangers(8);
    const site = await start('workers/single-site.ts', await throughProxy());
    await vi.waitFor(() => expect(asked).toBeGreaterThan(0), { timeout: 15_000 });
    await proxy.setMode({ kind: 'blackhole' });
    await sleep(1_500);
    expect(proxy.injected()).toBeGreaterThan(0);
    site.child.kill('SIGTERM');
    const { code, ms } = await site.ended();
    expect({ code, isInTime: ms < 25_000 }).toEqual({ code: 0, isInTime: true });
  }, 60_000);

  it.each(['thrown', 'rejected'])(
    'exits with 1 after an error that nothing caught (%s), logged without its words',
    async (kind) => {
      const crashed = spawnProcess('test/fixtures/processes/crash.ts', [kind]);
      processes.push(crashed);
      const logged = await crashed.logged('process.crashed');
      expect(logged).toMatchObject({ level: 60, err: { kind: 'Error' } });
      expect((await crashed.ended()).code).toBe(1);
      expect(crashed.output()).not.toContain('Hanako');
    },
  );
});
