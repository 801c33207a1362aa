import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DigestFigures } from '../../src/domain/digests/figures.ts';
import { formatIsoWeek, parseIsoWeek } from '../../src/domain/time.ts';
import { randomIds } from '../../src/shared/ids.ts';
import { createDigestStore } from '../../src/storage/digests/digest-store.ts';
import { createFindDueDigests, windowOf } from '../../src/use-cases/make-digests.ts';
import { digestText } from '../../src/use-cases/messages/digest.ts';
import type { DigestStore, DigestWindow } from '../../src/use-cases/ports/digests/digest-store.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { saveWorld } from '../support/digests/rows.ts';
import { makeSmallWorld, type SmallWorld } from '../support/digests/small-world.ts';

/** A Wednesday evening of week 48. */
const session = new Date('2024-11-27T21:00:00+09:00');
const dayMs = 86_400_000;
const mondayAfter = (week: string): Date =>
  new Date(week === '2024-W48' ? '2024-12-02T09:00:00+09:00' : '2024-12-09T09:00:00+09:00');

describe('taking a digest', () => {
  let storage: Storage;
  let store: DigestStore;
  let other: { readonly pool: pg.Pool; readonly store: DigestStore };
  const database = createTestDatabase();

  beforeAll(async () => {
    storage = await openStorage(database);
    store = createDigestStore({ pool: storage.pool, ids: randomIds });
    const pool = new pg.Pool({ connectionString: (await database).url, max: 12 });
    other = { pool, store: createDigestStore({ pool, ids: randomIds }) };
  });
  afterAll(async () => {
    await other.pool.end();
    await storage.close();
  });

  const query = async <Row extends pg.QueryResultRow>(
    sql: string,
    values: readonly unknown[],
  ): Promise<Row[]> => (await storage.pool.query<Row>(sql, [...values])).rows;

  async function windowFor(world: SmallWorld, week: string): Promise<DigestWindow> {
    const parsed = parseIsoWeek(week);
    if (parsed === null) throw new Error(`${week} is a week`);
    return storage.transact((records) => windowOf(records, world.programmeId, parsed, mondayAfter(week)));
  }

  async function figuresOf(id: string | null): Promise<DigestFigures> {
    const [row] = await query<{ figures: DigestFigures }>('select figures from digests where id = $1', [id]);
    if (row === undefined) throw new Error('no such digest');
    return row.figures;
  }

  async function answer(world: SmallWorld, index: number, satisfaction: number, at: Date): Promise<void> {
    const { id, session_id } = world.reflections[index] ?? { id: null, session_id: null };
    await storage.pool.query(
      `with told as (update sessions set state = 'held' where id = $4)
       update reflections set met = true, satisfaction = $2, answered_at = $3 where id = $1`,
      [id, satisfaction, at, session_id],
    );
  }

  /** A later change of question one, as it is written down. */
  async function correct(world: SmallWorld, index: number, satisfaction: number, at: Date): Promise<void> {
    const reflection = world.reflections[index]?.id;
    await storage.pool.query(
      `with kept as (insert into corrections (id, programme_id, reflection_id, at)
         select $4, programme_id, id, $3 from reflections where id = $1 and digest_id is not null)
       update reflections set satisfaction = $2 where id = $1`,
      [reflection, satisfaction, at, randomIds.next()],
    );
  }

  const later = (minutes: number): Date => new Date(session.getTime() + minutes * 60_000);

  it('happens once when two processes try twenty times at once, with one message for each recipient', async () => {
    const world = makeSmallWorld([[session], [session]]);
    await saveWorld(storage.pool, world);
    const window = await windowFor(world, '2024-W48');
    const recipients = ['channel:C1', 'channel:C2'].map((address) => ({
      kind: 'digest' as const,
      address,
      personId: null,
      dueAt: window.takenAt,
    }));
    const tries = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? store : other.store).take({ ...window, recipients }),
    );
    const taken = (await Promise.all(tries)).filter((id) => id !== null);
    expect(taken).toHaveLength(1);
    expect(await query('select id from digests where programme_id = $1', [world.programmeId])).toEqual([
      { id: taken[0] },
    ]);
    const sent = await query<{ address: string; subject: object }>(
      'select address, subject from deliveries where programme_id = $1 order by address',
      [world.programmeId],
    );
    expect(sent).toEqual(recipients.map(({ address }) => ({ address, subject: { digestId: taken[0] } })));
  });

  it('waits for whoever began first, and does it when that one fails', async () => {
    const world = makeSmallWorld([[session]]);
    await saveWorld(storage.pool, world);
    const window = await windowFor(world, '2024-W48');
    const begin = async (): Promise<pg.PoolClient> => {
      const client = await other.pool.connect();
      await client.query('begin');
      await client.query(
        `insert into digests (id, programme_id, iso_week, starts_at, ends_at, taken_at, figures)
         values ($1, $2, $3, $4, $5, $6, '{}')`,
        [randomIds.next(), world.programmeId, window.isoWeek, window.startsAt, window.endsAt, window.takenAt],
      );
      return client;
    };
    const failing = await begin();
    const second = store.take(window);
    expect(await Promise.race([second, sleep(100, 'waits')])).toBe('waits');
    await failing.query('rollback');
    failing.release();
    expect(await second).not.toBeNull();

    await query('delete from digests where programme_id = $1', [world.programmeId]);
    const winning = await begin();
    const third = store.take(window);
    await sleep(50);
    await winning.query('commit');
    winning.release();
    expect(await third).toBeNull();
  });

  it('leaves a taken digest as it was: the next one counts the corrections and what came late', async () => {
    const world = makeSmallWorld([[session], [session], [session]]);
    await saveWorld(storage.pool, world);
    await answer(world, 0, 5, later(60));
    await answer(world, 1, 4, later(120));
    const first = await store.take(await windowFor(world, '2024-W48'));
    const before = await figuresOf(first);
    expect(before.reflections.mentor).toEqual({ due: 3, answered: 2 });
    expect([before.corrected, before.late]).toEqual([0, 0]);

    await correct(world, 0, 1, new Date('2024-12-03T10:00:00+09:00'));
    await correct(world, 0, 2, new Date('2024-12-03T10:01:00+09:00'));
    await answer(world, 2, 3, new Date('2024-12-04T10:00:00+09:00'));
    const second = await figuresOf(await store.take(await windowFor(world, '2024-W49')));
    expect(await figuresOf(first)).toEqual(before);
    expect(second.corrected).toBe(1);
    expect(second.late).toBe(1);
    expect(second.lastWeek).toEqual({ due: 3, answered: 3 });
    expect(second.reflections.mentor).toEqual({ due: 0, answered: 0 });
  });

  it('counts an answer given while the session ran over the turn of the week in the week of its end', async () => {
    const overMidnight = new Date('2024-12-01T23:40:00+09:00');
    const world = makeSmallWorld([[overMidnight]]);
    await saveWorld(storage.pool, world);
    await answer(world, 0, 5, new Date('2024-12-01T23:55:00+09:00'));
    const first = await figuresOf(await store.take(await windowFor(world, '2024-W48')));
    const second = await figuresOf(await store.take(await windowFor(world, '2024-W49')));
    expect(first.reflections.mentor).toEqual({ due: 0, answered: 0 });
    expect(second.reflections.mentor).toEqual({ due: 1, answered: 1 });
    expect([second.satisfaction.mentor.n, second.late]).toEqual([1, 0]);
  });

  it('shows no mean of five answers that four people gave, and the mean of five people’s', async () => {
    const text = async (world: SmallWorld): Promise<string> => {
      await saveWorld(storage.pool, world);
      for (const index of world.reflections.keys()) await answer(world, index, 4, later(60));
      const window = await windowFor(world, '2024-W48');
      const figures = await store.preview(window);
      expect(figures.satisfaction.mentor.n).toBe(5);
      return digestText({ ...window, programmeName: 'a', pushTarget: 120, pushLimit: null, figures }, 'ja');
    };
    const twice = [session, later(-dayMs / 60_000)];
    expect(await text(makeSmallWorld([twice, [session], [session], [session]]))).not.toContain('平均4');
    const five = await text(makeSmallWorld([[session], [session], [session], [session], [session]]));
    expect(five).toContain('メンター：平均4.0（n=5）');
    // The participants gave none, and the mentors' answers are not theirs.
    expect(five).toMatch(/参加者：.*n=0/);
  });

  it('leaves nothing behind when it was only a look', async () => {
    const world = makeSmallWorld([[session]]);
    await saveWorld(storage.pool, world);
    await answer(world, 0, 5, later(60));
    const window = await windowFor(world, '2024-W48');
    const looked = await store.preview(window);
    await store.trace(window);
    expect(await query('select id from digests where programme_id = $1', [world.programmeId])).toEqual([]);
    expect(
      await query('select digest_id from reflections where programme_id = $1', [world.programmeId]),
    ).toEqual([{ digest_id: null }]);
    expect(await figuresOf(await store.take(window))).toEqual(looked);
  });

  it('is one picture of the rows while answers are being written: as many sessions held as answers stamped', async () => {
    const programmes = 12;
    const worlds = Array.from({ length: programmes }, () =>
      makeSmallWorld(Array.from({ length: 40 }, () => [session])),
    );
    for (const world of worlds) await saveWorld(storage.pool, world);
    const seen: number[] = [];
    const results = await Promise.all(
      worlds.map(async (world) => {
        const window = await windowFor(world, '2024-W48');
        let isWriting = true;
        // One answer settles its session in the same transaction, as the product does.
        const writing = (async () => {
          for (const index of world.reflections.keys()) {
            if (isWriting) await answer(world, index, 5, later(60));
          }
        })();
        await sleep(20);
        const figures = await figuresOf(await store.take(window));
        isWriting = false;
        await writing;
        seen.push(figures.sessions.held);
        return { held: figures.sessions.held, answered: figures.reflections.mentor.answered };
      }),
    );
    for (const { held, answered } of results) expect(held).toBe(answered);
    // Some of them must have been caught in the middle of it.
    expect(seen.some((held) => held > 0 && held < 40)).toBe(true);
  });

  it('is made up for after a fortnight’s silence, oldest week first, over the turn of the year', async () => {
    const world = makeSmallWorld([[new Date('2024-12-18T21:00:00+09:00')]], {
      startsOn: '2024-12-01',
      endsOn: '2025-01-20',
    });
    await saveWorld(storage.pool, world);
    const due = async (now: string): Promise<readonly string[]> => {
      const find = createFindDueDigests({ store, clock: { now: () => new Date(now) } });
      const found = (await find()).find(({ programmeId }) => programmeId === world.programmeId);
      return (found?.weeks ?? []).map(formatIsoWeek);
    };
    expect(await due('2024-12-23T08:59:00+09:00')).toEqual([]);
    expect(await due('2024-12-23T09:00:00+09:00')).toEqual(['2024-W51']);
    expect(await due('2025-01-06T09:00:00+09:00')).toEqual(['2024-W51', '2024-W52', '2025-W01']);
    await store.take(await windowFor(world, '2024-W52'));
    expect(await due('2025-01-06T09:00:00+09:00')).toEqual(['2024-W51', '2025-W01']);
    expect((await due('2025-03-10T09:00:00+09:00')).at(-1)).toBe('2025-W05');
  });
});
