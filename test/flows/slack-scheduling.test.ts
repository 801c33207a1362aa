import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelSession } from '../../src/use-cases/sessions/cancel-session.ts';
import { moveSession } from '../../src/use-cases/sessions/move-session.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import type { SlackSeat } from '../support/flows/flow-slack.ts';
import { rosterOfTeams, sessionsFile, teamCodes } from '../support/flows/flow-teams.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';

const teams = teamCodes(9);
const sessions = sessionsFile(teams.map((team) => ({ team, date: '2024-11-05', start: '20:00' })));
const keyOf = (team: string): string => `${team}/mentoring/1`;

describe('a session whose date changes, as the pair sees it', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({
      databaseUrl: (await createTestDatabase()).url,
      roster: rosterOfTeams(teams.length),
      sessions,
      notInSlack: ['M04B'],
    });
    await world.playUntil('2024-11-02T12:00:00+09:00');
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    expect(world.line.violations).toEqual([]);
    await world.close();
  });

  const move = (team: string, startsAt: string, minutes = 40) =>
    world.onSession(keyOf(team), (records, sessionId) =>
      moveSession(records, { sessionId, startsAt: new Date(startsAt), minutes, now: world.clock.now() }),
    );
  const cancel = (team: string) =>
    world.onSession(keyOf(team), (records, id) => cancelSession(records, id, world.clock.now()));
  const rows = async (team: string) =>
    world.query(
      `select kind, subject ->> 'offset' as "offset", state, due_at from deliveries
       where session_id = $1 and kind like '%.pair' order by due_at, kind`,
      [await world.sessionId(keyOf(team))],
    );
  const planned = async (team: string): Promise<readonly string[]> =>
    (await rows(team))
      .filter(({ state }) => state === 'planned')
      .map(({ due_at }) => (due_at instanceof Date ? due_at.toISOString() : ''));
  const groupOf = (team: string): SlackSeat => world.slackOf(`M${team}A`);
  const saying = (team: string, words: string): number =>
    groupOf(team)
      .messages()
      .filter((one) => groupOf(team).textOf(one).includes(words)).length;

  it('plans the reminders anew when it moves before anybody was told, and says nothing', async () => {
    expect(await planned('01')).toEqual(['2024-11-04T12:00:00.000Z', '2024-11-05T08:59:00.000Z']);
    await move('01', '2024-11-09T14:00:00+09:00');
    expect(await planned('01')).toEqual(['2024-11-08T12:00:00.000Z', '2024-11-09T04:00:00.000Z']);
    expect(saying('01', 'に変わりました')).toBe(0);
  });

  it('changes everything or nothing', async () => {
    const id = await world.sessionId(keyOf('02'));
    const before = [await rows('02'), await world.query('select * from sessions where id = $1', [id])];
    const broken = world.container.transact(async (records) => {
      await moveSession(records, {
        sessionId: id,
        startsAt: new Date('2024-11-09T14:00:00+09:00'),
        minutes: 40,
        now: world.clock.now(),
      });
      throw new Error('the desk’s computer went off');
    });
    await expect(broken).rejects.toThrow('went off');
    expect([await rows('02'), await world.query('select * from sessions where id = $1', [id])]).toEqual(
      before,
    );
  });

  it('stands at one of two dates with one set of reminders when two people move it at once', async () => {
    await Promise.all([move('02', '2024-11-09T14:00:00+09:00'), move('02', '2024-11-10T14:00:00+09:00')]);
    const [session] = await world.query('select starts_at from sessions where id = $1', [
      await world.sessionId(keyOf('02')),
    ]);
    const day = JSON.stringify(session).includes('2024-11-09') ? '2024-11-08' : '2024-11-09';
    const due = await planned('02');
    expect(due).toHaveLength(2);
    expect(due[0]).toBe(`${day}T12:00:00.000Z`);
  });

  it('gives whoever was reminded one correction: the pair’s group, or the one mentor who is in Slack', async () => {
    await world.playUntil('2024-11-05T09:00:00+09:00');
    for (const team of ['03', '04', '05']) {
      expect(saying(team, '11月5日')).toBe(1);
      await move(team, '2024-11-08T20:00:00+09:00');
      await move(team, '2024-11-08T20:00:00+09:00');
    }
    await world.playUntil('2024-11-05T09:01:00+09:00');
    for (const team of ['03', '04', '05']) expect(saying(team, '11月8日(金) 20:00に変わりました')).toBe(1);
    expect(groupOf('03').message('に変わりました').kind).toBe('group');
    expect(groupOf('04').message('に変わりました').kind).toBe('dm');
  });

  it('moved too late for another reminder, is announced with what the reminder would have offered', async () => {
    await move('09', '2024-11-05T20:30:00+09:00');
    await world.playUntil('2024-11-05T09:02:00+09:00');
    const [one, other] = [groupOf('09'), world.slackOf('M09B')];
    const moved = one.message('11月5日(火) 20:30に変わりました');
    expect(JSON.stringify(moved.blocks)).toContain('日時を変える');
    expect(JSON.stringify(moved.blocks)).toContain('ミーティングを開く');
    await one.clickStale(moved, '急な都合で出られません');
    await world.playUntil('2024-11-05T09:03:00+09:00');
    expect(saying('09', 'Person M09Bさん、どうしましょうか')).toBe(1);
    await other.click('ひとりで行います');
    const seats = await world.query(
      'select p.code from seats x join people p on p.id = x.person_id where x.session_id = $1 and attendance = $2',
      [await world.sessionId(keyOf('09')), 'cannot'],
    );
    expect(seats).toEqual([{ code: 'M09A' }]);
    expect(await planned('09')).toEqual(['2024-11-05T08:59:00.000Z']);
  });

  it('is reminded of at its new time, and tells the pair once when it is called off after that', async () => {
    await world.playUntil('2024-11-08T09:00:00+09:00');
    expect(await cancel('05')).toBe(true);
    expect(await cancel('05')).toBe(false);
    await world.playUntil('2024-11-08T19:59:00+09:00');
    expect([saying('03', 'に変わりました'), saying('03', '終わるときに')]).toEqual([1, 1]);
    expect([saying('05', '見送り'), saying('05', '終わるときに')]).toEqual([1, 0]);
    expect(await planned('05')).toEqual([]);
  });

  it('moved once its hour has passed, is told when the evening is over: nobody waits there any more', async () => {
    await world.playUntil('2024-11-08T20:15:00+09:00');
    await move('03', '2024-11-15T20:00:00+09:00');
    await world.playUntil('2024-11-08T20:59:30+09:00');
    expect(saying('03', '11月15日(金) 20:00に変わりました')).toBe(0);
    await world.playUntil('2024-11-08T21:01:00+09:00');
    expect(saying('03', '11月15日(金) 20:00に変わりました')).toBe(1);
  });

  it('called off once its hour has passed, bothers nobody and leaves nothing undelivered', async () => {
    const before = groupOf('06').messages().length;
    expect(await cancel('06')).toBe(true);
    await world.playUntil(new Date(world.clock.now().getTime() + 60_000));
    expect(groupOf('06').messages()).toHaveLength(before);
    const expired = await world.query(
      "select kind from deliveries where state = 'expired' and kind like 'cancelled%'",
    );
    expect(expired).toEqual([]);
  });

  it('moved after its hour, is asked about when it has been, not before', async () => {
    await world.playUntil('2024-11-20T12:00:00+09:00');
    const asks = (): number => saying('07', 'おつかれさまでした');
    const nudges = (): number => saying('07', 'お知らせはこれで最後です');
    const before = [asks(), nudges()];
    expect(before).toEqual([1, 1]);
    await move('07', '2024-11-22T12:00:00+09:00');
    await world.playUntil('2024-11-22T12:45:00+09:00');
    expect([asks(), nudges()]).toEqual(before);
    await world.playUntil('2024-11-22T12:51:00+09:00');
    expect([asks(), nudges()]).toEqual([2, 1]);
  });

  it('moved while its questions are still to come, drops them', async () => {
    await move('08', '2024-11-25T10:00:00+09:00');
    await world.playUntil('2024-11-25T10:45:00+09:00');
    const waiting = async () =>
      world.query(
        "select kind from deliveries where state = 'planned' and session_id = $1 and kind similar to '(ask|nudge).%'",
        [await world.sessionId(keyOf('08'))],
      );
    expect((await waiting()).length).toBeGreaterThan(0);
    await move('08', '2024-11-28T10:00:00+09:00');
    expect(await waiting()).toEqual([]);
    const before = groupOf('08')
      .messages()
      .filter(({ kind }) => kind === 'dm').length;
    await world.playUntil('2024-11-28T10:40:00+09:00');
    expect(
      groupOf('08')
        .messages()
        .filter(({ kind }) => kind === 'dm'),
    ).toHaveLength(before);
    await world.playUntil('2024-11-28T10:51:00+09:00');
    expect(
      groupOf('08')
        .messages()
        .filter(({ kind }) => kind === 'dm'),
    ).toHaveLength(before + 1);
  });

  it('called off while a mentor writes, says so in the modal and still takes a worry', async () => {
    const mentor = groupOf('08');
    await mentor.click('4 よかった');
    await mentor.type('整理できたこと', '届かない言葉');
    await mentor.type('気がかり', '届く気がかり');
    await cancel('08');
    const refused = await mentor.submit();
    expect(refused).toMatchObject({ accepted: false });
    expect(refused.errors).toEqual({ sorted: 'この回は見送りになりました。気がかりの欄だけ届きます。' });
    await mentor.type('整理できたこと', '');
    expect(await mentor.submit()).toMatchObject({ accepted: true });
    await world.playUntil(new Date(world.clock.now().getTime() + 60_000));
    expect(world.slackOf('K1').message('気がかりが1件').channel).toBe(world.deskChannel);
    expect(await world.query("select 1 from answers where value::text like '%届かない言葉%'")).toEqual([]);
    expect(mentor.textOf(mentor.message('この回は見送り'))).not.toContain('5 とてもよかった');
  });
});
