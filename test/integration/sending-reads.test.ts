import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSendingReads } from '../../src/storage/deliveries/sending-reads.ts';
import type { SendingReads } from '../../src/use-cases/ports/sending/sending-reads.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { saveWorld } from '../support/digests/rows.ts';
import {
  addMember,
  addSession,
  addTeam,
  makeProgramme,
  type SmallWorld,
} from '../support/digests/small-world.ts';

const now = new Date('2024-11-20T12:00:00Z');
const minutesFrom = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const nobody = '00000000-0000-4000-8000-000000000000';

describe('what the sender reads for many at once', () => {
  let storage: Storage;
  let reads: SendingReads;
  let world: SmallWorld;
  const database = createTestDatabase();

  beforeAll(async () => {
    storage = await openStorage(database);
    reads = createSendingReads(storage.pool);
  });
  afterAll(() => storage.close());
  beforeEach(async () => {
    await storage.pool.query('truncate workspaces cascade');
    await storage.pool.query('truncate deliveries, line_months');
    world = makeProgramme();
    for (const _ of [1, 2, 3]) {
      const teamId = addTeam(world);
      for (const role of ['mentor', 'mentor', 'participant', 'participant'] as const)
        addMember(world, { teamId, role });
      addMember(world, { teamId, role: 'participant', endedAt: minutesFrom(-60) });
      addSession(world, { teamId, startsAt: minutesFrom(600) });
    }
    addMember(world, { teamId: null, role: 'coordinator' });
    addSession(world, { teamId: null, startsAt: minutesFrom(900), kind: 'training' });
    await saveWorld(storage.pool, world);
  });

  it('finds the same seats, sessions and people as a transaction does', async () => {
    const seats = world.seats.map(({ id }) => id);
    const sessions = world.sessions.map(({ id }) => id);
    const people = world.people.map(({ id }) => id);
    const one = await storage.transact(async (records) => ({
      seats: await inTurn(seats, records.sessions.findSeat),
      sessions: await inTurn(sessions, records.sessions.findSession),
      people: await inTurn(people, records.people.getPerson),
      programme: await records.people.getProgramme(world.programmeId),
    }));
    expect(one.seats.filter((seat) => seat !== null).length).toBeGreaterThan(10);
    expect({
      seats: await Promise.all(seats.map(reads.sessions.findSeat)),
      sessions: await Promise.all(sessions.map(reads.sessions.findSession)),
      people: await Promise.all(people.map(reads.people.getPerson)),
      programme: await reads.people.getProgramme(world.programmeId),
    }).toEqual(one);
  });

  it('finds the same mentors, groups and coordinators', async () => {
    await storage.pool.query(`
      update people p set slack_user_id = 'W' || p.code, slack_reachable = true
        from enrolments e where e.person_id = p.id and e.role = 'mentor'`);
    await storage.pool.query(`
      update teams t set slack_group_id = 'G' || t.code, slack_group_members = (
        select string_agg(p.slack_user_id, ',' order by p.slack_user_id) from people p
        join enrolments e on e.person_id = p.id where e.team_id = t.id and e.role = 'mentor' and e.ended_at is null)
      where t.code <> '02'`);
    // One that was opened for others is nobody's place.
    await storage.pool.query(`update teams set slack_group_members = 'W-former' where code = '03'`);
    const teams = world.teams.map(({ id }) => id);
    const one = await storage.transact(async ({ people }) => ({
      mentors: await inTurn(teams, (id) => people.membersOfTeam(id, 'mentor')),
      participants: await inTurn(teams, (id) => people.membersOfTeam(id, 'participant')),
      groups: await inTurn(teams, people.pairGroup),
      coordinators: await people.coordinatorsOf(world.programmeId),
    }));
    expect(one.coordinators).toHaveLength(1);
    expect(one.groups).toEqual(['G01', null, null]);
    expect({
      mentors: await Promise.all(teams.map((id) => reads.people.membersOfTeam(id, 'mentor'))),
      participants: await Promise.all(teams.map((id) => reads.people.membersOfTeam(id, 'participant'))),
      groups: await Promise.all(teams.map(reads.people.pairGroup)),
      coordinators: await reads.people.coordinatorsOf(world.programmeId),
    }).toEqual(one);
  });

  it('knows who is nobody', async () => {
    expect(await reads.sessions.findSeat(nobody)).toBeNull();
    expect(await reads.sessions.findSession(nobody)).toBeNull();
    expect(await reads.people.membersOfTeam(nobody, 'mentor')).toEqual([]);
    await expect(reads.people.getPerson(nobody)).rejects.toThrow('person');
    await expect(reads.people.getProgramme(nobody)).rejects.toThrow('programme');
  });

  it('counts pushes under way that were due before as used, and those of the month that went out', async () => {
    const { rows } = await storage.pool.query<{ id: string }>(
      `insert into deliveries (id, workspace_id, dedupe_key, kind, subject, address, platform, priority, planned_at,
         due_at, state, quota_cost, sent_at)
       select gen_random_uuid(), $1, n::text, 'ask.participant', '{}', 'line:x', case when n = 3 then 'slack' else 'line' end,
         3, $2, $2::timestamptz + n * interval '1 second',
         case when n < 3 then 'sent' when n = 5 then 'unknown' else 'sending' end, case when n < 3 then 1 else 0 end,
         case when n < 3 then $2::timestamptz end
       from generate_series(1, 7) n returning id`,
      [world.workspaces[0]?.id, now],
    );
    const months = await Promise.all(rows.map(({ id }) => reads.monthBefore(id, now)));
    expect(months.map(({ used }) => used)).toEqual([2, 2, 2, 2, 3, 4, 5]);
    expect(months[0]?.allowance).toBe(200);
  });
});

/** One after another, as one transaction has to. */
async function inTurn<Value>(
  ids: readonly string[],
  find: (id: string) => Promise<Value>,
): Promise<readonly Value[]> {
  const values: Value[] = [];
  for (const id of ids) values.push(await find(id));
  return values;
}
