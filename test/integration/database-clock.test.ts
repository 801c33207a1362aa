import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ClockReport, startDatabaseClock } from '../../src/storage/database-clock.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';

const hourMs = 3_600_000;

describe('the clock of a site', () => {
  const database = createTestDatabase();
  const pools: pg.Pool[] = [];

  beforeAll(async () => {
    // A database whose clock is an hour ahead of this machine's.
    const client = new pg.Client({ connectionString: (await database).url });
    await client.connect();
    await client.query(`create function clock_timestamp() returns timestamptz language sql
      as $$ select pg_catalog.clock_timestamp() + interval '1 hour' $$`);
    // One that takes long to look at its clock, and then answers at once: as if the question had been on its way.
    await client.query(`create schema slow; create function slow.clock_timestamp() returns timestamptz
      language plpgsql as $$ begin perform pg_sleep(0.3); return pg_catalog.clock_timestamp(); end $$`);
    await client.end();
  });
  afterAll(async () => {
    for (const pool of pools.filter(({ ended }) => !ended)) await pool.end();
    vi.useRealTimers();
  });

  const openPool = async (clocks: 'right' | 'public' | 'slow'): Promise<pg.Pool> => {
    const options = clocks === 'right' ? '' : `-c search_path=${clocks},pg_catalog`;
    const pool = new pg.Pool({ connectionString: (await database).url, max: 2, options });
    pools.push(pool);
    return pool;
  };
  const offBy = (now: Date): number => Math.abs(now.getTime() - Date.now());

  it('is the database’s, and says how far this machine’s own is off', async () => {
    const reports: ClockReport[] = [];
    const report = (one: ClockReport): void => void reports.push(one);
    const right = await startDatabaseClock({ pool: await openPool('right'), report });
    expect(offBy(right.now())).toBeLessThan(1_000);
    expect(reports).toEqual([]);
    const ahead = await startDatabaseClock({ pool: await openPool('public'), report });
    expect(Math.abs(offBy(ahead.now()) - hourMs)).toBeLessThan(1_000);
    expect(reports).toEqual([{ event: 'clock.off', aheadSeconds: -3_600 }]);
  });

  it('goes on evenly when this machine’s clock jumps, and while the database is away', async () => {
    const reports: ClockReport[] = [];
    const pool = await openPool('right');
    const clock = await startDatabaseClock({ pool, report: (one) => reports.push(one), everyMs: 20 });
    const before = clock.now().getTime();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 2 * hourMs });
    expect(clock.now().getTime() - before).toBeLessThan(5_000);
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(before);
    await vi.waitFor(() => expect(reports).toEqual([{ event: 'clock.off', aheadSeconds: -7_200 }]));
    await pool.end();
    const after = clock.now().getTime();
    expect(after - before).toBeLessThan(10_000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(clock.now().getTime()).toBeGreaterThan(after));
  });

  it('is never ahead, however long the question is on its way', async () => {
    const pool = await openPool('slow');
    const clock = await startDatabaseClock({ pool, report: () => undefined });
    const [now, real] = [clock.now().getTime(), Date.now()];
    expect(now).toBeLessThanOrEqual(real);
    expect(real - now).toBeLessThan(250);
  });
});
