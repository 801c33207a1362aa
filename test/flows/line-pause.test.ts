import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moveSession } from '../../src/use-cases/sessions/move-session.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { rosterOfTeams, sessionsFile, teamCodes } from '../support/flows/flow-teams.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { joinAll, pushesTo } from '../support/line/line-records.ts';

const teams = teamCodes(5);
const pauseOf15 =
  '11月15日までお休みです。お知らせは送りません。メンターのおふたりには、お休みとだけ伝えます。';

describe('a participant’s pause on LINE', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({
      databaseUrl: (await createTestDatabase()).url,
      roster: rosterOfTeams(teams.length),
      sessions: sessionsFile([
        ...teams.map((team) => ({ team, date: '2024-11-05', start: '20:00' })),
        { team: '01', number: 2, date: '2024-11-19', start: '20:00' },
      ]),
    });
    await joinAll(
      world,
      teams.map((team) => `P${team}A`),
    );
    // The questions after joining are no longer the ones of this moment.
    await world.playUntil('2024-11-01T10:00:00+09:00');
  });
  afterAll(async () => {
    expect(world.line.violations).toEqual([]);
    expect(world.slack.violations).toEqual([]);
    await world.close();
  });

  const pausedUntil = async (code: string): Promise<unknown> =>
    (await world.query('select paused_until from people where code = $1', [code]))[0]?.paused_until;
  const fateOf = async (code: string): Promise<readonly unknown[]> =>
    (
      await world.query(
        `select d.kind, d.state, d.reason from deliveries d join people p on p.id = d.person_id
         where p.code = $1 and d.platform = 'line' and d.state <> 'planned' order by d.due_at`,
        [code],
      )
    ).map(({ kind, state, reason }) => `${String(kind)} ${String(state)} ${String(reason)}`);
  const groupHolds = (team: string, words: string): number => {
    const seat = world.slackOf(`M${team}A`);
    return seat.messages().filter((one) => seat.textOf(one).includes(words)).length;
  };

  it('is asked for in two taps or by typing, tells the pair once, and neither why nor until when', async () => {
    const phone = world.phone('P01A');
    await phone.say('設定');
    await phone.tap('しばらくお休み');
    expect(phone.labels()).toEqual(['2週間', '1か月', '日を選ぶ']);
    const month = phone.button('1か月').data ?? '';
    const weeks = phone.button('2週間').data ?? '';
    await phone.tapData(month);
    expect(await pausedUntil('P01A')).toBe('2024-12-01');
    for (const _ of [1, 2]) await phone.tapData(weeks);
    expect(await pausedUntil('P01A')).toBe('2024-11-15');
    expect(phone.lastText()).toBe(pauseOf15);
    expect(phone.labels()).toEqual(['再開する']);
    const [told, ...more] = world
      .slackOf('M01A')
      .messages()
      .filter(({ text }) => text.includes('お休み'));
    expect(told?.text).toBe('Person P01Aさんは、しばらくお休みです。');
    expect(more).toEqual([]);
  });

  it('ends every reply that asks nothing, with the way back below it', async () => {
    const phone = world.phone('P01A');
    for (const said of ['次回', '相談先', 'ひとりごと', '設定', '使い方']) {
      const before = phone.received.length;
      await phone.say(said);
      expect(
        phone.textsSince(before).filter((text) => text === pauseOf15),
        said,
      ).toHaveLength(1);
      expect(phone.lastText(), said).toBe(pauseOf15);
      expect(phone.labels().at(-1), said).toBe('再開する');
    }
    await phone.sendSticker();
    expect(phone.lastText()).toBe(pauseOf15);
    expect(phone.labels()).toEqual(['次回', '振り返り', '相談先', '再開する']);
    await phone.say('設定');
    expect(phone.button('再開する').data).toBe('b1:k:-:pause:off');
  });

  it('leaves nobody with a wrong date: one that was announced before and moves is passed on by the pair', async () => {
    await world.playUntil('2024-11-05T12:00:00+09:00');
    const phone = world.phone('P04A');
    expect(pushesTo(phone)).toHaveLength(1);
    await phone.say('お休み');
    await phone.tap('2週間');
    const now = world.clock.now();
    await world.onSession('04/mentoring/1', (records, sessionId) =>
      moveSession(records, { sessionId, startsAt: new Date('2024-11-06T12:00:00Z'), minutes: 40, now }),
    );
    await world.playUntil('2024-11-05T12:01:00+09:00');
    expect(pushesTo(phone)).toHaveLength(1);
    expect(groupHolds('04', 'いつもの連絡先でお伝えいただけますか')).toBe(1);
    await phone.say('次回');
    expect(phone.textsSince(0).at(-2)).toContain('11月6日(水) 21:00');
  });

  it('drops what falls due in it: no reminder, no ask, no nudge, nor a request to pass them on', async () => {
    await world.playUntil('2024-11-05T19:30:00+09:00');
    expect(pushesTo(world.phone('P01A'))).toEqual([]);
    expect(pushesTo(world.phone('P02A'))).toHaveLength(1);
    expect(groupHolds('01', 'Person P01Aさんはお休み中です。お知らせは送っていません。')).toBeGreaterThan(0);
    expect(groupHolds('01', 'LINEでお届けできない状態です')).toBe(0);
    await world.playUntil('2024-11-10T12:00:00+09:00');
    expect(await fateOf('P01A')).toEqual([
      'reminder.participant skipped paused',
      'ask.participant skipped paused',
      'nudge.participant skipped paused',
    ]);
    expect(pushesTo(world.phone('P01A'))).toEqual([]);
  });

  it('leaves forms as they are: a question is a question, with nothing below it', async () => {
    const phone = world.phone('P01A');
    await phone.say('振り返り');
    expect(phone.lastText()).toContain('いかがでしたか');
    expect(phone.textsSince(0).at(-1)).not.toContain('お休み');
    await phone.say('5');
    await phone.say('お休み');
    expect(phone.lastText()).toContain('いつまでお休みしますか');
    await phone.say('送る');
    expect(phone.textsSince(0).at(-2)).toContain('受け取りました');
    expect(phone.lastText()).toBe(pauseOf15);
  });

  it('ends by a tap or a word; nothing dropped comes late, and what stands in the pair’s place is drawn anew', async () => {
    const phone = world.phone('P01A');
    const old = phone.button('2週間').data ?? '';
    await phone.say('再開する');
    expect(phone.lastText()).toBe('おかえりなさい。お知らせを再開します。');
    await world.playUntil(new Date(world.clock.now().getTime() + 60_000));
    expect(groupHolds('01', 'Person P01Aさんは、お休みから戻りました。')).toBe(1);
    expect(groupHolds('01', 'しばらくお休みです')).toBe(0);
    await phone.say('次回');
    expect(phone.lastText()).not.toContain('お休み');
    await world.playUntil('2024-11-18T21:00:00+09:00');
    expect(pushesTo(phone)).toHaveLength(1);
    expect(pushesTo(phone)[0]).toContain('11月19日(火) 20:00');
    // An old button means two weeks from the day it is tapped.
    await phone.tapData(old);
    expect(await pausedUntil('P01A')).toBe('2024-12-02');
  });

  it('lasts until the day that was picked; what an old picker still offers is checked again', async () => {
    const phone = world.phone('P03A');
    const today = new Date('2024-11-18T21:00:00+09:00');
    expect(world.clock.now() >= today).toBe(true);
    await phone.say('お休み');
    const picker = phone.button('日を選ぶ');
    expect(picker).toMatchObject({
      kind: 'datetimepicker',
      mode: 'date',
      initial: '2024-12-02',
      min: '2024-11-18',
      max: '2025-05-17',
    });
    await phone.pick('日を選ぶ', '2024-12-01');
    expect(await pausedUntil('P03A')).toBe('2024-12-01');
    expect(phone.lastText()).toContain('12月1日までお休みです');
    const data = picker.data ?? '';
    const stale = async (params?: Readonly<Record<string, string>>): Promise<string> => {
      const before = phone.received.length;
      await phone.tapData(data, params);
      return phone.textsSince(before).join('\n');
    };
    expect(await stale({ date: '2024-11-17' })).toMatch(/^その日は過ぎています。\nいつまでお休みしますか/u);
    expect(await stale({ date: '2030-01-01' })).toMatch(/^5月17日までの日を選んでください。\nいつまで/u);
    for (const odd of [{ date: '2024-02-30' }, { date: 'x' }, { time: '10:00' }, undefined])
      expect(await stale(odd)).toMatch(/^いつまでお休みしますか/u);
    await phone.say('日を選ぶ');
    expect(phone.textsSince(0).at(-2)).toBe('いつまでお休みしますか。');
    expect(await pausedUntil('P03A')).toBe('2024-12-01');
  });

  it('is over by itself when its last day is', async () => {
    const phone = world.phone('P03A');
    await world.playUntil('2024-12-01T23:59:00+09:00');
    await phone.say('次回');
    expect(phone.lastText()).toContain('12月1日までお休みです');
    await world.playUntil('2024-12-02T00:00:00+09:00');
    await phone.say('次回');
    expect(phone.lastText()).not.toContain('お休み');
    await phone.say('再開');
    expect(phone.lastText()).toBe('いまはお休みしていません。');
  });
});
