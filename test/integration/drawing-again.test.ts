import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NewDelivery } from '../../src/domain/messaging/delivery.ts';
import { randomIds } from '../../src/shared/ids.ts';
import { createOutbox } from '../../src/storage/deliveries/outbox.ts';
import type { Outbox } from '../../src/use-cases/ports/sending/outbox.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';

const now = new Date('2024-11-20T12:00:00Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);
const programmeId = randomIds.next();
const former = randomIds.next();
const teamId = randomIds.next();
const sent = { at: now, externalId: 'ts', externalChannel: 'C1', quotaCost: 0, shown: null };

const message = (change: Pick<NewDelivery, 'subject' | 'address'>): NewDelivery => ({
  programmeId,
  dedupeKey: randomIds.next(),
  sessionId: null,
  priority: 2,
  dueAt: now,
  expiresAt: null,
  ...change,
});
const toMentor = (kind: 'shared.mentor' | 'worry.desk', personId = former) =>
  message({ subject: { kind, reflectionId: randomIds.next() }, address: { kind: 'dm', personId } });
const toPair = (team = teamId) =>
  message({ subject: { kind: 'greeting.pair', teamId: team }, address: { kind: 'pair', teamId: team } });

describe('sent messages that are drawn again', () => {
  let storage: Storage;
  let outbox: Outbox;
  const database = createTestDatabase();

  beforeAll(async () => {
    storage = await openStorage(database);
    outbox = createOutbox({ pool: storage.pool, owner: 'first' });
  });
  beforeEach(() => storage.pool.query('truncate deliveries'));
  afterAll(() => storage.close());

  const plan = (...deliveries: readonly NewDelivery[]) =>
    storage.transact((records) => records.deliveries.plan(deliveries, now));
  const sendAll = async (): Promise<void> => {
    for (const claim of await outbox.claim(now, 100)) await outbox.markSent(claim, sent);
  };
  const withdraw = (pair = true) =>
    storage.transact((records) =>
      records.deliveries.withdraw({ programmeId, personId: former, teamId, pair }, now),
    );
  const mark = () =>
    storage.transact((records) =>
      records.deliveries.refresh({ kinds: ['greeting.pair'], subject: { teamId } }, now),
    );
  const claimed = async (at = now): Promise<readonly string[]> =>
    (await outbox.claimRefreshes(at, 10)).map(({ dedupeKey }) => dedupeKey);

  it('stay on the list of whoever is interrupted, and come to the next one', async () => {
    const one = toPair();
    await plan(one);
    await sendAll();
    await mark();
    expect(await claimed()).toEqual([one.dedupeKey]);
    expect(await claimed(later(59))).toEqual([]);
    expect(await claimed(later(60))).toEqual([one.dedupeKey]);
  });

  it('are off the list once drawn, but not when they changed meanwhile', async () => {
    await plan(toPair());
    await sendAll();
    await mark();
    const [first] = await outbox.claimRefreshes(now, 10);
    await mark();
    await outbox.refreshed(first?.id ?? '', first?.leasedUntil ?? now);
    const [second] = await outbox.claimRefreshes(later(1), 10);
    expect(second?.id).toBe(first?.id);
    await outbox.refreshed(second?.id ?? '', second?.leasedUntil ?? now);
    expect(await claimed(later(600))).toEqual([]);
  });

  it('are those of a former mentor’s own DM and of the pair, and nobody else’s', async () => {
    const mine = toMentor('shared.mentor');
    const ours = toPair();
    await plan(
      mine,
      ours,
      toMentor('worry.desk'),
      toMentor('shared.mentor', randomIds.next()),
      toPair(randomIds.next()),
    );
    await sendAll();
    await withdraw();
    const marked = await outbox.claimRefreshes(now, 10);
    expect(new Set(marked.map(({ dedupeKey }) => dedupeKey))).toEqual(
      new Set([mine.dedupeKey, ours.dedupeKey]),
    );
    expect(marked.every(({ withdrawnAt }) => withdrawnAt?.getTime() === now.getTime())).toBe(true);
  });

  it('leave the pair’s to the partner where the former mentor was never in Slack', async () => {
    await plan(toPair());
    await sendAll();
    await withdraw(false);
    expect(await claimed()).toEqual([]);
  });

  it('are also those on their way, unless they go back to be planned for whoever reads then', async () => {
    await plan(toPair(), toPair());
    const [arriving, returning] = await outbox.claim(now, 10);
    await withdraw();
    if (arriving === undefined || returning === undefined) throw new Error('two are due');
    await outbox.markSent(arriving, sent);
    await outbox.postpone(returning, now, false);
    await sendAll();
    const marked = await outbox.claimRefreshes(now, 10);
    expect(new Map(marked.map(({ id, withdrawnAt }) => [id, withdrawnAt !== null]))).toEqual(
      new Map([
        [arriving?.id, true],
        [returning?.id, false],
      ]),
    );
  });
});
