import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gate } from '../../src/domain/messaging/rate-limits.ts';
import { createRateGates } from '../../src/storage/deliveries/rate-gates.ts';
import type { RateGates } from '../../src/use-cases/ports/sending/rate-gates.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';

const now = new Date('2024-11-20T12:00:00Z');
const later = (ms: number): Date => new Date(now.getTime() + ms);
const channel: Gate = { key: 'channel', limit: { everyMs: 1_000, burst: 1 } };
const other: Gate = { key: 'other', limit: { everyMs: 1_000, burst: 1 } };
const workspace: Gate = { key: 'workspace', limit: { everyMs: 200, burst: 3 } };

describe('rate gates', () => {
  let storage: Storage;
  let gates: RateGates;
  let elsewhere: RateGates;
  const database = createTestDatabase();

  beforeAll(async () => {
    storage = await openStorage(database);
    gates = createRateGates(storage.pool);
    elsewhere = createRateGates(storage.pool);
  });
  beforeEach(() => storage.pool.query('truncate rate_gates'));
  afterAll(() => storage.close());

  const waits = async (taken: readonly Promise<Date | null>[]): Promise<readonly (number | null)[]> =>
    (await Promise.all(taken)).map((until) => (until === null ? null : until.getTime() - now.getTime()));

  it('lets one call through and tells those that come with it an instant of their own, in order', async () => {
    expect(await waits([1, 2, 3, 4].map(() => gates.take([channel], now)))).toEqual([
      null,
      1_000,
      2_000,
      3_000,
    ]);
    expect(await gates.take([channel], later(999))).toEqual(later(1_000));
    expect(await gates.take([channel], later(1_000))).toBeNull();
  });

  it('lets a burst through after a pause, then one at a time', async () => {
    expect(await waits(Array.from({ length: 5 }, () => gates.take([workspace], now)))).toEqual([
      null,
      null,
      null,
      200,
      400,
    ]);
    expect(await gates.take([workspace], later(10_000))).toBeNull();
  });

  it('takes all gates of a call or none: a closed channel costs the workspace nothing', async () => {
    await gates.close(channel, later(5_000));
    expect(await waits(Array.from({ length: 4 }, () => gates.take([workspace, channel], now)))).toEqual([
      5_000, 6_000, 7_000, 8_000,
    ]);
    expect(await waits([gates.take([workspace, other], now), gates.take([workspace], now)])).toEqual([
      null,
      null,
    ]);
  });

  it('holds across processes, however many ask at once', async () => {
    const taken = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? gates : elsewhere).take([workspace], now)),
    );
    expect(taken.filter((until) => until === null)).toHaveLength(3);
  });

  it('counts those that pass together one by one', async () => {
    const calls = (count: number): Promise<Date | null>[] =>
      Array.from({ length: count }, () => gates.take([workspace], now));
    expect(await waits(calls(1))).toEqual([null]);
    expect(await waits(calls(2))).toEqual([null, null]);
    expect(await waits(calls(2))).toEqual([200, 400]);
    expect(await waits([gates.take([workspace], later(400)), gates.take([workspace], later(400))])).toEqual([
      null,
      null,
    ]);
    expect(await gates.take([workspace], later(400))).toEqual(later(600));
  });

  describe('with some patience', () => {
    let patient: RateGates;
    beforeAll(() => {
      patient = createRateGates(storage.pool, { patienceMs: 400 });
    });

    it('keeps an instant for whoever would wait a moment only, and nobody else gets it', async () => {
      expect(await waits(Array.from({ length: 7 }, () => patient.take([workspace], now)))).toEqual([
        ...[null, null, null, null, null],
        600,
        800,
      ]);
      expect(await gates.take([workspace], later(400))).toEqual(later(600));
    });

    it('lets nobody through after a moment in which the platform asked to wait', async () => {
      await patient.take([workspace], now);
      const waiting = Array.from({ length: 3 }, () => patient.take([workspace], now));
      await Promise.all(waiting.slice(0, 2));
      await patient.close(workspace, later(5_000));
      expect(await waits(waiting)).toEqual([null, null, 5_000]);
    });
  });

  it('never opens a closed gate earlier', async () => {
    await gates.close(channel, later(30_000));
    await elsewhere.close(channel, later(10_000));
    expect(await gates.take([channel], now)).toEqual(later(30_000));
  });
});
