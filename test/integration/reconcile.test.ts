import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelSession } from '../../src/use-cases/sessions/cancel-session.ts';
import { moveSession } from '../../src/use-cases/sessions/move-session.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';

describe('reconciling', () => {
  let world: FlowWorld;
  const database = createTestDatabase();

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await database).url });
  });
  afterAll(() => world.close());

  const reminders = async () =>
    world.query(
      `select dedupe_key, kind, subject, address, due_at, expires_at, state, priority from deliveries
       where kind like 'reminder.%' order by dedupe_key`,
    );
  const reconcile = () => world.container.sweeps.reconcile();

  it('finds nothing to mend where nothing is wrong', async () => {
    const before = await reminders();
    expect(before.length).toBeGreaterThan(0);
    expect(await reconcile()).toEqual({ expired: 0, replanned: 0 });
    expect(await reminders()).toEqual(before);
  });

  it('plans every reminder again that was lost, exactly as it was, also when four do it at once', async () => {
    const before = await reminders();
    await world.query("delete from deliveries where kind like 'reminder.%'");
    await Promise.all([reconcile(), reconcile(), reconcile(), reconcile()]);
    expect(await reminders()).toEqual(before);
    expect(await reconcile()).toEqual({ expired: 0, replanned: 0 });
  });

  it('finds the one reminder that is missing among others', async () => {
    const before = await reminders();
    const [one] = before.filter(({ kind }) => kind === 'reminder.participant');
    await world.query('delete from deliveries where dedupe_key = $1', [one?.dedupe_key]);
    expect(await reconcile()).toEqual({ expired: 0, replanned: 1 });
    expect(await reminders()).toEqual(before);
  });

  it('goes through all sessions in turns, however many there are', async () => {
    const [session] = await world.query('select * from sessions limit 1');
    await world.query(
      `insert into sessions (id, programme_id, team_id, scope_id, kind, number, starts_at, ends_at, minutes, state,
         schedule_revision, scheduled_at, asked_at)
       select gen_random_uuid(), programme_id, team_id, gen_random_uuid(), kind, number, starts_at, ends_at, minutes,
         state, schedule_revision, scheduled_at, null
       from sessions, generate_series(1, 450) where id = $1`,
      [session?.id],
    );
    const before = await reminders();
    await world.query("delete from deliveries where kind like 'reminder.%'");
    await reconcile();
    await reconcile();
    expect(await reminders()).toEqual(before);
    await world.query(
      'delete from sessions where not exists (select 1 from seats where session_id = sessions.id)',
    );
  });

  it('leaves a moved session as it is, and a cancelled one without reminders', async () => {
    const now = world.clock.now();
    const move = { startsAt: new Date('2024-11-08T20:00:00+09:00'), minutes: 40 };
    await world.onSession('01/mentoring/1', (records, sessionId) =>
      moveSession(records, { sessionId, ...move, now }),
    );
    await world.onSession('02/mentoring/1', (records, sessionId) => cancelSession(records, sessionId, now));
    const before = await reminders();
    expect(before.some(({ state }) => state === 'planned')).toBe(true);
    expect(await reconcile()).toEqual({ expired: 0, replanned: 0 });
    expect(await reminders()).toEqual(before);
  });

  it('ends what waits beyond its use, and nothing else', async () => {
    const planned = async (key: string, change: string): Promise<void> => {
      await world.query(
        `insert into deliveries (id, workspace_id, dedupe_key, kind, subject, address, platform, planned_at, due_at,
           expires_at, state, carrier_id)
         select gen_random_uuid(), (select id from workspaces), $1, 'ask.participant', '{}', 'line:x', 'line', $2, $2,
           ${change}`,
        [key, world.clock.now()],
      );
    };
    const now = `'${world.clock.now().toISOString()}'::timestamptz`;
    await planned('stale', `${now}, 'planned', null`);
    await planned('riding', `${now}, 'planned', gen_random_uuid()`);
    await planned('useful', `${now} + interval '1 day', 'planned', null`);
    await planned('for-ever', `null, 'planned', null`);
    await planned('sent', `${now}, 'sent', null`);
    await world.query(
      "update deliveries set due_at = due_at + interval '40 days' where dedupe_key in ('stale', 'useful', 'for-ever')",
    );
    expect(await reconcile()).toEqual({ expired: 1, replanned: 0 });
    const rows = await world.query(
      "select dedupe_key, state from deliveries where kind = 'ask.participant' order by dedupe_key",
    );
    expect(rows.map((row) => `${String(row.dedupe_key)} ${String(row.state)}`)).toEqual([
      'for-ever planned',
      'riding planned',
      'sent sent',
      'stale expired',
      'useful planned',
    ]);
  });

  it('counts what it mended', async () => {
    const response = await fetch(`http://127.0.0.1:${world.server.port}/metrics`);
    const text = await response.text();
    expect(text).toMatch(/^bansou_reconcile_repairs_total\{repair="expired"\} 1$/m);
    expect(text).toMatch(/^bansou_reconcile_repairs_total\{repair="replanned"\} [1-9]\d*$/m);
  });
});
