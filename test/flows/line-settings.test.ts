import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { rosterOfTeams, sessionsFile, teamCodes } from '../support/flows/flow-teams.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { joinAll, pushesTo } from '../support/line/line-records.ts';

const teams = teamCodes(6);
const codes = teams.map((team) => `P${team}A`);

describe('a participant’s settings on LINE', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({
      databaseUrl: (await createTestDatabase()).url,
      roster: rosterOfTeams(teams.length),
      sessions: sessionsFile(teams.map((team) => ({ team, date: '2024-11-05', start: '20:00' }))),
    });
    await joinAll(world, codes.slice(0, -1));
  });
  afterAll(async () => {
    expect(world.line.violations).toEqual([]);
    expect(world.slack.violations).toEqual([]);
    await world.close();
  });

  const personOf = async (code: string): Promise<Readonly<Record<string, unknown>> | undefined> =>
    (
      await world.query(
        'select language, zone, quiet_ranges, fewer_messages, paused_until from people where code = $1',
        [code],
      )
    )[0];
  const reminderOf = async (code: string): Promise<unknown> =>
    (
      await world.query(
        `select d.due_at from deliveries d join people p on p.id = d.person_id
         where p.code = $1 and d.kind = 'reminder.participant' and d.state = 'planned'`,
        [code],
      )
    )[0]?.due_at;
  const pushCount = (): number => world.line.ledger.filter(({ via }) => via === 'push').length;

  it('are found from 次回 and by typing, and say what is open to whom', async () => {
    const phone = world.phone('P01A');
    await phone.say('次回');
    await phone.tap('設定');
    expect(phone.labels()).toEqual([
      'お知らせの時間',
      'お知らせを減らす',
      'しばらくお休み',
      'ことば',
      '預かる内容',
      '登録をやめる',
      '記録を見る',
    ]);
    expect(phone.lastText()).toContain('記録を消すことは、事務局でうけたまわります：desk@example.org');
  });

  it('change the language of the very next message, and back', async () => {
    const phone = world.phone('P01A');
    await phone.say('設定');
    const before = phone.button('ことば').data ?? '';
    await phone.tap('ことば');
    await phone.tap('English');
    expect(phone.lastText()).toBe('All right. From now on in English.');
    await phone.say('settings');
    expect(phone.lastText()).toContain('What would you like to change?');
    expect(phone.labels()).toContain('Fewer notices');
    await phone.tapData(before);
    await phone.tap('日本語');
    expect(phone.lastText()).toContain('日本語でお届けします');
  });

  it('move the reminder into the hours that were chosen, however often the button is tapped', async () => {
    const phone = world.phone('P01A');
    expect(await reminderOf('P01A')).toEqual(new Date('2024-11-04T20:00:00+09:00'));
    await phone.say('設定');
    await phone.tap('お知らせの時間');
    expect(phone.lastText()).toContain('21:00–8:00（日本時間）');
    const office = phone.button('9時〜18時に届く').data ?? '';
    for (const _ of [1, 2]) await phone.tapData(office);
    expect(await reminderOf('P01A')).toEqual(new Date('2024-11-04T17:59:00+09:00'));
    await phone.tap('12時〜13時に届く');
    expect(await reminderOf('P01A')).toEqual(new Date('2024-11-04T12:59:00+09:00'));
    await phone.tap('8時〜21時に届く');
    expect(await reminderOf('P01A')).toEqual(new Date('2024-11-04T20:00:00+09:00'));
  });

  it('speak of the clock where somebody lives, in every page of places', async () => {
    const phone = world.phone('P01A');
    await phone.say('設定');
    await phone.tap('お知らせの時間');
    await phone.tap('住んでいるところを変える');
    expect(phone.lastText()).toContain('いまは日本時間です');
    for (let page = 0; page < 10 && !phone.offers('ロサンゼルス'); page += 1) await phone.tap('ほかのところ');
    await phone.tap('ロサンゼルス');
    expect(phone.lastText()).toBe('わかりました。これからはロサンゼルス時間でお伝えします。');
    expect(await personOf('P01A')).toMatchObject({ zone: 'America/Los_Angeles' });
    // 20:00 in Japan is 3:00 there: the evening before lies on their fourth of November, 20:00.
    expect(await reminderOf('P01A')).toEqual(new Date('2024-11-05T04:00:00Z'));
    await phone.say('次回');
    expect(phone.lastText()).toContain('11月5日(火) 3:00');
    await phone.tapData('b1:k:-:zone:Mars.Olympus');
    expect(await personOf('P01A')).toMatchObject({ zone: 'America/Los_Angeles' });
  });

  it('are open to who has not agreed to anything yet', async () => {
    const phone = world.phone('P06A');
    await phone.follow();
    await phone.say(await world.issueCode('P06A'));
    await phone.say('お休み');
    await phone.tap('2週間');
    expect(await personOf('P06A')).toMatchObject({ paused_until: '2024-11-15' });
    expect(phone.lastText()).toContain('11月15日までお休みです');
    await phone.say('再開');
    expect(phone.lastText()).toBe('おかえりなさい。お知らせを再開します。');
    await phone.say('再開');
    expect(phone.lastText()).toBe('いまはお休みしていません。');
  });

  it('cost nothing', () => {
    expect(pushCount()).toBe(0);
  });

  it('with fewer notices keep the reminder and leave out ask and nudge, and an old button sets, never toggles', async () => {
    const phone = world.phone('P02A');
    await phone.say('設定');
    const fewer = phone.button('お知らせを減らす').data ?? '';
    for (const _ of [1, 2]) await phone.tapData(fewer);
    expect(phone.lastText()).toContain('前日のご案内はそのままです');
    expect(await personOf('P02A')).toMatchObject({ fewer_messages: true });
    await phone.say('設定');
    expect(phone.labels()).toContain('お知らせをもとに戻す');
    expect(phone.labels()).not.toContain('お知らせを減らす');
    // Asked to be asked again after the session was planned, and changed their mind when the ask was planned.
    await world.playUntil('2024-11-05T20:45:00+09:00');
    const third = world.phone('P03A');
    await third.say('設定');
    await third.tap('お知らせを減らす');
    await world.playUntil('2024-11-09T13:00:00+09:00');
    const kinds = await world.query(
      `select p.code, d.kind, d.state, d.reason from deliveries d join people p on p.id = d.person_id
       where p.code in ('P02A', 'P03A', 'P04A') and d.platform = 'line' order by 1, 2`,
    );
    expect(kinds).toEqual([
      { code: 'P02A', kind: 'reminder.participant', state: 'sent', reason: null },
      { code: 'P03A', kind: 'ask.participant', state: 'cancelled', reason: 'fewer_messages' },
      { code: 'P03A', kind: 'nudge.participant', state: 'cancelled', reason: 'fewer_messages' },
      { code: 'P03A', kind: 'reminder.participant', state: 'sent', reason: null },
      { code: 'P04A', kind: 'ask.participant', state: 'sent', reason: null },
      { code: 'P04A', kind: 'nudge.participant', state: 'sent', reason: null },
      { code: 'P04A', kind: 'reminder.participant', state: 'sent', reason: null },
    ]);
    expect(pushesTo(phone)).toHaveLength(1);
    await phone.say('振り返り');
    expect(phone.lastText()).toContain('いかがでしたか');
    await phone.say('あとにする');
    await phone.tap('お知らせをもとに戻す');
    expect(await personOf('P02A')).toMatchObject({ fewer_messages: false });
  });

  it('show one’s own records as texts, newest first, whole however long, and nothing of anybody else', async () => {
    const phone = world.phone('P05A');
    await phone.say('設定');
    await phone.tap('記録を見る');
    expect(phone.lastText()).toBe('まだ記録はありません。');
    await phone.tap('終わったら振り返る');
    await phone.say('4');
    await phone.say('ひとこと残して送る');
    const words = Array.from({ length: 5 }, (_, index) => `${index}${'言葉😀'.repeat(1_200)}`);
    for (const one of words) await phone.say(one);
    await phone.say('次へ');
    await phone.say('とばす');
    await phone.say('送る');
    const { messageId } = await phone.say('言わなかったことに');
    await phone.unsend(messageId ?? '');
    const records = phone.button('記録を見る').data ?? '';
    const noted = phone.received.length;
    await phone.tapData(records);
    expect(phone.textsSince(noted)).toHaveLength(5);
    expect(phone.textsSince(noted)[0]).toMatch(
      /^取り消された文章は、こちらからも消しました。\n第1回（11月5日）\n/u,
    );
    await phone.say('設定');
    const before = phone.received.length;
    await phone.tap('記録を見る');
    const first = phone.textsSince(before);
    expect(first).toHaveLength(5);
    expect(first[0]).toMatch(/^第1回（11月5日）\n満足度：4 よかった\n/u);
    expect(first.at(-1)).toBe('続きがあります。');
    await phone.tap('前の記録を見る');
    const all = phone.textsSince(before).filter((text) => text !== '続きがあります。');
    expect(all.at(-1)).toContain('記録は、これですべてです');
    const shown = all.slice(0, -1).join('').replaceAll('\n', '');
    expect(shown).toContain(`心に残った言葉：${words.join('')}`);
    expect(phone.received.every(({ message }) => JSON.stringify(message).isWellFormed())).toBe(true);
  });
});
