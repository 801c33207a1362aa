import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createInboxStore } from '../../src/storage/inbox/inbox-store.ts';
import type { InboxStore, ReceivedEvent } from '../../src/use-cases/ports/inbox.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';

const receivedAt = new Date('2024-11-05T12:00:00.123Z');

function received(eventId: string, change: Partial<ReceivedEvent> = {}): ReceivedEvent {
  return {
    platform: 'line',
    eventId,
    personKey: 'U1',
    body: '{}',
    occurredAt: new Date('2024-11-05T12:00:00Z'),
    ...change,
  };
}

describe('storing received events', () => {
  let storage: Storage;
  let store: InboxStore;
  const database = createTestDatabase();
  const newStore = (): InboxStore =>
    createInboxStore({ pool: storage.pool, clock: { now: () => receivedAt } });
  const stored = async () => {
    const { rows } = await storage.pool.query<{ id: string; body: string; statement: string }>(
      'select event_id as id, body, xmin::text as statement from inbox order by sequence',
    );
    return rows;
  };

  beforeAll(async () => {
    storage = await openStorage(database);
  });
  beforeEach(async () => {
    await storage.pool.query('truncate inbox');
    store = newStore();
  });
  afterAll(() => storage.close());

  it('commits what came meanwhile in one statement, and says so to each only then', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `e${index}`);
    await Promise.all(
      ids.map(async (id) => {
        await store.store([received(id)]);
        const { rowCount } = await storage.pool.query('select 1 from inbox where event_id = $1', [id]);
        expect(rowCount).toBe(1);
      }),
    );
    const rows = await stored();
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(new Set(rows.map(({ statement }) => statement)).size).toBeLessThanOrEqual(2);
  });

  it('has one statement under way at a time: whatever comes meanwhile waits for the next', async () => {
    const holder = await storage.pool.connect();
    await holder.query('begin');
    await holder.query('lock table inbox in share mode');
    const storing: Promise<void>[] = [];
    for (let index = 0; index < 20; index += 1) {
      storing.push(store.store([received(`e${index}`)]));
      await sleep(2);
    }
    const { rows } = await holder.query(
      `select count(*)::int as waiting from pg_locks where not granted and relation = 'inbox'::regclass`,
    );
    await holder.query('commit');
    holder.release();
    expect(rows).toEqual([{ waiting: 1 }]);
    await Promise.all(storing);
    expect(new Set((await stored()).map(({ statement }) => statement)).size).toBe(2);
  });

  it('keeps one row of an event that comes again, in one batch, at once from two processes, and later', async () => {
    const other = newStore();
    const first = received('same', { body: '{"first":true}' });
    await store.store([first]);
    const again = received('same', { body: '{"redelivered":true}' });
    await Promise.all([
      store.store([again, again]),
      ...Array.from({ length: 50 }, (_, index) =>
        (index % 2 === 0 ? store : other).store([again, received('other')]),
      ),
    ]);
    expect((await stored()).map(({ id, body }) => [id, body])).toEqual([
      ['same', '{"first":true}'],
      ['other', '{}'],
    ]);
  });

  it('keeps events of two platforms apart that share an id', async () => {
    await store.store([received('same'), received('same', { platform: 'slack' })]);
    expect(await stored()).toHaveLength(2);
  });

  it('gives back every body as it came', async () => {
    const bodies = [
      JSON.stringify({ text: '長い'.repeat(2_500) }),
      '{"text":"\\u0000 and \\ud83d alone"}',
      '{"text":"👩‍👩‍👧 \\n , ; \\" \' \\\\ \\u001e \\u001f {NULL} $1"}',
      '{\n  "spaced" : [1, 2]\r\n}',
      'null',
    ];
    await store.store(bodies.map((body, index) => received(`e${index}`, { body })));
    expect((await stored()).map(({ body }) => body)).toEqual(bodies);
  });

  it('keeps both times to the millisecond', async () => {
    const occurredAt = new Date('2024-12-31T14:59:59.999Z');
    await store.store([received('e', { occurredAt })]);
    const { rows } = await storage.pool.query('select occurred_at, received_at from inbox');
    expect(rows).toEqual([{ occurred_at: occurredAt, received_at: receivedAt }]);
  });

  it('stores everybody else when the database refuses one row, and tells only its sender', async () => {
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'bad', 'c'].map((id) => store.store([received(id, id === 'bad' ? { body: '\0' } : {})])),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect((await stored()).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    await store.store([received('later')]);
    expect(await stored()).toHaveLength(4);
  });

  it('stores more than fits in one statement', async () => {
    const batches = Array.from({ length: 40 }, (_, batch) =>
      Array.from({ length: 100 }, (_unused, index) => received(`e${batch}-${index}`)),
    );
    await Promise.all(batches.map((batch) => store.store(batch)));
    expect(await stored()).toHaveLength(4_000);
  });

  describe('for handling within the request', () => {
    it('says whether the event is new', async () => {
      expect(await store.storeForNow(received('e'), 1_000)).toBe(true);
      expect(await store.storeForNow(received('e'), 1_000)).toBe(false);
      await store.store([received('known')]);
      expect(await store.storeForNow(received('known'), 1_000)).toBe(false);
    });

    it('says so to one only of many that ask at once', async () => {
      const other = newStore();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (index % 2 === 0 ? store : other).storeForNow(received('e'), 1_000),
        ),
      );
      expect(answers.filter((isNew) => isNew)).toHaveLength(1);
    });

    it('keeps it from the workers for the lease, on the database’s own clock', async () => {
      await store.storeForNow(received('e'), 2_500);
      const { rows } = await storage.pool.query<{ left: number }>(
        'select extract(epoch from lease_until - clock_timestamp())::float8 as left from inbox',
      );
      expect(rows[0]?.left).toBeGreaterThan(1);
      expect(rows[0]?.left).toBeLessThanOrEqual(2.5);
    });
  });
});
