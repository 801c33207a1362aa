import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { rosterOfTeams, sessionsFile, teamCodes } from '../support/flows/flow-teams.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';

const teams = teamCodes(4);

describe('a mentor’s settings in Slack', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({
      databaseUrl: (await createTestDatabase()).url,
      roster: rosterOfTeams(teams.length),
      sessions: sessionsFile([
        ...teams.map((team) => ({ team, date: '2024-11-05', start: '21:30' })),
        { team: '03', number: 2, date: '2024-11-26', start: '21:30' },
        { team: '04', number: 2, date: '2024-11-26', start: '16:00' },
      ]),
    });
    for (const team of teams) await world.join(`P${team}A`);
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    await world.close();
  });

  const later = (minutes: number): Promise<void> =>
    world.playUntil(new Date(world.clock.now().getTime() + minutes * 60_000));
  const homeOf = (code: string): string =>
    JSON.stringify(world.slackOf(code).user.currentHome()?.blocks ?? null);
  const clickInHome = async (code: string, label: string): Promise<void> => {
    await world.slackOf(code).user.clickInHome(label);
    await world.settle();
  };
  const choose = (code: string, field: string, value: string): Promise<void> =>
    world.slackOf(code).user.chooseInView(field, value);
  const personOf = async (code: string): Promise<Readonly<Record<string, unknown>> | undefined> =>
    (
      await world.query(
        'select zone, quiet_ranges, fewer_messages, paused_until from people where code = $1',
        [code],
      )
    )[0];
  const pairReminder = async (team: string): Promise<unknown> =>
    (
      await world.query(
        `select d.due_at from deliveries d join teams t on t.id = d.team_id
         where t.code = $1 and d.kind = 'reminder.pair' and d.state = 'planned' order by 1 limit 1`,
        [team],
      )
    )[0]?.due_at;
  const receivedBy = (code: string, words: string): readonly string[] => {
    const seat = world.slackOf(code);
    return seat
      .messages()
      .filter((one) => seat.textOf(one).includes(words))
      .map(({ kind }) => kind);
  };

  it('stand in the home tab, each with what changes it; the desk is not offered a pause', async () => {
    await world.slackOf('M01A').openHome();
    for (const label of ['時間を変える', 'English', 'お知らせを減らす', 'しばらくお休み', '登録をやめる'])
      expect(homeOf('M01A'), label).toContain(label);
    await world.slackOf('K1').openHome();
    expect(homeOf('K1')).toContain('時間を変える');
    for (const label of ['しばらくお休み', '登録をやめる']) expect(homeOf('K1')).not.toContain(label);
  });

  it('take the parents’ hours with one choice, and the reminder of the pair follows', async () => {
    const mentor = world.slackOf('M01A');
    await mentor.click('時間を変える');
    await choose('M01A', 'preset', 'night');
    await mentor.submit();
    expect(await personOf('M01A')).toMatchObject({ quiet_ranges: [{ from: '21:00', to: '08:00' }] });
    const [early, late] = [new Date('2024-11-04T17:59:00+09:00'), new Date('2024-11-04T21:00:00+09:00')];
    expect(await pairReminder('01')).toEqual(early);
    await clickInHome('M01A', '時間を変える');
    expect(mentor.modalText()).toContain('子育て中の方に');
    await choose('M01A', 'preset', 'parents');
    await mentor.submit();
    expect(await personOf('M01A')).toMatchObject({
      quiet_ranges: [
        { from: '18:00', to: '21:00' },
        { from: '23:00', to: '07:00' },
      ],
    });
    expect(await pairReminder('01')).toEqual(late);
    expect(homeOf('M01A')).toContain('18:00–21:00、23:00–7:00');
  });

  it('follow a mentor to another country: zone, hours and what the greeting says', async () => {
    const mentor = world.slackOf('M01B');
    await mentor.click('時間を変える');
    await choose('M01B', 'zone', 'America/Los_Angeles');
    await mentor.submit();
    await later(1);
    expect(await personOf('M01B')).toMatchObject({ zone: 'America/Los_Angeles' });
    expect(mentor.textOf(mentor.message('はじめまして'))).toContain('ロサンゼルス');
    expect(homeOf('M01B')).toContain('ロサンゼルス');
    expect(await pairReminder('01')).not.toEqual(new Date('2024-11-04T21:00:00+09:00'));
  });

  it('with fewer notices ask for no reflection, keep reminders, and leave the form open in the home tab', async () => {
    await world.slackOf('M02A').openHome();
    await clickInHome('M02A', 'お知らせを減らす');
    expect(homeOf('M02A')).toContain('振り返りのお願いはお送りしていません');
    await world.playUntil('2024-11-08T12:00:00+09:00');
    expect([receivedBy('M02A', 'おつかれさまでした'), receivedBy('M02B', 'おつかれさまでした')]).toEqual([
      [],
      ['dm'],
    ]);
    expect(receivedBy('M02A', '第1回')).toContain('group');
    await world.slackOf('M02A').openHome();
    await clickInHome('M02A', '振り返りを書く');
    expect(world.slackOf('M02A').user.currentView()?.title).toBe('第1回の振り返り');
    await world.slackOf('M02A').close();
    await clickInHome('M02A', 'お知らせをもとに戻す');
    expect(await personOf('M02A')).toMatchObject({ fewer_messages: false });
  });

  it('pause until a day that is checked, and show it with the way back', async () => {
    const mentor = world.slackOf('M03A');
    await mentor.openHome();
    await clickInHome('M03A', 'しばらくお休み');
    await choose('M03A', 'until', '2024-11-07');
    expect(Object.values((await mentor.submit()).errors ?? {})).toEqual(['その日は過ぎています。']);
    await choose('M03A', 'until', '2026-01-01');
    expect(Object.values((await mentor.submit()).errors ?? {}).join()).toContain('5月7日までの日');
    await choose('M03A', 'until', '2024-12-01');
    expect(await mentor.submit()).toMatchObject({ accepted: true });
    expect(await personOf('M03A')).toMatchObject({ paused_until: '2024-12-01' });
    expect(homeOf('M03A')).toContain('12月1日までお休みです');
    expect(homeOf('M03A')).toContain('再開する');
    expect(homeOf('M03A')).not.toContain('しばらくお休み');
  });

  it('leave the partner with the notices of both, who learns of the pause and of no day', async () => {
    for (const code of ['M04A', 'M04B']) {
      await world.slackOf(code).openHome();
      await clickInHome(code, 'しばらくお休み');
      await choose(code, 'until', '2024-12-01');
      await world.slackOf(code).submit();
    }
    await world.playUntil('2024-11-08T21:30:00+09:00');
    expect(receivedBy('M03B', 'Person M03Aさんは、しばらくお休みです。')).toEqual(['dm']);
    expect(receivedBy('M03B', '12月1日')).toEqual([]);
    expect(receivedBy('M03A', 'しばらくお休みです')).toEqual([]);
    await world.playUntil('2024-11-26T10:00:00+09:00');
    expect(receivedBy('M03B', '第2回')).toEqual(['dm']);
    expect(receivedBy('M03A', '第2回')).toEqual([]);
  });

  it('hold back nothing that somebody waits for, even when both pause', async () => {
    await world.slackOf('M03B').openHome();
    await clickInHome('M03B', 'しばらくお休み');
    await world.slackOf('M03B').submit();
    const phone = world.phone('P03A');
    await phone.say('行けなくなった');
    await phone.say('伝える');
    await later(1);
    expect(receivedBy('M03A', '行けなくなったと連絡がありました')).toEqual(['group']);
  });

  it('drop the reminder of a pair that pauses together', async () => {
    await world.playUntil('2024-11-26T21:00:00+09:00');
    const rows = await world.query(
      `select d.state, d.reason from deliveries d join teams t on t.id = d.team_id
       where t.code = '04' and d.kind = 'reminder.pair' and d.state <> 'sent'`,
    );
    expect(rows).toEqual([
      { state: 'skipped', reason: 'paused' },
      { state: 'skipped', reason: 'paused' },
    ]);
    expect(receivedBy('M04A', '第2回')).toEqual([]);
  });

  it('keep what participants sent for after the pause, and bring it at once to who comes back early', async () => {
    const phone = world.phone('P04A');
    await phone.tap('終わったら振り返る');
    await phone.say('5');
    await phone.tap('ひとこと残して送る');
    await phone.say('お休みのあいだの言葉');
    await phone.say('次へ');
    await phone.say('とばす');
    await phone.say('送る');
    await world.playUntil('2024-11-29T12:00:00+09:00');
    expect([receivedBy('M04A', 'お休みのあいだ'), receivedBy('M04B', 'お休みのあいだ')]).toEqual([[], []]);
    await clickInHome('M04A', '再開する');
    await later(1);
    expect([receivedBy('M04A', 'お休みのあいだ'), receivedBy('M04B', 'お休みのあいだ')]).toEqual([
      ['dm'],
      [],
    ]);
    await world.playUntil('2024-12-02T08:00:00+09:00');
    expect(receivedBy('M04B', 'お休みのあいだ')).toEqual(['dm']);
  });

  it('resume with one tap', async () => {
    await world.slackOf('M03A').openHome();
    await clickInHome('M03A', 'しばらくお休み');
    await choose('M03A', 'until', '2024-12-20');
    await world.slackOf('M03A').submit();
    await later(1);
    expect(homeOf('M03A')).toContain('12月20日までお休みです');
    await world.slackOf('M03A').user.command('/bansou', '次回');
    const told = world.slackOf('M03A').message('12月20日までお休みです');
    expect(told.ephemeral && JSON.stringify(told.blocks)).toContain('再開する');
    await clickInHome('M03A', '再開する');
    expect(await personOf('M03A')).toMatchObject({ paused_until: null });
    expect(homeOf('M03A')).not.toContain('12月20日');
    expect(homeOf('M03A')).toContain('しばらくお休み');
    await later(1);
    expect(receivedBy('M03B', 'Person M03Aさんは、お休みから戻りました。')).toEqual(['dm']);
  });
});
