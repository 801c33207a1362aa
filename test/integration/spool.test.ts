import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Container, createContainer } from '../../src/container.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import { type StoppablePostgres, startStoppablePostgres } from '../support/databases/stoppable-postgres.ts';
import { lineEvent, postLine, postSlackInteraction } from '../support/webhooks.ts';

const channelSecret = 'channel-secret';
const signingSecret = 'signing-secret';
/** LINE gives up after two seconds; a loaded machine gets a little of the other half. */
const ackWithinMs = 1_900;

describe('webhooks while PostgreSQL is away', () => {
  let postgres: StoppablePostgres;
  let dataDir = '';
  let container: Container;
  let server: RunningServer;
  let base = '';
  let next = 0;

  beforeAll(async () => {
    postgres = await startStoppablePostgres();
    dataDir = mkdtempSync(join(tmpdir(), 'bansou-spool-'));
    const config = {
      production: false,
      port: 0,
      databaseUrl: postgres.url,
      redisUrl: undefined,
      slack: { botToken: 'xoxb-1', signingSecret, apiUrl: 'http://127.0.0.1:9/api/' },
      line: { channelAccessToken: 'token', channelSecret, apiUrl: 'http://127.0.0.1:9' },
      baseUrl: 'http://localhost',
      secretKey: '0'.repeat(64),
      logLevel: 'silent',
      dataDir,
    };
    const logger = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
    container = await createContainer({ config, logger });
    server = await startServer({ container, config, logger });
    base = `http://127.0.0.1:${server.port}`;
  });
  afterAll(async () => {
    await server.close();
    await container.close();
    await postgres.close();
    rmSync(dataDir, { recursive: true });
  });
  afterEach(() => caughtUp());

  const freshId = (): string => {
    next += 1;
    return `e${next}`;
  };
  const say = (userId: string, id = freshId(), timestamp = Date.now()) =>
    postLine(base, channelSecret, [lineEvent(id, userId, timestamp)]);
  const stored = async (where: string, values: readonly unknown[] = []) => {
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    try {
      const sql = `select event_id, person_key, body, occurred_at, received_at, sequence::int from inbox ${where}`;
      return (await client.query(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  };
  const spoolFiles = (): readonly string[] =>
    readdirSync(join(dataDir, 'spool'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  const readiness = async (): Promise<readonly [number, string]> => {
    const response = await fetch(`${base}/readyz`);
    return [response.status, await response.text()];
  };
  /** PostgreSQL answers, and webhooks go there again. */
  const caughtUp = () =>
    vi.waitFor(
      async () => {
        expect(await readiness()).toEqual([200, 'ready']);
        expect(spoolFiles()).toEqual([]);
        const id = freshId();
        expect((await say('U-check', id)).status).toBe(200);
        expect(await stored('where event_id = $1', [id])).toHaveLength(1);
      },
      { timeout: 20_000, interval: 100 },
    );

  it('are answered 200 in time from a spool on disk, and nothing acknowledged is lost or doubled', async () => {
    const acknowledged: string[] = [];
    let slowest = 0;
    const burst = async (count: number): Promise<void> => {
      const ids = Array.from({ length: count }, freshId);
      const answers = await Promise.all(ids.map((id, index) => say(`U${index % 5}`, id)));
      for (const [index, answer] of answers.entries()) {
        if (answer.status === 200) acknowledged.push(ids[index] ?? '');
        slowest = Math.max(slowest, answer.ms);
      }
      expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    };
    await burst(20);
    const underFire = burst(60);
    await postgres.kill();
    await underFire;
    await burst(100);
    expect(await readiness()).toEqual([200, 'spooling']);
    expect(spoolFiles()).not.toEqual([]);
    expect(spoolFiles().map((file) => statSync(file).mode & 0o777)).toEqual(spoolFiles().map(() => 0o600));
    const metrics = await (await fetch(`${base}/metrics`)).text();
    expect(metrics).toMatch(/^bansou_spool_bytes [1-9]/m);
    expect(metrics).toMatch(/^bansou_database_up 0$/m);
    await burst(20);
    expect(slowest).toBeLessThan(ackWithinMs);

    await postgres.start();
    await caughtUp();
    const rows = await stored('where event_id = any ($1)', [acknowledged]);
    expect(acknowledged).toHaveLength(200);
    expect(rows).toHaveLength(200);
  });

  it('come into the inbox in the order of each person, with the times of their first acceptance', async () => {
    await postgres.kill();
    const ids = Array.from({ length: 30 }, freshId);
    const begunAt = Date.now();
    for (const [index, id] of ids.entries()) await say('U-order', id, 1_700_000_000_000 + index);
    const endedAt = Date.now();
    await postgres.start();
    // Newer ones come while the spool is replayed, and must not overtake.
    const later: string[] = [];
    await vi.waitFor(
      async () => {
        const id = freshId();
        later.push(id);
        await say('U-order', id, 1_700_000_001_000 + later.length);
        expect(spoolFiles()).toEqual([]);
      },
      { timeout: 15_000, interval: 20 },
    );
    await caughtUp();
    const rows = await stored("where person_key = 'U-order' order by sequence");
    expect(rows.map(({ event_id: id }) => String(id))).toEqual([...ids, ...later]);
    for (const [index, row] of rows.slice(0, ids.length).entries()) {
      expect(row.occurred_at.getTime()).toBe(1_700_000_000_000 + index);
      expect(row.received_at.getTime()).toBeGreaterThanOrEqual(begunAt);
      expect(row.received_at.getTime()).toBeLessThanOrEqual(endedAt + 1);
    }
  });

  it('count once when the platform sends them before, during and after the outage', async () => {
    const before = freshId();
    const during = freshId();
    await say('U-again', before);
    await postgres.kill();
    for (const id of [before, during, during]) expect((await say('U-again', id)).status).toBe(200);
    await postgres.start();
    await caughtUp();
    expect((await say('U-again', during)).status).toBe(200);
    const rows = await stored("where person_key = 'U-again' order by sequence");
    expect(rows.map(({ event_id: id }) => String(id))).toEqual([before, during]);
  });

  it('with a Slack button are answered at once and kept for later', async () => {
    await postgres.kill();
    const answer = await postSlackInteraction(base, signingSecret, {
      type: 'block_actions',
      user: { id: 'U-slack' },
      trigger_id: '1.2.3',
      container: { message_ts: '1.1' },
      actions: [{ type: 'button', action_id: 'a', block_id: 'b', action_ts: '1.5', value: 'v' }],
    });
    expect(answer.status).toBe(200);
    expect(answer.ms).toBeLessThan(ackWithinMs);
    await postgres.start();
    await caughtUp();
    const rows = await stored("where person_key = 'U-slack'");
    expect(rows.map(({ body }) => JSON.parse(String(body)).actions[0].value)).toEqual(['v']);
  });

  it('are taken when PostgreSQL is silent too, and go there again within 20 s of its voice', async () => {
    await postgres.proxy.setMode({ kind: 'blackhole' });
    const ids = Array.from({ length: 20 }, freshId);
    const answers = await Promise.all(ids.map((id) => say('U-silent', id)));
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(ackWithinMs);
    expect(postgres.proxy.injected()).toBeGreaterThan(0);
    await postgres.proxy.setMode({ kind: 'pass' });
    await caughtUp();
    expect(await stored("where person_key = 'U-silent'")).toHaveLength(20);
  });

  it('are stored once when the answer to their commit was lost', async () => {
    await postgres.proxy.setMode({ kind: 'blackhole-down' });
    const ids = Array.from({ length: 5 }, freshId);
    const answers = await Promise.all(ids.map((id) => say('U-unsure', id)));
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    expect(postgres.proxy.injected()).toBeGreaterThan(0);
    await postgres.proxy.setMode({ kind: 'pass' });
    await caughtUp();
    const rows = await stored("where person_key = 'U-unsure' order by sequence");
    expect(rows.map(({ event_id: id }) => String(id)).sort()).toEqual([...ids].sort());
  });

  it('are taken while PostgreSQL can only be read', async () => {
    const setReadOnly = async (isOn: boolean): Promise<void> => {
      const client = new pg.Client({ connectionString: postgres.url });
      await client.connect();
      await client.query('set default_transaction_read_only = off');
      await client.query(
        `alter database bansou ${isOn ? 'set default_transaction_read_only = on' : 'reset all'}`,
      );
      await client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
        ['bansou'],
      );
      await client.end();
    };
    await setReadOnly(true);
    const ids = [freshId(), freshId(), freshId()];
    for (const id of ids) expect((await say('U-read', id)).status).toBe(200);
    expect(await stored("where person_key = 'U-read'")).toEqual([]);
    await setReadOnly(false);
    await caughtUp();
    const rows = await stored("where person_key = 'U-read' order by sequence");
    expect(rows.map(({ event_id: id }) => String(id))).toEqual(ids);
  });

  it('are refused with 503 when the disk fails as well, and readiness says so', async () => {
    const folder = join(dataDir, 'spool');
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'in the way');
    await postgres.kill();
    const id = freshId();
    expect((await say('U-refused', id)).status).toBe(503);
    expect(await readiness()).toEqual([503, 'not ready']);
    rmSync(folder);
    mkdirSync(folder);
    expect((await say('U-refused', id)).status).toBe(200);
    await postgres.start();
    await caughtUp();
    expect(await stored('where event_id = $1', [id])).toHaveLength(1);
  });
});
