import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createInboxQueue } from '../../src/storage/inbox/inbox-queue.ts';
import { createInboxStore } from '../../src/storage/inbox/inbox-store.ts';
import type { ClaimedEvent, InboxQueue, InboxStore, ReceivedEvent } from '../../src/use-cases/ports/inbox.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';

const now = new Date('2024-11-05T12:00:00Z');
const longMs = 60_000;

/** The event of a person at a second of its own. */
function event(eventId: string, personKey: string, second = 0): ReceivedEvent {
  return {
    platform: 'line',
    eventId,
    personKey,
    body: '{"text":"mine"}',
    occurredAt: new Date(now.getTime() + second * 1_000),
  };
}

describe('handing out stored events', () => {
  let storage: Storage;
  let store: InboxStore;
  let queue: InboxQueue;
  const database = createTestDatabase();

  beforeAll(async () => {
    storage = await openStorage(database);
    store = createInboxStore({ pool: storage.pool, clock: { now: () => now } });
    queue = createInboxQueue({ pool: storage.pool });
  });
  beforeEach(() => storage.pool.query('truncate inbox'));
  afterAll(() => storage.close());

  const idsOf = (events: readonly ClaimedEvent[]): readonly string[] =>
    events.map(({ eventId }) => eventId).sort();
  const claim = (): Promise<readonly ClaimedEvent[]> => queue.claim(10, longMs);
  const claimOne = async (): Promise<ClaimedEvent> => {
    const [one, ...others] = await claim();
    if (one === undefined || others.length > 0) throw new Error('exactly one event was expected');
    return one;
  };
  const rowOf = async (eventId: string) => {
    const { rows } = await storage.pool.query(
      'select body, problem, processed_at, parked_at from inbox where event_id = $1',
      [eventId],
    );
    return rows[0];
  };

  /** Seconds of the database's clock, which alone decides about leases. */
  const leaseLeft = async (eventId: string): Promise<number> => {
    const { rows } = await storage.pool.query<{ left: number }>(
      'select extract(epoch from lease_until - clock_timestamp())::float8 as left from inbox where event_id = $1',
      [eventId],
    );
    return rows[0]?.left ?? Number.NaN;
  };
  const bodiesLeft = async (): Promise<readonly string[]> => {
    const { rows } = await storage.pool.query<{ id: string }>(
      `select event_id as id from inbox where body <> '' order by event_id`,
    );
    return rows.map(({ id }) => id);
  };
  const runOut = (eventId: string) =>
    storage.pool.query(
      `update inbox set lease_until = clock_timestamp() - interval '1 millisecond' where event_id = $1`,
      [eventId],
    );

  it('gives each person’s oldest event by platform time, however they arrived, and the next once it is done', async () => {
    await store.store([event('a3', 'A', 3), event('b1', 'B', 9)]);
    await store.store([event('a1', 'A', 1), event('a2', 'A', 2)]);
    const first = await claim();
    expect(idsOf(first)).toEqual(['a1', 'b1']);
    expect(await claim()).toEqual([]);
    for (const one of first) await queue.markProcessed(one, now);
    expect(idsOf(await claim())).toEqual(['a2']);
  });

  it('goes by arrival where platform times are the same', async () => {
    await store.store([event('z', 'A'), event('y', 'A'), event('x', 'A')]);
    const order: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const one = await claimOne();
      order.push(one.eventId);
      await queue.markProcessed(one, now);
    }
    expect(order).toEqual(['z', 'y', 'x']);
  });

  it('gives as many as were asked for', async () => {
    await store.store(Array.from({ length: 12 }, (_, index) => event(`e${index}`, `P${index}`, index)));
    expect(idsOf(await queue.claim(5, longMs))).toEqual(['e0', 'e1', 'e2', 'e3', 'e4']);
  });

  it('keeps an older event back while a younger one of the person is being handled', async () => {
    await store.store([event('young', 'A', 5)]);
    const young = await claimOne();
    await store.store([event('old', 'A', 1)]);
    expect(await claim()).toEqual([]);
    await queue.markProcessed(young, now);
    expect(idsOf(await claim())).toEqual(['old']);
  });

  it('keeps a person’s other events back while a request handles one, until its lease runs out', async () => {
    await store.storeForNow(event('tap', 'A', 5), longMs);
    await store.store([event('old', 'A', 1), event('new', 'A', 9)]);
    expect(await claim()).toEqual([]);
    await runOut('tap');
    expect(idsOf(await claim())).toEqual(['old']);
  });

  it('does not hold back a person of the other platform with the same key', async () => {
    await store.store([event('line', 'A'), { ...event('slack', 'A'), platform: 'slack' }]);
    expect(idsOf(await claim())).toEqual(['line', 'slack']);
  });

  it('passes over an event that another worker is just taking, without waiting for it', async () => {
    await store.store([event('a', 'A', 1), event('b', 'B', 2)]);
    const holder = await storage.pool.connect();
    await holder.query('begin');
    await holder.query(`select 1 from inbox where event_id = 'a' for update`);
    const claimed = await Promise.race([claim(), sleep(5_000, [])]);
    await holder.query('rollback');
    holder.release();
    expect(idsOf(claimed)).toEqual(['b']);
  });

  it('gives events of nobody in particular all at once', async () => {
    await store.store([event('a', '-', 1), event('b', '-', 2), event('c', '-', 3)]);
    expect(idsOf(await claim())).toEqual(['a', 'b', 'c']);
  });

  it('gives an event again when its lease ran out, one attempt later', async () => {
    await store.store([event('a', 'A')]);
    expect((await claimOne()).attempts).toBe(1);
    expect(await leaseLeft('a')).toBeGreaterThan(longMs / 1_000 - 10);
    expect(await leaseLeft('a')).toBeLessThanOrEqual(longMs / 1_000);
    expect(await claim()).toEqual([]);
    await runOut('a');
    expect((await claimOne()).attempts).toBe(2);
  });

  it('gives a failed event again after its delay, and the person’s next ones only after it', async () => {
    await store.store([event('a', 'A', 1), event('b', 'A', 2)]);
    await queue.retryLater(await claimOne(), 8_000, 'Broken');
    expect(await claim()).toEqual([]);
    expect(await leaseLeft('a')).toBeGreaterThan(2);
    expect(await leaseLeft('a')).toBeLessThanOrEqual(8);
    await runOut('a');
    expect(idsOf(await claim())).toEqual(['a']);
    expect(await rowOf('a')).toMatchObject({ problem: 'Broken', processed_at: null });
  });

  it('lets nobody who lost the lease give it back or set it aside', async () => {
    await store.store([event('a', 'A', 1)]);
    const first = await claimOne();
    await runOut('a');
    await claimOne();
    await queue.retryLater(first, 1_000, 'Late');
    await queue.park(first, 'Late', now);
    expect(await leaseLeft('a')).toBeGreaterThan(longMs / 1_000 - 10);
    expect(await rowOf('a')).toMatchObject({ problem: null, parked_at: null });
  });

  it('never gives a parked event again, keeps it for a look, and goes on with the person’s next', async () => {
    await store.store([event('a', 'A', 1), event('b', 'A', 2)]);
    await queue.park(await claimOne(), 'Broken', now);
    expect(idsOf(await claim())).toEqual(['b']);
    expect(await rowOf('a')).toEqual({
      body: '{"text":"mine"}',
      problem: 'Broken',
      processed_at: null,
      parked_at: now,
    });
  });

  it('empties a parked event whose message its writer took back, and nobody else’s', async () => {
    const said = (id: string, person: string): ReceivedEvent => ({
      ...event(id, person),
      body: JSON.stringify({ message: { id: '5001', text: 'mine' } }),
    });
    await store.store([said('a', 'A'), said('b', 'B'), { ...said('c', 'C'), platform: 'slack' }]);
    for (const one of await claim()) await queue.park(one, 'Broken', now);
    await storage.transact(({ inbox }) => inbox.emptyParked('line', 'A', '500'));
    expect(await bodiesLeft()).toEqual(['a', 'b', 'c']);
    await storage.transact(({ inbox }) => inbox.emptyParked('line', 'A', '5001'));
    expect(await bodiesLeft()).toEqual(['b', 'c']);
  });

  it('keeps the id of a handled event but not what was written, so that a redelivery changes nothing', async () => {
    await store.store([event('a', 'A')]);
    await queue.markProcessed(await claimOne(), now);
    await store.store([event('a', 'A')]);
    expect(await claim()).toEqual([]);
    expect(await rowOf('a')).toMatchObject({ body: '', processed_at: now });
  });

  it('marks an event handled together with its effects, or not at all', async () => {
    await store.store([event('a', 'A')]);
    const failing = storage.transact(async (records) => {
      await records.inbox.markProcessed('line', 'a', now);
      throw new Error('the answer could not be stored');
    });
    await expect(failing).rejects.toThrow('the answer could not be stored');
    expect(await rowOf('a')).toMatchObject({ body: '{"text":"mine"}', processed_at: null });
    await storage.transact((records) => records.inbox.markProcessed('line', 'a', now));
    expect(await rowOf('a')).toMatchObject({ body: '', processed_at: now });
  });

  it('never gives one person to two workers at once, and everything exactly once and in order', async () => {
    const people = Array.from({ length: 15 }, (_, index) => `P${index}`);
    const perPerson = 20;
    const arriving = (async () => {
      for (let second = 0; second < perPerson; second += 1) {
        await store.store(people.map((person) => event(`${person}-${second}`, person, second)));
      }
    })();
    const handled = new Map(people.map((person): [string, string[]] => [person, []]));
    const inHands = new Set<string>();
    let clashes = 0;
    let done = 0;
    const handle = async (one: ClaimedEvent): Promise<void> => {
      if (inHands.has(one.personKey)) clashes += 1;
      inHands.add(one.personKey);
      await sleep(done % 3);
      handled.get(one.personKey)?.push(one.eventId);
      inHands.delete(one.personKey);
      await queue.markProcessed(one, now);
      done += 1;
    };
    const work = async (): Promise<void> => {
      const deadline = performance.now() + 15_000;
      while (done < people.length * perPerson && performance.now() < deadline) {
        await Promise.all((await queue.claim(4, longMs)).map(handle));
      }
    };
    await Promise.all([arriving, ...Array.from({ length: 6 }, work)]);
    expect(clashes).toBe(0);
    for (const [person, ids] of handled) {
      expect(ids).toEqual(Array.from({ length: perPerson }, (_, second) => `${person}-${second}`));
    }
  });
});
