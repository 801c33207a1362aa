import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInboxQueue } from '../../src/storage/inbox/inbox-queue.ts';
import { createInboxStore } from '../../src/storage/inbox/inbox-store.ts';
import { createDrainInbox } from '../../src/use-cases/drain-inbox.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';

const clock = { now: () => new Date('2024-11-05T12:00:00Z') };

describe('handling what waits in the inbox', () => {
  const database = createTestDatabase();
  let storage: Storage;
  beforeAll(async () => {
    storage = await openStorage(database);
  });
  afterAll(() => storage.close());

  it('gives back soon what failed while the database was away, not only when its lease has run out', async () => {
    const { pool } = storage;
    const queue = createInboxQueue({ pool });
    let isAway = true;
    const lost = (): Promise<never> => Promise.reject(new Error('connection lost'));
    const handled: string[] = [];
    const drain = createDrainInbox({
      queue: { ...queue, retryLater: (...args) => (isAway ? lost() : queue.retryLater(...args)) },
      handlers: {
        line: async ({ eventId }) => {
          if (isAway) await lost();
          handled.push(eventId);
        },
        slack: lost,
      },
      clock,
      report: () => undefined,
    });
    await createInboxStore({ pool, clock }).store([
      { platform: 'line', eventId: 'a', personKey: 'A', body: '{}', occurredAt: clock.now() },
    ]);
    await expect(drain()).rejects.toThrow('connection lost');
    expect(await leaseLeft()).toBeGreaterThan(5);
    isAway = false;
    await drain();
    expect(await leaseLeft()).toBeLessThanOrEqual(1);
    await expect.poll(drain, { timeout: 5_000 }).toMatchObject({ handled: 1 });
    expect(handled).toEqual(['a']);
  });

  const leaseLeft = async (): Promise<number> => {
    const { rows } = await storage.pool.query<{ left: number }>(
      'select extract(epoch from lease_until - clock_timestamp())::float8 as left from inbox',
    );
    return rows[0]?.left ?? Number.NaN;
  };
});
