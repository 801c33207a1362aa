import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomIds } from '../../src/shared/ids.ts';
import { createInboxStore } from '../../src/storage/inbox/inbox-store.ts';
import { createHandleLineEvent } from '../../src/use-cases/line/handle-line-event.ts';
import type { Transact } from '../../src/use-cases/ports/records/records.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';

const now = new Date('2024-11-05T12:00:00Z');

describe('an event that two handlers hold, for one was slower than its lease', () => {
  let storage: Storage;
  const database = createTestDatabase();

  beforeAll(async () => {
    storage = await openStorage(database);
    const store = createInboxStore({ pool: storage.pool, clock: { now: () => now } });
    const events = ['stored', 'followed'].map((eventId) => ({
      platform: 'line' as const,
      eventId,
      personKey: 'U1',
      body: '{}',
      occurredAt: now,
    }));
    await store.store(events);
  });
  afterAll(() => storage.close());

  it('is marked by one of them, and the other waits to learn it', async () => {
    const mark = (): Promise<boolean> =>
      storage.transact(async (records) => {
        const isFirst = await records.inbox.markProcessed('line', 'stored', now);
        if (isFirst) await sleep(100);
        return isFirst;
      });
    const marked = await Promise.all([mark(), mark()]);
    expect(marked.filter(Boolean)).toHaveLength(1);
  });

  it('is decided and answered once', async () => {
    let [decided, answered] = [0, 0];
    // Counts the transactions that got as far as asking who this is.
    const transact: Transact = (work) =>
      storage.transact((records) =>
        work({
          ...records,
          people: {
            ...records.people,
            findPersonByLineUser: async (userId) => {
              decided += 1;
              await sleep(100);
              return records.people.findPersonByLineUser(userId);
            },
          },
        }),
      );
    const handle = createHandleLineEvent({
      transact,
      replies: {
        reply: async () => {
          answered += 1;
          return 'sent';
        },
        leaveGroup: async () => undefined,
      },
      menus: { show: async () => undefined },
      clock: { now: () => now },
      ids: randomIds,
      secretKey: '0'.repeat(64),
      noteShown: async () => undefined,
    });
    const followed = {
      eventId: 'followed',
      userId: 'U1',
      at: now,
      replyToken: 'token',
      content: { kind: 'follow', isUnblocked: false },
    } as const;
    await Promise.all([handle(followed), handle(followed)]);
    await handle(followed);
    expect({ decided, answered }).toEqual({ decided: 1, answered: 1 });
  });
});
