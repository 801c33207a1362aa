import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSpool } from '../../src/storage/inbox/spool.ts';
import { readSpoolFile, type SpooledEvent } from '../../src/storage/inbox/spool-files.ts';
import { createReplaySpool, type SpoolProblem } from '../../src/storage/inbox/spool-replay.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';

const maxBytes = 64_000_000;
const script = join(import.meta.dirname, '../fixtures/spool/append-for-ever.ts');

describe('the local spool', () => {
  const database = createTestDatabase();
  let pool: pg.Pool;
  let folder = '';
  let next = 0;
  const problems: SpoolProblem[] = [];

  beforeAll(async () => {
    pool = new pg.Pool({ connectionString: (await database).url, max: 4 });
  });
  afterAll(() => pool.end());
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bansou-spool-'));
    problems.length = 0;
    await pool.query('truncate inbox');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const makeEvent = (change: Partial<SpooledEvent> = {}): SpooledEvent => {
    next += 1;
    return {
      platform: 'line',
      eventId: `e${next}`,
      personKey: 'U1',
      body: JSON.stringify({ text: 'つぶやき\u2028\n"\\' }),
      occurredAt: new Date(1_700_000_000_000 + next),
      receivedAt: new Date(1_700_000_000_500 + next),
      ...change,
    };
  };
  const open = () => {
    const owner = randomUUID();
    const spool = createSpool({ folder, owner, maxBytes });
    const report = (problem: SpoolProblem): void => void problems.push(problem);
    const replay = createReplaySpool({ folder, owner, pool, isCurrent: spool.isCurrent, report });
    return { spool, replay };
  };
  const abandon = (): void => {
    const longAgo = new Date(Date.now() - 60_000);
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), longAgo, longAgo);
  };
  const storedIds = async (): Promise<readonly string[]> =>
    (await pool.query<{ event_id: string }>('select event_id from inbox order by sequence')).rows.map(
      ({ event_id: id }) => id,
    );

  it('keeps events as they came, and leaves nothing behind once they are in the inbox', async () => {
    const { spool, replay } = open();
    const events = Array.from({ length: 50 }, () => makeEvent());
    await Promise.all(events.map((event) => spool.append([event])));
    await spool.seal();
    expect(await replay()).toBe(50);
    expect(readdirSync(folder)).toEqual([]);
    const { rows } = await pool.query(
      `select platform, event_id as "eventId", person_key as "personKey", body, occurred_at as "occurredAt",
         received_at as "receivedAt" from inbox order by sequence`,
    );
    expect(rows).toEqual(events);
    expect(problems).toEqual([]);
  });

  it('does not touch the file that is being written', async () => {
    const { spool, replay } = open();
    await spool.append([makeEvent()]);
    expect(await replay()).toBe(0);
    await spool.seal();
    expect(await replay()).toBe(1);
  });

  it('loses nothing it said was stored when its process is killed at any moment', async () => {
    for (const afterMs of [150, 260, 380]) {
      const owner = randomUUID();
      const child = spawn(process.execPath, [script, folder, owner], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
      await once(child.stdout, 'data');
      await sleep(afterMs);
      child.kill('SIGKILL');
      await once(child, 'close');
      const acknowledged = said.split('\n').slice(0, -1);
      expect(acknowledged.length).toBeGreaterThan(10);
      abandon();
      const { replay } = open();
      await replay();
      const stored = await storedIds();
      expect(acknowledged.filter((id) => !stored.includes(id))).toEqual([]);
      expect(readdirSync(folder)).toEqual([]);
      await pool.query('truncate inbox');
    }
  });

  it('skips a line that a crash cut off, and reads what was appended after it', async () => {
    const { spool, replay } = open();
    const [first, second] = [makeEvent(), makeEvent()];
    await spool.append([first]);
    const [name = ''] = readdirSync(folder);
    appendFileSync(join(folder, name), '["line","torn","U1","{\\"te');
    await spool.append([second]);
    await spool.seal();
    await replay();
    expect(await storedIds()).toEqual([first.eventId, second.eventId]);
    expect(problems).toEqual([{ event: 'spool.torn', count: 1 }]);
  });

  it('may be replayed by several processes at once, while another one takes its files away', async () => {
    const dead = open();
    const events = Array.from({ length: 300 }, () => makeEvent());
    for (let from = 0; from < events.length; from += 30) {
      await dead.spool.append(events.slice(from, from + 30));
      await dead.spool.seal();
    }
    abandon();
    const living = Array.from({ length: 4 }, open);
    for (let round = 0; round < 3; round += 1) await Promise.all(living.map(({ replay }) => replay()));
    expect([...(await storedIds())].sort()).toEqual(events.map(({ eventId }) => eventId).sort());
    expect(readdirSync(folder)).toEqual([]);
  });

  it('writes again what it appended to a file that somebody took over meanwhile', async () => {
    const owner = open();
    const thief = open();
    await owner.spool.append([makeEvent({ eventId: 'before' })]);
    const appending = (async () => {
      for (let round = 0; round < 100; round += 1) {
        await owner.spool.append([makeEvent({ eventId: `r${String(round).padStart(3, '0')}` })]);
      }
    })();
    for (let round = 0; round < 10; round += 1) {
      await sleep(5);
      abandon();
      await thief.replay();
    }
    await appending;
    await owner.spool.seal();
    await owner.replay();
    expect(new Set(await storedIds()).size).toBe(101);
  });

  it('is bounded: it refuses when it is full, and takes again after a replay', async () => {
    const owner = randomUUID();
    const spool = createSpool({ folder, owner, maxBytes: 20_000 });
    const replay = createReplaySpool({
      folder,
      owner,
      pool,
      isCurrent: spool.isCurrent,
      report: () => undefined,
    });
    const large = () => makeEvent({ body: JSON.stringify({ filler: 'x'.repeat(6_000) }) });
    for (let count = 0; count < 3; count += 1) await spool.append([large()]);
    for (let count = 0; count < 5; count += 1) {
      await expect(spool.append([large()])).rejects.toThrow('spool is full');
    }
    const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(20_000);
    await spool.seal();
    expect(await replay()).toBe(3);
    await spool.append([large()]);
  });

  it('parks a row that the database refuses, under a key of its own, and goes on with the others', async () => {
    const { spool, replay } = open();
    const body = JSON.stringify({ text: '四' });
    const refused = makeEvent({ eventId: 'nul\u0000', body });
    const others = [makeEvent(), makeEvent()];
    await spool.append([others[0] ?? refused, refused, others[1] ?? refused]);
    await spool.seal();
    expect(await replay()).toBe(3);
    expect(readdirSync(folder)).toEqual([]);
    const { rows } = await pool.query(
      'select event_id, body, parked_at, problem from inbox order by sequence',
    );
    expect(rows.map((row) => row.parked_at === null)).toEqual([true, false, true]);
    expect(rows[1]).toMatchObject({ problem: 'refused' });
    expect(JSON.parse(String(rows[1].body))).toEqual({ text: '四' });
    expect(problems).toEqual([{ event: 'spool.refused', count: 1 }]);
  });

  it('keeps its file when the database is away in the middle of a replay', async () => {
    const { spool } = open();
    await spool.append([makeEvent()]);
    await spool.seal();
    const [name = ''] = readdirSync(folder);
    const gone = new pg.Pool({ connectionString: 'postgresql://nobody:x@127.0.0.1:9/none' });
    abandon();
    const replay = createReplaySpool({
      folder,
      owner: randomUUID(),
      pool: gone,
      isCurrent: () => false,
      report: () => undefined,
    });
    await expect(replay()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const left = readdirSync(folder);
    expect(left).toHaveLength(1);
    expect(left[0]?.split('.')[0]).toBe(name.split('.')[0]);
    expect((await readSpoolFile(join(folder, left[0] ?? ''))).events).toHaveLength(1);
    await gone.end();
  });
});
