import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPeopleDirectory } from '../../src/storage/people-directory.ts';
import type { PeopleDirectory } from '../../src/use-cases/ports/people-directory.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { saveWorld } from '../support/digests/rows.ts';
import { addMember, addTeam, makeProgramme, type SmallWorld } from '../support/digests/small-world.ts';

const now = new Date('2024-11-20T12:00:00Z');
const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000);

describe('the people whom Slack may know', () => {
  let storage: Storage;
  let people: PeopleDirectory;
  let world: SmallWorld;
  const database = createTestDatabase();

  beforeAll(async () => {
    storage = await openStorage(database);
    people = createPeopleDirectory(storage.pool);
  });
  afterAll(() => storage.close());
  beforeEach(async () => {
    await storage.pool.query('truncate people, teams cascade');
    world = makeProgramme();
  });

  const save = (): Promise<void> => saveWorld(storage.pool, world);
  const claim = async (at = now, limit = 10): Promise<readonly string[]> => {
    const dayBefore = new Date(at.getTime() - 24 * 3_600_000);
    return (await people.claimUnmatched(dayBefore, at, limit)).map(({ personId }) => personId);
  };
  const unmatched = (code: string, role = 'mentor', endedAt?: Date): string =>
    addMember(world, {
      teamId: null,
      role,
      code,
      email: `${code}@example.org`,
      slackUserId: null,
      ...(endedAt === undefined ? {} : { endedAt }),
    }).person_id;

  it('are looked up once a day while they are in a programme and not found yet', async () => {
    const mentor = unmatched('a');
    const coordinator = unmatched('b', 'coordinator');
    unmatched('c', 'participant');
    unmatched('d', 'mentor', hours(-1));
    addMember(world, { teamId: null, code: 'e', slackUserId: null });
    addMember(world, { teamId: null, code: 'f', email: 'f@example.org' });
    await save();
    expect([...(await claim())].sort()).toEqual([mentor, coordinator].sort());
    expect(await claim(hours(23.9))).toEqual([]);
    expect(await claim(hours(24))).toHaveLength(2);
  });

  it('come one by one in the order of the roster, and first those never looked up', async () => {
    const [third, first, second] = [unmatched('c'), unmatched('a'), unmatched('b')];
    await save();
    expect([await claim(now, 1), await claim(now, 1), await claim(now, 1)]).toEqual([
      [first],
      [second],
      [third],
    ]);
    const newcomer = unmatched('z');
    await save();
    await storage.pool.query('update people set slack_looked_up_at = $1 where code <> $2', [now, 'z']);
    expect(await claim(hours(30), 1)).toEqual([newcomer]);
  });

  it('are given to one process only', async () => {
    const all = Array.from({ length: 12 }, (_, index) => unmatched(`p${index}`));
    await save();
    const claims = await Promise.all(Array.from({ length: 12 }, () => claim(now, 1)));
    expect(claims.flat().sort()).toEqual([...all].sort());
  });

  it('are asked about again after a minute when Slack had no time', async () => {
    const mentor = unmatched('a');
    await save();
    await claim();
    await people.lookUpLater(mentor);
    expect(await claim(hours(0.9 / 60))).toEqual([]);
    expect(await claim(hours(1.1 / 60))).toEqual([mentor]);
  });

  it('are linked once: nobody gets an account that another person has', async () => {
    const [first, second] = [unmatched('a'), unmatched('b')];
    await save();
    for (const id of [first, second]) await storage.transact((records) => records.people.linkSlack(id, 'U1'));
    const { rows } = await storage.pool.query(
      'select code, slack_user_id as account, slack_reachable as reachable from people order by code',
    );
    expect(rows).toEqual([
      { code: 'a', account: 'U1', reachable: true },
      { code: 'b', account: null, reachable: false },
    ]);
  });

  it('make a pair once both are there, and another when the mentors change', async () => {
    const teamId = addTeam(world);
    addMember(world, { teamId, slackUserId: 'U2' });
    addMember(world, { teamId, role: 'participant', slackUserId: 'U9' });
    await save();
    expect(await people.pairsWithoutGroup(10)).toEqual([]);
    const leaving = addMember(world, { teamId, slackUserId: 'U1' });
    await save();
    const pair = { teamId, programmeId: world.programmeId, slackUserIds: ['U1', 'U2'] };
    expect(await people.pairsWithoutGroup(10)).toEqual([pair]);
    await storage.transact((records) =>
      records.people.savePairGroup(teamId, { id: 'G1', slackUserIds: ['U2', 'U1'] }),
    );
    expect(await people.pairsWithoutGroup(10)).toEqual([]);
    leaving.ended_at = now.getTime();
    addMember(world, { teamId, slackUserId: 'U3' });
    await save();
    expect(await people.pairsWithoutGroup(10)).toEqual([{ ...pair, slackUserIds: ['U2', 'U3'] }]);
  });
});
