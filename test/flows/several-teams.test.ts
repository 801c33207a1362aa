import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import type { SlackSeat } from '../support/flows/flow-slack.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { addSecondProgramme } from '../support/flows/second-programme.ts';

const header = 'code,team,role,name,organisation,email,zone,language,quiet';
const roster = [
  header,
  'P01A,01,participant,Participant 01A,Org A,,Asia/Tokyo,ja,',
  'M01A,01,mentor,Mentor 01A,,m01a@example.org,Asia/Tokyo,ja,',
  'M01B,01,mentor,Mentor 01B,,m01b@example.org,Asia/Singapore,ja,',
  'P02A,02,participant,Participant 02A,Org B,,Asia/Tokyo,ja,',
  'M02A,02,mentor,Mentor 02A,,m02a@example.org,Asia/Tokyo,ja,',
  'M02B,02,mentor,Mentor 02B,,m02b@example.org,Asia/Tokyo,ja,',
  'S1,"01、02",supporter,Supporter 1,,s1@example.org,Asia/Tokyo,ja,',
  'K1,,coordinator,Coordinator 1,,k1@example.org,Asia/Tokyo,ja,',
].join('\n');
const sessions = [
  'team,number,kind,date,start,minutes,link',
  '01,1,mentoring,2024-11-05,14:00,40,https://meet.example.org/team01',
  '01,2,mentoring,2024-11-19,21:00,40,https://meet.example.org/team01',
  '01,3,mentoring,2024-12-03,21:00,40,https://meet.example.org/team01',
  '02,1,mentoring,2024-11-05,15:00,40,https://meet.example.org/team02',
].join('\n');
const second = {
  roster: [
    header,
    'P09A,X1,participant,Participant 09A,Org X,,Asia/Tokyo,ja,',
    'M01A,X1,mentor,Mentor 01A,,m01a@example.org,Asia/Tokyo,ja,',
    'M02A,X1,mentor,Mentor 02A,,m02a@example.org,Asia/Tokyo,ja,',
  ].join('\n'),
  sessions:
    'team,number,kind,date,start,minutes,link\nX1,1,mentoring,2024-11-21,20:00,40,https://meet.example.org/x1\n',
  codeFor: 'P09A',
};

describe('a mentor in teams of two programmes', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url, roster, sessions });
    await addSecondProgramme(world, second);
    await world.playUntil('2024-11-06T12:00:00+09:00');
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    await world.close();
  });

  /** What a person reads after a slash command, alone. */
  const commanded = async ({ user }: SlackSeat, words: string): Promise<string> => {
    const outcome = await user.command('/bansou', words);
    if (outcome.kind === 'failed') throw new Error(outcome.reason);
    await world.settle();
    return outcome.body;
  };
  const homeOf = async (code: string): Promise<string> => {
    await world.slackOf(code).openHome();
    return JSON.stringify(world.slackOf(code).user.currentHome()?.blocks ?? null);
  };
  const teamOfModal = async (seat: SlackSeat): Promise<unknown> => {
    const [teamId] = (seat.user.currentView()?.privateMetadata ?? '').split(' ');
    await seat.close();
    const [team] = await world.query('select code from teams where id::text = $1', [teamId]);
    return team?.code;
  };
  const stateOf = async (team: string, number: number): Promise<unknown> => {
    const [row] = await world.query(
      'select s.state from sessions s join teams t on t.id = s.team_id where t.code = $1 and s.number = $2',
      [team, number],
    );
    return row?.state;
  };

  it('reads of each what comes next: both zones, who leads, the link, and how many are left until when', async () => {
    for (const words of ['', '次回', 'next']) {
      const body = await commanded(world.slackOf('M01A'), words);
      for (const text of [
        'チーム01（テスト）',
        '次回（第2回）は日本 11月19日(火) 21:00 ／ シンガポール 11月19日(火) 20:00です。',
        '進行 Mentor 01Bさん',
        'https://meet.example.org/team01',
        'あと5回(2月14日まで)',
        'X1（二つ目）',
        '次回（第1回）は11月21日(木) 20:00です。',
        '進行 Mentor 01Aさん',
        'あと6回(2月14日まで)',
      ])
        expect(body, `${words}: ${text}`).toContain(text);
    }
  });

  it('chooses the team whose times are offered, moved or called off', async () => {
    const seat = world.slackOf('M01A');
    expect(await commanded(seat, '日程')).toContain('どのチームの日時を探しますか。');
    await seat.click('X1（二つ目）');
    expect(await teamOfModal(seat)).toBe('X1');
    expect(await commanded(seat, 'move')).toContain('どのチームの日時を変えますか。');
    await seat.click('チーム01（テスト）');
    expect(await teamOfModal(seat)).toBe('01');
    const asked = await commanded(seat, '中止');
    expect(asked).toContain('11月19日(火) 21:00');
    expect(asked).toContain('11月21日(木) 20:00');
    await seat.click('X1（二つ目）の回を見送る');
    expect([await stateOf('X1', 1), await stateOf('01', 2)]).toEqual(['cancelled', 'planned']);
  });

  it('names the team with the command, and is asked nothing', async () => {
    const seat = world.slackOf('M01A');
    for (const [words, team] of [
      ['schedule X1', 'X1'],
      ['日程01', '01'],
      ['変更 チーム01', '01'],
    ] as const) {
      expect(await commanded(seat, words), words).toBe('');
      expect(await teamOfModal(seat), words).toBe(team);
    }
    const seatOfOne = world.slackOf('M01B');
    expect(await commanded(seatOfOne, 'schedule')).toBe('');
    expect(await teamOfModal(seatOfOne)).toBe('01');
  });

  it('says which meeting was held where several can be written about', async () => {
    const seat = world.slackOf('M02A');
    await world.query(
      "update sessions set state = 'planned', starts_at = '2024-11-05T18:00:00+09:00', ends_at = '2024-11-05T18:40:00+09:00', schedule_revision = 2 where number = 1 and team_id = (select id from teams where code = 'X1')",
    );
    await world.playUntil('2024-11-07T12:00:00+09:00');
    const body = await commanded(seat, '会えた');
    expect(body).toContain('どの回のことですか。');
    await seat.click('チーム02（テスト） 第1回（11月5日）');
    expect(seat.modalText()).toContain('整理できたこと');
    await seat.close();
    await commanded(seat, '会えなかった');
    await seat.click('X1（二つ目） 第1回（11月5日）');
    const runs = await world.query(
      `select t.code, r.met from reflections r join teams t on t.id = r.team_id join people p on p.id = r.person_id
       where p.code = 'M02A' order by t.code`,
    );
    expect(runs).toEqual([
      { code: '02', met: null },
      { code: 'X1', met: false },
    ]);
  });

  it('finds teams, next sessions, reflections, hours and pause in the home tab', async () => {
    const home = await homeOf('M01B');
    for (const text of [
      '次回（第2回）はシンガポール 11月19日(火) 20:00 ／ 日本 11月19日(火) 21:00です。',
      '参加者 Participant 01Aさん',
      '進行 Mentor 01Bさん',
      '・第3回 シンガポール 12月3日(火) 20:00 ／ 日本 12月3日(火) 21:00 進行 Mentor 01Aさん',
      'あと5回(2月14日まで)',
      '第1回（11月5日）',
      '振り返りを書く',
      '時間を変える',
      'しばらくお休み',
    ])
      expect(home, text).toContain(text);
    expect(home).not.toContain('チーム01');
    const both = await homeOf('M01A');
    for (const text of ['チーム01（テスト）', 'X1（二つ目）']) expect(both, text).toContain(text);
    expect(both).not.toContain('進行を交代する');
  });

  it('gives the lead to the partner from the home tab, which then says so', async () => {
    const { user } = world.slackOf('M01B');
    await homeOf('M01B');
    await user.clickInHome('進行を交代する');
    await world.settle();
    const home = JSON.stringify(user.currentHome()?.blocks);
    expect(home).toContain('進行 Mentor 01Aさん');
    expect(home).not.toContain('進行を交代する');
    await user.clickInHome('振り返りを書く');
    await world.settle();
    expect(world.slackOf('M01B').modalText()).toContain('整理できたこと');
    await world.slackOf('M01B').close();
  });

  it('is not what a supporter reads: their teams with dates, and neither ratings nor counts', async () => {
    const mentor = world.slackOf('M02A');
    await mentor.click('2 あまりよくなかった');
    await mentor.submit();
    for (const text of [await homeOf('S1'), await commanded(world.slackOf('S1'), '')]) {
      expect(text).toContain('チーム01：次回 日本 11月19日(火) 21:00 ／ シンガポール 11月19日(火) 20:00');
      expect(text).toContain('チーム02：11/5 実施。次回は日程の相談中');
      for (const hidden of [
        'あまりよくなかった',
        '満足度は',
        '/18',
        'あと',
        '進行',
        'Participant',
        '振り返り',
      ])
        expect(text.replace(/前日と直前.*/u, ''), hidden).not.toContain(hidden);
    }
    expect(await homeOf('S1')).toContain('しばらくお休み');
  });

  it('is kindly told apart from the desk, who finds its own things elsewhere', async () => {
    const home = await homeOf('K1');
    expect(home).toContain('事務局のチャンネルに届きます');
    expect(home).not.toContain('いま書ける振り返り');
    expect(await commanded(world.slackOf('K1'), '次回')).toContain('事務局のチャンネルに届きます');
    expect(await commanded(world.slackOf('K1'), '日程')).toContain('いま担当しているチームはありません');
  });

  it('decides for each team whether they reflect there, and leaves one of them', async () => {
    await world.settle();
    const seat = world.slackOf('M01A');
    const before = await homeOf('M01A');
    for (const label of ['振り返りも使う', '登録をやめる'])
      for (const team of ['チーム01（テスト）', 'X1（二つ目）'])
        expect(before).toContain(`"${team}：${label}"`);
    await seat.user.clickInHome('X1（二つ目）：登録をやめる');
    await world.settle();
    expect(seat.modalText()).toContain('X1（二つ目）');
    await seat.submit();
    const parts = await world.query(
      `select t.code, e.ended_at is not null as ended from enrolments e join teams t on t.id = e.team_id
       join people p on p.id = e.person_id where p.code = 'M01A' order by 1`,
    );
    expect(parts).toEqual([
      { code: '01', ended: false },
      { code: 'X1', ended: true },
    ]);
    const after = await homeOf('M01A');
    expect(after).not.toContain('X1（二つ目）');
    expect(after).toContain('"登録をやめる"');
  });
});
