import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { createFlowWorld, type FlowWorld, smallRoster } from '../support/flows/flow-world.ts';
import { joinAll, pushesTo } from '../support/line/line-records.ts';

const roster = `${smallRoster}${[
  'P03A,03,participant,Participant 03A,Org C,,Asia/Tokyo,ja,',
  'M03A,03,mentor,Mentor 03A,,m03a@example.org,Asia/Tokyo,ja,',
  'M03B,03,mentor,Mentor 03B,,m03b@example.org,Asia/Tokyo,ja,',
].join('\n')}\n`;
const sessions = `team,number,kind,date,start,minutes,link
01,1,mentoring,2024-11-05,20:00,40,https://meet.example.org/team01
01,2,mentoring,2024-11-19,20:00,40,https://meet.example.org/team01
02,1,mentoring,2024-11-06,20:00,40,https://meet.example.org/team02
02,2,mentoring,2024-11-20,20:00,40,https://meet.example.org/team02
03,1,mentoring,2024-11-05,16:00,40,https://meet.example.org/team03
03,2,mentoring,2024-11-19,20:00,40,https://meet.example.org/team03
`;

describe('leaving a programme', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url, roster, sessions });
    await joinAll(world, ['P01A', 'P01B', 'P02A', 'P03A']);
  });
  afterAll(async () => {
    expect(world.line.violations).toEqual([]);
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    await world.close();
  });

  const later = (minutes: number): Promise<void> =>
    world.playUntil(new Date(world.clock.now().getTime() + minutes * 60_000));
  const endedAt = async (code: string): Promise<unknown> =>
    (
      await world.query(
        'select e.ended_at from enrolments e join people p on p.id = e.person_id where p.code = $1',
        [code],
      )
    )[0]?.ended_at;
  const seatsOf = async (code: string): Promise<readonly unknown[]> =>
    (
      await world.query(
        `select x.number from seats s join sessions x on x.id = s.session_id join people p on p.id = s.person_id
         where p.code = $1 order by 1`,
        [code],
      )
    ).map(({ number }) => number);
  const statesOf = async (team: string): Promise<readonly unknown[]> =>
    (
      await world.query(
        'select x.state from sessions x join teams t on t.id = x.team_id where t.code = $1 order by x.number',
        [team],
      )
    ).map(({ state }) => state);
  const plannedFor = async (code: string): Promise<readonly unknown[]> =>
    (
      await world.query(
        `select d.kind from deliveries d join people p on p.id = d.person_id
         where p.code = $1 and d.state = 'planned'`,
        [code],
      )
    ).map(({ kind }) => kind);
  const holding = (code: string, words: string): readonly string[] => {
    const seat = world.slackOf(code);
    return seat
      .messages()
      .filter((one) => seat.textOf(one).includes(words))
      .map(({ kind }) => kind);
  };

  it('is asked once more, and staying changes nothing', async () => {
    const phone = world.phone('P01A');
    await phone.say('設定');
    await phone.tap('登録をやめる');
    expect(phone.lastText()).toContain('これまでの振り返りは12か月後に消します');
    expect(phone.lastText()).not.toContain('今すぐ');
    expect(phone.lastText()).toContain('記録を消すことは、事務局でうけたまわります：desk@example.org');
    expect(phone.labels()).toEqual(['登録をやめる', 'やめない']);
    await phone.tap('やめない');
    expect(phone.lastText()).toBe('わかりました。このまま続けます。');
    expect(await endedAt('P01A')).toBeNull();
    expect(await plannedFor('P01A')).toContain('reminder.participant');
  });

  it('ends places and planned messages at once; the others meet as planned, the pair and the desk are told once', async () => {
    const phone = world.phone('P01A');
    await phone.say('設定');
    const settings = phone.received.length;
    await phone.tap('登録をやめる');
    const leave = phone.button('登録をやめる').data ?? '';
    expect(leave).toMatch(/:leave:confirmed$/u);
    await phone.tapData(leave);
    expect(phone.textsSince(settings).at(-1)).toBe('登録を終えました。ありがとうございました。');
    await later(1);
    expect(await endedAt('P01A')).not.toBeNull();
    expect(await seatsOf('P01A')).toEqual([]);
    expect(await plannedFor('P01A')).toEqual([]);
    expect(await statesOf('01')).toEqual(['planned', 'planned']);
    expect(holding('M01A', 'Participant 01Aさんは、登録を終えました。')).toEqual(['group']);
    expect(holding('K1', 'チーム01のParticipant 01Aさんが、登録を終えました。')).toHaveLength(1);
    await phone.tapData(leave);
    await later(1);
    expect(phone.lastText()).toContain('いまご参加のプログラムはありません');
    expect(holding('K1', 'Participant 01Aさんが')).toHaveLength(1);
  });

  it('leaves nobody with a date and no one to meet: a decision is needed', async () => {
    const phone = world.phone('P02A');
    await phone.say('お休み');
    await phone.tap('1か月');
    await phone.say('設定');
    await phone.tap('登録をやめる');
    await phone.tap('登録をやめる');
    expect(phone.lastText()).toBe('登録を終えました。ありがとうございました。');
    expect(await statesOf('02')).toEqual(['unsettled', 'unsettled']);
    await world.playUntil('2024-11-06T21:00:00+09:00');
    expect(holding('M02A', '第1回')).toEqual([]);
    expect(pushesTo(phone)).toEqual([]);
  });

  it('does not touch who stays: the other participant is reminded, and the pair of them alone', async () => {
    expect(pushesTo(world.phone('P01A'))).toEqual([]);
    expect(pushesTo(world.phone('P01B'))[0]).toContain('11月5日(火) 20:00');
    const seat = world.slackOf('M01A');
    const reminder = seat.textOf(seat.message('明日'));
    expect(reminder).toContain('Participant 01B');
    expect(reminder).not.toContain('Participant 01A');
  });

  it('takes a mentor’s reading rights with it, words that were already shown included', async () => {
    const phone = world.phone('P03A');
    await phone.tap('終わったら振り返る');
    await phone.say('5');
    await phone.tap('ひとこと残して送る');
    await phone.say('見せた言葉');
    await phone.say('次へ');
    await phone.say('とばす');
    await phone.say('送る');
    await world.playUntil('2024-11-09T22:00:00+09:00');
    expect(holding('M03A', '見せた言葉')).toEqual(['dm']);
    expect(holding('M03B', '見せた言葉')).toEqual(['dm']);
    const mentor = world.slackOf('M03A');
    await mentor.openHome();
    await mentor.user.clickInHome('登録をやめる');
    await world.settle();
    expect(mentor.modalText()).toContain('参加者さんの言葉は読めなくなります');
    await mentor.close();
    expect(await endedAt('M03A')).toBeNull();
    await mentor.user.clickInHome('登録をやめる');
    await world.settle();
    expect(await mentor.submit()).toMatchObject({ accepted: true });
    await later(1);
    expect(await endedAt('M03A')).not.toBeNull();
    expect(holding('M03A', '見せた言葉')).toEqual([]);
    expect(holding('M03B', '見せた言葉')).toEqual(['dm']);
    expect(JSON.stringify(mentor.user.currentHome()?.blocks)).toContain('登録を終えました');
  });

  it('tells the partner, who leads the rest alone, and the coordinators', async () => {
    expect(holding('M03B', 'Mentor 03Aさんは、登録を終えました。')).toEqual(['dm']);
    expect(holding('M03A', 'Mentor 03Aさんは、登録を終えました。')).toEqual([]);
    expect(await seatsOf('M03A')).toEqual([1]);
    expect(await statesOf('03')).toEqual(['held', 'planned']);
    await world.playUntil('2024-11-19T19:30:00+09:00');
    expect(holding('K1', 'チーム03のMentor 03Aさんが、登録を終えました。')).toHaveLength(1);
    expect(holding('M03B', '11月19日(火) 20:00 第2回')).toContain('dm');
    expect(holding('M03A', '第2回')).toEqual([]);
    const [reminder] = pushesTo(world.phone('P03A')).filter((text) => text.includes('11月19日(火) 20:00'));
    expect(reminder).toContain('Mentor 03Bさんがお話をうかがいます');
    expect(reminder).not.toContain('Mentor 03A');
  });

  it('makes old buttons and commands say that nothing is left to do there', async () => {
    const mentor = world.slackOf('M03A');
    const greeting = mentor.message('はじめまして');
    await mentor.clickStale(greeting, '時間を変える');
    expect(mentor.user.currentView()).toBeNull();
    expect(mentor.message('いまご参加のプログラムはありません')).toBeDefined();
    await mentor.openHome();
    expect(JSON.stringify(mentor.user.currentHome()?.blocks)).toContain('いまご参加のプログラムはありません');
    await mentor.sendDm('もう残らない言葉');
    expect(await world.query("select 1 from murmurs where text like 'もう残らない%'")).toEqual([]);
  });
});
