import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NewDelivery, Priority } from '../../src/domain/messaging/delivery.ts';
import { createOutbox } from '../../src/storage/deliveries/outbox.ts';
import type { Claim, ClaimedDelivery, Outbox } from '../../src/use-cases/ports/sending/outbox.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';

const now = new Date('2024-11-20T12:00:00Z');
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const person = '00000000-0000-4000-8000-000000000001';
const sent = { at: now, externalId: 'x', externalChannel: null, quotaCost: 1, shown: null };

function reminder(dedupeKey: string, dueAt = now, priority: Priority = 1): NewDelivery {
  return {
    programmeId: null,
    dedupeKey,
    subject: { kind: 'reminder.participant', seatId: person },
    address: { kind: 'line', personId: person },
    sessionId: null,
    priority,
    dueAt,
    expiresAt: later(600),
  };
}

describe('the deliveries table', () => {
  let storage: Storage;
  let outbox: Outbox;
  let other: Outbox;
  const database = createTestDatabase();

  beforeAll(async () => {
    storage = await openStorage(database);
    outbox = createOutbox({ pool: storage.pool, owner: 'first' });
    other = createOutbox({ pool: storage.pool, owner: 'second' });
  });
  beforeEach(() => storage.pool.query('truncate deliveries'));
  afterAll(() => storage.close());

  const plan = (...deliveries: readonly NewDelivery[]): Promise<number> =>
    storage.transact((records) => records.deliveries.plan(deliveries, now));
  const claim = async (from = outbox, at = now, limit = 100): Promise<readonly string[]> =>
    (await from.claim(at, limit)).map(({ dedupeKey }) => dedupeKey);
  const claimOne = async (from = outbox): Promise<ClaimedDelivery> => {
    const [one] = await from.claim(now, 1);
    if (one === undefined) throw new Error('something is due');
    return one;
  };
  const states = async (): Promise<Record<string, string>> => {
    const { rows } = await storage.pool.query<{ key: string; state: string }>(
      'select dedupe_key as key, state from deliveries order by 1',
    );
    return Object.fromEntries(rows.map(({ key, state }) => [key, state]));
  };
  const runOut = () =>
    storage.pool.query(`update deliveries set lease_until = clock_timestamp() - interval '1 millisecond'`);

  it('holds a message once, whoever plans it, however often and whatever became of it', async () => {
    const planned = await Promise.all(Array.from({ length: 10 }, () => plan(reminder('a'), reminder('b'))));
    expect(planned.reduce((sum, count) => sum + count, 0)).toBe(2);
    for (const state of ['sent', 'cancelled', 'skipped', 'expired', 'failed', 'unknown']) {
      await storage.pool.query('update deliveries set state = $1', [state]);
      expect(await plan(reminder('a'))).toBe(0);
      expect(await states()).toEqual({ a: state, b: state });
    }
  });

  it('refuses a state that does not exist', async () => {
    await plan(reminder('a'));
    await expect(storage.pool.query(`update deliveries set state = 'gone'`)).rejects.toThrow('state_check');
  });

  it('gives what is due by the caller’s clock, urgent first, then in order of due time and priority', async () => {
    await plan(
      reminder('third', now, 5),
      reminder('second', now, 1),
      reminder('first', later(-5), 5),
      reminder('urgent', now, 0),
      reminder('not yet', later(1), 0),
    );
    expect(await claim(outbox, now, 1)).toEqual(['urgent']);
    expect(await claim()).toEqual(['first', 'second', 'third']);
    expect(await claim(outbox, later(1))).toEqual(['not yet']);
  });

  it('gives each delivery to one of many senders', async () => {
    const keys = Array.from({ length: 120 }, (_, index) => `r${String(index).padStart(3, '0')}`);
    await plan(...keys.map((key) => reminder(key)));
    const claims = await Promise.all(
      Array.from({ length: 16 }, (_, index) => claim(index % 2 === 0 ? outbox : other, now, 10)),
    );
    const given = claims.flat();
    expect(new Set(given).size).toBe(given.length);
    while (true) {
      const more = await claim(outbox, now, 10);
      if (more.length === 0) break;
      given.push(...more);
    }
    expect([...given].sort()).toEqual(keys);
  });

  it('does not wait for a row that somebody else is changing', async () => {
    await plan(reminder('held', later(-1)), reminder('free'));
    const holder = await storage.pool.connect();
    await holder.query('begin');
    await holder.query(`select 1 from deliveries where dedupe_key = 'held' for update`);
    const given = await claim();
    await holder.query('rollback');
    holder.release();
    expect(given).toEqual(['free']);
  });

  it('gives what a lost sender held to the next one when the lease has run out, as perhaps sent', async () => {
    await plan(reminder('a'));
    const [first] = await outbox.claim(now, 1);
    expect(first).toMatchObject({ uncertainSince: null, attempts: 1 });
    expect(await claim(other)).toEqual([]);
    await runOut();
    const [again] = await other.claim(later(1), 1);
    expect(again).toMatchObject({ id: first?.id, uncertainSince: now, attempts: 2 });
  });

  it.each([
    { end: 'sent', act: (box: Outbox, claim: Claim) => box.markSent(claim, sent) },
    { end: 'skipped', act: (box: Outbox, claim: Claim) => box.markSkipped(claim, 'unreachable') },
    { end: 'expired', act: (box: Outbox, claim: Claim) => box.markExpired(claim) },
    { end: 'failed', act: (box: Outbox, claim: Claim) => box.markFailed(claim, 'refused') },
    { end: 'planned', act: (box: Outbox, claim: Claim) => box.postpone(claim, later(5), true) },
  ])('becomes $end by its own sender alone, once', async ({ end, act }) => {
    await plan(reminder('a'));
    const mine = await claimOne();
    await act(other, mine);
    expect(await states()).toEqual({ a: 'sending' });
    await act(outbox, mine);
    expect(await states()).toEqual({ a: end });
    await outbox.markFailed(mine, 'too late');
    expect(await states()).toEqual({ a: end });
    expect(await claim(other, later(4))).toEqual([]);
  });

  it('lets a sender that lost its lease write nothing over the next one’s outcome', async () => {
    await plan(reminder('a'));
    const stale = await claimOne();
    await runOut();
    const current = await claimOne(other);
    await outbox.markFailed(stale, 'too late');
    expect(await states()).toEqual({ a: 'sending' });
    await other.markSent(current, sent);
    expect(await states()).toEqual({ a: 'sent' });
  });

  it('lets a sender that has it once more write nothing of its former lease over the present one', async () => {
    await plan(reminder('a'));
    const stale = await claimOne();
    await runOut();
    await claimOne(other);
    await runOut();
    const current = await claimOne();
    await outbox.postpone(stale, now, false);
    await outbox.markUnknown(stale, 'no_answer');
    expect(await states()).toEqual({ a: 'sending' });
    await outbox.markFailed(current, 'refused');
    expect(await states()).toEqual({ a: 'failed' });
  });

  it('takes a sender’s word that it was sent under any of its leases: answers may come later than a lease lasts', async () => {
    await plan(reminder('a'));
    const first = await claimOne();
    await runOut();
    await claimOne();
    await outbox.markSent(first, sent);
    expect(await states()).toEqual({ a: 'sent' });
  });

  it('counts a postponed attempt only when it was one', async () => {
    await plan(reminder('a'));
    const attempts = async (): Promise<number | undefined> =>
      (await storage.pool.query<{ attempts: number }>('select attempts from deliveries')).rows[0]?.attempts;
    await outbox.postpone(await claimOne(), now, false);
    expect(await attempts()).toBe(0);
    await outbox.postpone(await claimOne(), later(5), true);
    expect(await attempts()).toBe(1);
    expect(await claim(outbox, later(4))).toEqual([]);
    expect(await claim(outbox, later(5))).toEqual(['a']);
  });

  it('lets nobody cancel, move or hasten what is under way or done', async () => {
    await plan(reminder('under way'));
    const { id } = await claimOne();
    await plan(reminder('waiting', later(30)));
    await storage.transact(async ({ deliveries }) => {
      await deliveries.setDueAt(id, later(90));
      await deliveries.hasten('under way', now);
      expect(await deliveries.cancel([id], 'moved')).toBe(0);
      expect(await deliveries.cancelMatching({ personId: person }, 'moved')).toBe(1);
    });
    expect(await states()).toEqual({ 'under way': 'sending', waiting: 'cancelled' });
    expect(await claim(outbox, later(120))).toEqual([]);
  });

  describe('what rides on another message', () => {
    /** A carrier in our hands, with one rider attached. */
    const attach = async (uncertain: boolean): Promise<ClaimedDelivery> => {
      await plan(reminder('carrier'), reminder('rider', later(300)));
      await storage.pool.query(`update deliveries set rides = true where dedupe_key = 'rider'`);
      const [carrier] = await outbox.claim(now, 1);
      if (carrier === undefined) throw new Error('the carrier is due');
      await outbox.attachRiders(carrier, person, now, 4);
      if (uncertain)
        await storage.pool.query('update deliveries set uncertain_since = $1 where id = $2', [
          now,
          carrier.id,
        ]);
      return carrier;
    };
    const rider = async () =>
      (
        await storage.pool.query<{ state: string; carried: boolean }>(
          `select state, carrier_id is not null as carried from deliveries where dedupe_key = 'rider'`,
        )
      ).rows[0];

    it('is sent with it, at no cost of its own', async () => {
      await outbox.markSent(await attach(false), sent);
      const { rows } = await storage.pool.query(
        'select state, quota_cost from deliveries order by dedupe_key',
      );
      expect(rows).toEqual([
        { state: 'sent', quota_cost: 1 },
        { state: 'sent', quota_cost: 0 },
      ]);
    });

    it('waits by itself again when the message is put off, so that a message called off later takes nothing along', async () => {
      await outbox.postpone(await attach(false), later(5), false);
      expect(await rider()).toEqual({ state: 'planned', carried: false });
    });

    it('shares the fate of a message that may have gone out', async () => {
      await outbox.postpone(await attach(true), now, false);
      expect(await rider()).toEqual({ state: 'planned', carried: true });
      await outbox.markFailed(await claimOne(), 'uncertain');
      expect(await rider()).toEqual({ state: 'failed', carried: false });
    });
  });
});
