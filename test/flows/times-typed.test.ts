import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { datesIn, datesRoster, datesSessions, seconds } from '../support/flows/flow-dates.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { joinAll } from '../support/line/line-records.ts';

const first = '2024-11-26T21:00:00+09:00';
const second = '2024-11-28T21:00:00+09:00';
const teams = ['01', '02', '03', '04'];

describe('times that are typed', () => {
  let world: FlowWorld;
  let dates: ReturnType<typeof datesIn>;

  beforeAll(async () => {
    const { url: databaseUrl } = await createTestDatabase();
    world = await createFlowWorld({ databaseUrl, roster: datesRoster, sessions: datesSessions });
    dates = datesIn(world);
    await joinAll(world, [...teams, '05'].map((team) => `P${team}A`).concat('P05B'));
    await world.playUntil('2024-11-06T12:30:00+09:00');
    for (const code of [...teams.map((team) => `P${team}A`), 'P05A', 'P05B'])
      await world.phone(code).tap('今回は書かない');
    for (const team of [...teams, '05'])
      await dates.schedule(team, { start1: seconds(first), start2: seconds(second) });
    await dates.aMomentLater();
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    expect(world.line.violations).toEqual([]);
    await world.close();
  });

  const startsOf = async (team: string) =>
    (await dates.sessionsOf(team)).filter(({ number }) => number === 2).map(({ starts_at }) => starts_at);
  const wishesOf = async (team: string): Promise<readonly unknown[]> =>
    (
      await world.query(
        `select pt.starts_at from proposal_times pt join proposals p on p.id = pt.proposal_id
         join teams t on t.id = p.team_id where t.code = $1 and pt.role = 'participant' order by 1`,
        [team],
      )
    ).map(({ starts_at }) => starts_at);

  it('are understood days after they were pushed, with other words and answers in between', async () => {
    await world.playUntil('2024-11-07T12:40:00+09:00');
    const phone = world.phone('P01A');
    expect(phone.lastText()).toContain('日時の候補です');
    await world.playUntil('2024-11-09T12:00:00+09:00');
    await phone.say('木曜なら21時で');
    expect(await startsOf('01')).toEqual([]);
    await phone.say('11/28 21時');
    expect(phone.lastText()).toContain('第2回は11月28日(木) 21:00に決まりました');
    expect(await startsOf('01')).toEqual([new Date(second)]);
    await phone.say('11/26 21時');
    expect(phone.lastText()).toContain('あなただけに残');
    expect(await startsOf('01')).toEqual([new Date(second)]);
  });

  it('may be one’s own where another time was asked for, and no sooner', async () => {
    const phone = world.phone('P02A');
    await phone.say('11/30 10時');
    expect(phone.lastText()).toContain('あなただけに残');
    await phone.say('どれも難しい');
    expect(phone.lastText()).toContain('別の日時を選べます');
    await phone.say('こんにちは');
    await phone.say('12/30 10時');
    expect(phone.textsSince(0).join()).toContain('はお休みです');
    await world.playUntil('2024-11-12T12:00:00+09:00');
    await phone.say('１１／３０　１０時');
    expect(phone.lastText()).toContain(
      '11月30日(土) 10:00（日本時間）ですね。メンターのおふたりに聞いてみます。',
    );
    expect(await wishesOf('02')).toEqual([new Date('2024-11-30T10:00:00+09:00')]);
    await phone.say('また明日');
    await phone.say('これでよい');
    expect(phone.lastText()).toContain('おふたりの返事をお待ちください');
    await dates.aMomentLater();
    expect(dates.inGroup('02', '11月30日(土) 10:00')).toBeGreaterThan(0);
  });

  it('are not taken for an answer once a week has passed', async () => {
    await world.playUntil('2024-11-15T12:40:00+09:00');
    await world.phone('P03A').say('11/26 21時');
    expect(await startsOf('03')).toEqual([]);
    await world.phone('P03A').tap('11月26日(火) 21:00');
    expect(await startsOf('03')).toEqual([new Date(first)]);
  });

  it('leave a form that is open its words', async () => {
    const phone = world.phone('P04A');
    await phone.say('振り返り');
    await phone.say('5');
    await phone.say('11/26 21時');
    expect(await startsOf('04')).toEqual([]);
    const answered = await world.query(
      "select r.satisfaction from reflections r join people p on p.id = r.person_id where p.code = 'P04A'",
    );
    expect(answered).toContainEqual({ satisfaction: 5 });
  });

  it('are marks of each where several take part, given by their own word', async () => {
    await world.playUntil('2024-11-16T12:00:00+09:00');
    for (const code of ['P05A', 'P05B']) {
      const phone = world.phone(code);
      await phone.tap('11月28日(木) 21:00');
      await phone.say('こんばんは');
      await phone.say('11月26日(火) 21:00');
      await phone.say('こんばんは');
    }
    await world.phone('P05A').say('これで返す');
    expect(world.phone('P05A').lastText()).toContain('もうおひとりの返事で決まります');
    expect(await startsOf('05')).toEqual([]);
    await world.phone('P05B').say('これで返す');
    expect(world.phone('P05B').lastText()).toContain('11月26日(火) 21:00に決まりました');
    expect(await startsOf('05')).toEqual([new Date(first)]);
  });
});
