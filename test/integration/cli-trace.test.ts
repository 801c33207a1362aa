import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseIsoWeek } from '../../src/domain/time.ts';
import { randomIds } from '../../src/shared/ids.ts';
import { createDigestStore } from '../../src/storage/digests/digest-store.ts';
import { windowOf } from '../../src/use-cases/make-digests.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { saveWorld } from '../support/digests/rows.ts';
import { makeSmallWorld } from '../support/digests/small-world.ts';

describe('the deliveries behind the LINE pushes of a digest', () => {
  const database = createTestDatabase();
  let storage: Storage;

  beforeAll(async () => {
    storage = await openStorage(database);
  });
  afterAll(() => storage.close());

  it('are told apart for the month that closes and the one that runs, up to when the digest was taken', async () => {
    const world = makeSmallWorld([[new Date('2024-12-31T21:00:00+09:00')]]);
    const workspaceId = world.workspaces[0]?.id ?? '';
    const push = (sentAt: string, quotaCost: number): string => {
      const id = randomUUID();
      const at = Date.parse(sentAt);
      world.deliveries.push({
        id,
        workspace_id: workspaceId,
        programme_id: world.programmeId,
        dedupe_key: id,
        kind: 'ask.participant',
        subject: {},
        address: 'line:x',
        platform: 'line',
        planned_at: at,
        due_at: at,
        state: 'sent',
        reason: null,
        quota_cost: quotaCost,
        sent_at: at,
      });
      return id;
    };
    const december = push('2024-12-31T23:59:00+09:00', 1);
    const january = push('2025-01-01T00:00:00+09:00', 1);
    push('2025-01-02T00:00:00+09:00', 0);
    push('2025-01-06T09:00:01+09:00', 1);
    await saveWorld(storage.pool, world);
    const week = parseIsoWeek('2025-W01');
    if (week === null) throw new Error('a week that exists');
    const store = createDigestStore({ pool: storage.pool, ids: randomIds });
    const window = await storage.transact((records) =>
      windowOf(records, world.programmeId, week, new Date('2025-01-06T09:00:00+09:00')),
    );
    expect((await store.preview(window)).pushes.months).toEqual([
      { month: '2024-12', used: 1 },
      { month: '2025-01', used: 1 },
    ]);
    const traced = await store.trace(window);
    expect(traced.filter(({ figure }) => figure.startsWith('pushes.'))).toEqual([
      { figure: 'pushes.2024-12', ids: [december] },
      { figure: 'pushes.2025-01', ids: [january] },
    ]);
  });
});
