import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { type SessionRow, saveWorld } from '../support/digests/rows.ts';
import {
  addMember,
  addSession,
  addTeam,
  makeProgramme,
  type SmallWorld,
} from '../support/digests/small-world.ts';

const now = new Date('2024-11-20T12:00:00Z');
const minutesFrom = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const days = (count: number): Date => minutesFrom(count * 1_440);

describe('sessions and seats', () => {
  let storage: Storage;
  let world: SmallWorld;
  let teamId: string;
  const database = createTestDatabase();

  beforeAll(async () => {
    storage = await openStorage(database);
  });
  afterAll(() => storage.close());
  beforeEach(async () => {
    await storage.pool.query('truncate sessions cascade');
    world = makeProgramme();
    teamId = addTeam(world);
  });

  const save = (): Promise<void> => saveWorld(storage.pool, world);
  const session = (startsAt: Date, change: { kind?: string; state?: string } = {}): SessionRow =>
    addSession(world, { teamId, startsAt, ...change });

  describe('taking those that have ended', () => {
    const claim = (limit = 10): Promise<readonly string[]> =>
      storage.transact(async (records) =>
        (await records.sessions.claimEnded(now, limit)).map((view) => view.session.id),
      );

    it('takes what may have been held, longest ago first, and neither cancelled nor undecided ones', async () => {
      const ended = minutesFrom(-40);
      const expected = [
        session(minutesFrom(-300), { state: 'missed' }),
        session(minutesFrom(-200), { state: 'held' }),
        session(ended),
      ];
      session(minutesFrom(-100), { state: 'cancelled' });
      session(minutesFrom(-100), { state: 'unsettled' });
      session(minutesFrom(-39));
      await save();
      expect(await claim()).toEqual(expected.map(({ id }) => id));
      expect(await claim(2)).toEqual(expected.slice(0, 2).map(({ id }) => id));
    });

    it('takes none again that was asked about, until it is moved', async () => {
      const { id } = session(minutesFrom(-60));
      await save();
      await storage.transact((records) => records.sessions.markAsked(id, now));
      expect(await claim()).toEqual([]);
      await storage.transact((records) =>
        records.sessions.reschedule(id, { startsAt: minutesFrom(-45), minutes: 30, now }),
      );
      expect(await claim()).toEqual([id]);
    });

    it('gives two processes different ones, and neither waits for the other', async () => {
      const all = [session(minutesFrom(-60)), session(minutesFrom(-90)), session(minutesFrom(-120))];
      await save();
      await storage.transact(async (records) => {
        const mine = await records.sessions.claimEnded(now, 2);
        const theirs = await claim();
        const ids = [...mine.map((view) => view.session.id), ...theirs];
        expect(mine).toHaveLength(2);
        expect([...ids].sort()).toEqual(all.map(({ id }) => id).sort());
      });
    });
  });

  describe('a person’s seats', () => {
    const upcoming = (personId: string, limit?: number): Promise<readonly string[]> =>
      storage.transact(async (records) =>
        (await records.sessions.upcomingSeats(personId, now, limit)).map((seat) => seat.session.id),
      );
    const open = (personId: string): Promise<readonly string[]> =>
      storage.transact(async (records) =>
        (await records.sessions.openSeats(personId, now)).map((seat) => seat.session.id),
      );

    it('to come are those of planned sessions that have not ended, earliest first', async () => {
      const me = addMember(world, { teamId }).person_id;
      const later = session(days(3));
      const running = session(minutesFrom(-39));
      session(minutesFrom(-40));
      session(days(1), { state: 'cancelled' });
      session(days(1), { state: 'unsettled' });
      await save();
      expect(await upcoming(me)).toEqual([running.id, later.id]);
      expect(await upcoming(me, 1)).toEqual([running.id]);
      expect(await upcoming(addMember(world, { teamId }).person_id)).toEqual([]);
    });

    it('that take answers are those begun within 22 days whose person was expected, newest first', async () => {
      const me = addMember(world, { teamId }).person_id;
      const old = session(days(-21), { state: 'missed' });
      const begun = session(now, { state: 'held' });
      session(days(-22));
      session(minutesFrom(1));
      session(days(-1), { state: 'cancelled' });
      const excused = session(days(-2));
      await save();
      await storage.pool.query(`update seats set attendance = 'cannot' where session_id = $1`, [excused.id]);
      expect(await open(me)).toEqual([begun.id, old.id]);
    });

    it('are gone with the role that gave them', async () => {
      const left = addMember(world, { teamId, endedAt: days(-1) }).person_id;
      const stays = addMember(world, { teamId }).person_id;
      const next = session(days(1));
      session(days(-2));
      await save();
      expect(await upcoming(left)).toEqual([]);
      expect(await open(left)).toEqual([]);
      const [seat] = await storage.transact((records) => records.sessions.upcomingSeats(stays, now));
      expect(seat?.session.id).toBe(next.id);
      expect(seat?.seats.map(({ person }) => person.id)).toEqual([stays]);
    });
  });

  describe('making seats', () => {
    const seatedAt = async (sessionId: string): Promise<readonly string[]> => {
      const { rows } = await storage.pool.query<{ id: string }>(
        'select person_id as id from seats where session_id = $1 order by person_id',
        [sessionId],
      );
      return rows.map(({ id }) => id);
    };
    const ensure = (sessionId: string): Promise<void> =>
      storage.transact((records) => records.sessions.ensureSeats(sessionId));

    it.each([
      { kind: 'mentoring', wholeProgramme: false, who: ['mentor', 'participant'] },
      { kind: 'closing', wholeProgramme: false, who: ['mentor', 'participant'] },
      { kind: 'mentors_closing', wholeProgramme: false, who: ['mentor'] },
      { kind: 'training', wholeProgramme: true, who: ['mentor', 'mentor of another team'] },
    ])('for a $kind seats $who', async ({ kind, wholeProgramme, who }) => {
      const { id } = addSession(world, { teamId: wholeProgramme ? null : teamId, startsAt: now, kind });
      const other = addTeam(world);
      const people = new Map([
        ['mentor', addMember(world, { teamId }).person_id],
        ['participant', addMember(world, { teamId, role: 'participant' }).person_id],
        ['mentor of another team', addMember(world, { teamId: other }).person_id],
        ['supporter', addMember(world, { teamId: null, role: 'supporter' }).person_id],
        ['coordinator', addMember(world, { teamId: null, role: 'coordinator' }).person_id],
        ['who left', addMember(world, { teamId, endedAt: days(-1) }).person_id],
      ]);
      await save();
      await ensure(id);
      expect(new Set(await seatedAt(id))).toEqual(new Set(who.map((one) => people.get(one))));
    });

    it('seats each person once, however often and whoever does it', async () => {
      const { id } = session(days(1));
      const first = addMember(world, { teamId }).person_id;
      await save();
      await Promise.all(Array.from({ length: 6 }, () => ensure(id)));
      expect(await seatedAt(id)).toEqual([first]);
      const second = addMember(world, { teamId }).person_id;
      await save();
      await ensure(id);
      expect(await seatedAt(id)).toEqual([first, second].sort());
    });
  });

  it('find a team’s next start of any kind', async () => {
    session(days(-1));
    session(now);
    session(days(1), { state: 'cancelled' });
    session(days(2), { kind: 'closing' });
    session(days(3));
    const other = addTeam(world);
    addSession(world, { teamId: other, startsAt: days(1) });
    await save();
    await storage.transact(async ({ sessions }) => {
      expect(await sessions.nextStartAfter(teamId, now)).toEqual(days(2));
      expect(await sessions.nextStartAfter(teamId, days(3))).toBeNull();
    });
  });

  it('moved to another time begin a new schedule of their own', async () => {
    const { id } = session(days(1), { state: 'unsettled' });
    await save();
    const change = { startsAt: days(2), minutes: 60, now };
    await storage.transact(({ sessions }) => sessions.reschedule(id, change));
    await storage.transact(({ sessions }) => sessions.reschedule(id, { ...change, startsAt: days(1) }));
    const view = await storage.transact(({ sessions }) => sessions.getSession(id));
    expect(view.session).toMatchObject({
      startsAt: days(1),
      minutes: 60,
      scheduleRevision: 3,
      state: 'planned',
    });
    const { rows } = await storage.pool.query('select ends_at from sessions where id = $1', [id]);
    expect(rows).toEqual([{ ends_at: new Date(days(1).getTime() + 60 * 60_000) }]);
  });
});
