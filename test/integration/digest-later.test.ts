import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DigestFigures } from '../../src/domain/digests/figures.ts';
import { parseIsoWeek } from '../../src/domain/time.ts';
import { randomIds } from '../../src/shared/ids.ts';
import { createDigestStore } from '../../src/storage/digests/digest-store.ts';
import { createMakeDigests, windowOf } from '../../src/use-cases/make-digests.ts';
import type { DigestStore } from '../../src/use-cases/ports/digests/digest-store.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { saveWorld } from '../support/digests/rows.ts';
import { addSession, addTeam, makeProgramme, type SmallWorld } from '../support/digests/small-world.ts';

const mondays = {
  '2024-W48': '2024-12-02T09:00:00+09:00',
  '2024-W49': '2024-12-09T09:00:00+09:00',
  '2024-W50': '2024-12-16T09:00:00+09:00',
} as const;
type Week = keyof typeof mondays;

describe('what becomes known only after its own week’s digest', () => {
  let storage: Storage;
  let store: DigestStore;
  const database = createTestDatabase();

  beforeAll(async () => {
    storage = await openStorage(database);
    store = createDigestStore({ pool: storage.pool, ids: randomIds });
  });
  afterAll(() => storage.close());

  async function take(world: SmallWorld, label: Week): Promise<DigestFigures> {
    const week = parseIsoWeek(label);
    if (week === null) throw new Error(`${label} is a week`);
    const at = new Date(mondays[label]);
    const window = await storage.transact((records) => windowOf(records, world.programmeId, week, at));
    const preview = await store.preview(window);
    const id = await store.take(window);
    const { rows } = await storage.pool.query('select figures from digests where id = $1', [id]);
    expect(rows[0].figures).toEqual(preview);
    return preview;
  }
  const contradictions = ({ decisions }: DigestFigures) =>
    decisions.flatMap((one) =>
      one.kind === 'contradiction' ? [[one.team, new Date(one.at).toISOString()]] : [],
    );

  it('stands in the next digest, once, when answers come to disagree', async () => {
    const world = makeProgramme();
    const startsAt = new Date('2024-11-27T21:00:00+09:00');
    const [first, second] = [addTeam(world), addTeam(world)];
    const early = addSession(world, { teamId: first, startsAt, state: 'held' });
    const late = addSession(world, { teamId: second, startsAt, state: 'held' });
    early.contradicted = true;
    await saveWorld(storage.pool, world);
    expect(contradictions(await take(world, '2024-W48'))).toEqual([['01', startsAt.toISOString()]]);

    const disagree = (id: string, contradicted: boolean) =>
      storage.pool.query('update sessions set contradicted = $2 where id = $1', [id, contradicted]);
    await disagree(late.id, true);
    expect(contradictions(await take(world, '2024-W49'))).toEqual([['02', startsAt.toISOString()]]);
    // Settled and open again: they have been told.
    await disagree(late.id, false);
    await disagree(late.id, true);
    expect(contradictions(await take(world, '2024-W50'))).toEqual([]);
  });

  it('waits for nothing that was settled before the next digest', async () => {
    const world = makeProgramme();
    const startsAt = new Date('2024-11-27T21:00:00+09:00');
    const { id } = addSession(world, { teamId: addTeam(world), startsAt, state: 'held' });
    await saveWorld(storage.pool, world);
    await take(world, '2024-W48');
    await storage.pool.query('update sessions set contradicted = true where id = $1', [id]);
    await storage.pool.query('update sessions set contradicted = false where id = $1', [id]);
    expect(contradictions(await take(world, '2024-W49'))).toEqual([]);
  });

  it('stands in the next digest, once, when something due on Sunday night expires after Monday’s', async () => {
    const world = makeProgramme();
    const due = ['2024-12-01T22:00:00+09:00', '2024-11-26T12:00:00+09:00', '2024-12-02T00:00:00+09:00'];
    const ids = due.map((dueAt) => addDelivery(world, new Date(dueAt)));
    await saveWorld(storage.pool, world);
    const end = (id: string | undefined, state: string, reason: string | null = null) =>
      storage.pool.query('update deliveries set state = $2, reason = $3 where id = $1', [id, state, reason]);
    const listed = ({ undelivered }: DigestFigures) =>
      undelivered.map(({ at, why }) => `${new Date(at).toISOString()} ${why}`);
    await end(ids[1], 'failed', 'refused');
    await end(ids[2], 'failed', 'refused');
    expect(listed(await take(world, '2024-W48'))).toEqual(['2024-11-26T03:00:00.000Z refused']);
    await end(ids[0], 'expired');
    expect(listed(await take(world, '2024-W49'))).toEqual([
      '2024-12-01T13:00:00.000Z expired',
      '2024-12-01T15:00:00.000Z refused',
    ]);
    expect(listed(await take(world, '2024-W50'))).toEqual([]);
  });

  it('shares one reading of LINE’s month among the digests of a minute, and reads it again in the next', async () => {
    const workspaceId = randomIds.next();
    const dates = { startsOn: '2024-11-25', endsOn: '2025-01-20', workspaceId };
    const worlds = [makeProgramme(dates), makeProgramme(dates), makeProgramme(dates)];
    for (const world of worlds) await saveWorld(storage.pool, world);
    let now = new Date('2024-12-02T09:00:05.123+09:00');
    const make = createMakeDigests({ store, transact: storage.transact, clock: { now: () => now } });
    const pushed = async (world: SmallWorld | undefined): Promise<unknown> => {
      const { rows } = await storage.pool.query(
        `select taken_at, figures -> 'pushes' ->> 'forecast' as forecast from digests where programme_id = $1`,
        [world?.programmeId],
      );
      return [rows[0]?.taken_at.toISOString(), rows[0]?.forecast];
    };
    for (const world of worlds.slice(0, 2)) {
      expect(await make(world.programmeId)).toBe(1);
      await storage.pool.query(
        `insert into deliveries (id, workspace_id, dedupe_key, kind, subject, address, platform, planned_at, due_at)
         values (gen_random_uuid(), $1, gen_random_uuid(), 'digest', '{}', 'a', 'line', $2, $2)`,
        [workspaceId, now],
      );
    }
    now = new Date('2024-12-02T09:01:00+09:00');
    expect(await make(worlds[2]?.programmeId ?? '')).toBe(1);
    expect(await Promise.all(worlds.map(pushed))).toEqual([
      ['2024-12-02T00:00:00.000Z', '0'],
      ['2024-12-02T00:00:00.000Z', '0'],
      ['2024-12-02T00:01:00.000Z', '2'],
    ]);
  });
});

function addDelivery(world: SmallWorld, dueAt: Date): string {
  const id = randomIds.next();
  world.deliveries.push({
    id,
    workspace_id: world.workspaces[0]?.id ?? '',
    programme_id: world.programmeId,
    dedupe_key: id,
    kind: 'reminder.participant',
    subject: {},
    address: 'line:a',
    platform: 'line',
    planned_at: dueAt.getTime(),
    due_at: dueAt.getTime(),
    state: 'planned',
    reason: null,
    quota_cost: 0,
    sent_at: null,
  });
  return id;
}
