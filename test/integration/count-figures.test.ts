import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createCountFigures } from '../../src/storage/operation/count-figures.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';

const now = new Date('2024-11-05T12:00:00Z');
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1000);

describe('the figures of a site', () => {
  const database = createTestDatabase();
  let pool: pg.Pool;

  beforeAll(async () => {
    pool = new pg.Pool({ connectionString: (await database).url, max: 2 });
  });
  afterAll(() => pool.end());

  const addDelivery = async (
    state: string,
    dueAt: Date,
    lease = 'null',
    programme = 'null',
  ): Promise<void> => {
    await pool.query(
      `insert into deliveries (id, workspace_id, programme_id, dedupe_key, kind, subject, address, platform, planned_at,
         due_at, state, lease_until)
       values (gen_random_uuid(), gen_random_uuid(), ${programme}, gen_random_uuid(), 'digest', '{}', 'dm:x', 'slack',
         $1, $1, $2, ${lease})`,
      [dueAt, state],
    );
  };
  const addEvent = async (
    receivedAt: Date,
    processedAt: Date | null,
    parkedAt: Date | null,
  ): Promise<void> => {
    await pool.query(
      `insert into inbox (platform, event_id, person_key, body, occurred_at, received_at, processed_at, parked_at)
       values ('line', gen_random_uuid(), 'U1', '', $1, $1, $2, $3)`,
      [receivedAt, processedAt, parkedAt],
    );
  };

  it('are zeros in an empty one', async () => {
    expect(await createCountFigures(pool)(now)).toEqual({
      due: 0,
      oldestDueSeconds: 0,
      sending: 0,
      unknown: 0,
      failed: 0,
      leasesExpired: 0,
      inboxWaiting: 0,
      inboxOldestSeconds: 0,
      inboxParked: 0,
      clockOffsetSeconds: expect.closeTo(0, 0),
    });
  });

  it('count by what rows are, and measure by the given instant', async () => {
    const programme = "'11111111-1111-4111-8111-111111111111'";
    await pool.query(
      `insert into workspaces values ('11111111-1111-4111-8111-111111111112', 'w', now());
       insert into programmes (id, workspace_id, code, name, short_name, template, zone, language, starts_on, ends_on,
         phases, settings, created_at)
       values (${programme}, '11111111-1111-4111-8111-111111111112', 'c', 'n', 's', 't', 'UTC', 'ja', '', '', '[]',
         '{}', now())`,
    );
    await addDelivery('planned', ago(90));
    await addDelivery('planned', ago(1));
    await addDelivery('planned', ago(-1));
    await addDelivery('sending', ago(5), "now() + interval '1 hour'");
    await addDelivery('sending', ago(5), "now() - interval '1 hour'");
    await addDelivery('unknown', ago(5), "now() - interval '1 hour'");
    await addDelivery('failed', ago(5));
    await addDelivery('failed', ago(5), 'null', programme);
    await addDelivery('sent', ago(500));
    await addEvent(ago(30), null, null);
    await addEvent(ago(10), null, null);
    await addEvent(ago(3_000), null, ago(1));
    await addEvent(ago(3_000), ago(1), null);
    expect(await createCountFigures(pool)(now)).toEqual({
      due: 2,
      oldestDueSeconds: 90,
      sending: 2,
      unknown: 1,
      failed: 2,
      leasesExpired: 2,
      inboxWaiting: 2,
      inboxOldestSeconds: 30,
      inboxParked: 1,
      clockOffsetSeconds: expect.closeTo(0, 0),
    });
  });

  it('tell how far this process’s clock is behind the database’s, whatever time they are counted for', async () => {
    const real = Date.now;
    vi.spyOn(Date, 'now').mockImplementation(() => real() - 90_000);
    try {
      expect((await createCountFigures(pool)(now)).clockOffsetSeconds).toBeCloseTo(90, 0);
    } finally {
      vi.restoreAllMocks();
    }
  });
});
