import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replaceMentor } from '../../src/use-cases/replacing/replace-mentor.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { datesIn, datesRoster, datesSessions, seconds } from '../support/flows/flow-dates.ts';
import type { Phone } from '../support/flows/flow-phone.ts';
import type { SlackSeat } from '../support/flows/flow-slack.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { isKept, joinAll, murmursOf } from '../support/line/line-records.ts';

const first = '2024-11-26T21:00:00+09:00';
const second = '2024-11-28T21:00:00+09:00';
const teams = ['01', '02', '03', '04', '05'];
const ask = '日程のお返事でしたら、このままメンターのおふたりに渡せます。';
const gone = 'ここにあった言葉は、取り消されました。';

describe('free words after times were shown', () => {
  let world: FlowWorld;
  let dates: ReturnType<typeof datesIn>;

  beforeAll(async () => {
    const { url: databaseUrl } = await createTestDatabase();
    world = await createFlowWorld({ databaseUrl, roster: datesRoster, sessions: datesSessions });
    dates = datesIn(world);
    await joinAll(world, teams.map((team) => `P${team}A`).concat('P05B'));
    await world.playUntil('2024-11-06T12:30:00+09:00');
    for (const team of teams) {
      await world.phone(`P${team}A`).tap('今回は書かない');
      await dates.schedule(team, { start1: seconds(first), start2: seconds(second) });
    }
    await world.playUntil('2024-11-07T12:40:00+09:00');
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    expect(world.line.violations).toEqual([]);
    await world.close();
  });

  /** Writes it and answers the data of the two buttons. */
  const write = async (phone: Phone, text: string) => {
    const texts = phone.received.length;
    const { messageId } = await phone.say(text);
    expect(phone.textsSince(texts)[0]).toContain(ask);
    const [pass, keep] = ['メンターに渡す', 'つぶやきにする'].map((label) => phone.button(label).data);
    if (pass === undefined || keep === undefined) throw new Error('without its buttons');
    return { messageId: messageId ?? '', pass, keep };
  };
  const wordsRows = (team: string) =>
    world.query(
      `select d.id from deliveries d join teams t on t.id = d.team_id
       where t.code = $1 and d.kind = 'words.pair'`,
      [team],
    );

  it('are kept for their writer alone, and offered to the mentors with who reads them', async () => {
    const phone = world.phone('P01A');
    expect(phone.lastText()).toContain('日時の候補です');
    const before = world.slack.ledger.length;
    await write(phone, '木曜なら21時で');
    expect(phone.lastText()).toContain('メンターのおふたりと、日程を合わせる方に伝わります。');
    expect(phone.labels()).toEqual(['メンターに渡す', 'つぶやきにする']);
    expect(await murmursOf(world, 'P01A')).toEqual(['木曜なら21時で']);
    await dates.aMomentLater();
    expect(world.slack.ledger).toHaveLength(before);
  });

  it('reach the pair word for word, once, with the name of who wrote them, and are taken back the same way', async () => {
    const phone = world.phone('P01A');
    const { data: pass } = phone.button('メンターに渡す');
    await phone.say('メンターに渡す');
    expect(phone.lastText()).toContain('メンターのおふたりに渡しました');
    await phone.tapData(pass ?? '');
    await dates.aMomentLater();
    expect(phone.lastText()).toContain('メンターのおふたりに渡しました');
    expect(dates.inGroup('01', '木曜なら21時で')).toBe(1);
    const seat = dates.mentorOf('01');
    expect(seat.textOf(seat.message('木曜なら21時で'))).toContain(
      '第2回の日時について、Participant 01Aさんからのことばです。',
    );
    await phone.tap('取り消す');
    expect(phone.lastText()).toContain('メンターのおふたりからは、もう読めません');
    await dates.aMomentLater();
    expect(dates.inGroup('01', '木曜なら21時で')).toBe(0);
    expect(dates.inGroup('01', gone)).toBe(1);
    await phone.tap('メンターに渡す');
    await dates.aMomentLater();
    expect(dates.inGroup('01', '木曜なら21時で')).toBe(1);
    expect(await wordsRows('01')).toHaveLength(1);
  });

  it('stand in the group without a button once the date is set, and are said to be passed on no more', async () => {
    const phone = world.phone('P04A');
    const seat = dates.mentorOf('04');
    const { pass } = await write(phone, 'どちらでも大丈夫です');
    await phone.tapData(pass);
    await dates.aMomentLater();
    const buttons = () => JSON.stringify(seat.message('どちらでも大丈夫です').blocks);
    expect(buttons()).toContain('別の候補を出す');
    await phone.tap('11月26日(火) 21:00');
    await dates.aMomentLater();
    expect(buttons()).not.toContain('別の候補を出す');
    await phone.tapData(pass);
    expect(phone.lastText()).toContain('第2回は11月26日(火) 21:00に決まりました');
    expect(phone.lastText()).not.toContain('渡');
    await phone.say('では、よろしくお願いします');
    expect(phone.lastText()).toContain('だれも読みません');
    expect(dates.inGroup('04', 'どちらでも大丈夫です')).toBe(1);
  });

  it('leave Slack and every table when their message is unsent on the phone', async () => {
    const phone = world.phone('P01A');
    const { messageId, pass } = await write(phone, '水曜は子どもの行事です');
    await phone.tapData(pass);
    await dates.aMomentLater();
    expect(dates.inGroup('01', '子どもの行事')).toBe(1);
    await phone.unsend(messageId);
    await dates.aMomentLater();
    expect(dates.inGroup('01', '子どもの行事')).toBe(0);
    expect(await isKept(world, '子どもの行事')).toBe(false);
    await phone.tapData(pass);
    expect(phone.lastText()).toContain('もう残っていません');
  });

  it('are passed on by nobody else, nor once they are deleted', async () => {
    const phone = world.phone('P02A');
    const { pass, keep } = await write(phone, '金曜の夜なら');
    await world.phone('P03A').tapData(pass);
    expect(world.phone('P03A').lastText()).toContain('別の方あてのもの');
    await phone.tapData(pass.replace(/[^:]+$/, 'nothing'));
    expect(phone.lastText()).toContain('もう残っていません');
    await phone.tapData(keep);
    expect(phone.lastText()).toBe('つぶやきとして、あなただけに残しました。');
    await phone.tap('消す');
    await phone.tapData(pass);
    expect(phone.lastText()).toContain('このつぶやきは、もう残っていません');
    await dates.aMomentLater();
    expect(await wordsRows('02')).toEqual([]);
    expect(dates.inGroup('02', '金曜の夜')).toBe(0);
  });

  it('go with the burst that is deleted, from Slack too', async () => {
    const phone = world.phone('P02A');
    const { pass, keep } = await write(phone, '土曜の朝なら');
    await phone.tapData(pass);
    await dates.aMomentLater();
    expect(dates.inGroup('02', '土曜の朝')).toBe(1);
    await phone.tapData(keep);
    await phone.tap('消す');
    await dates.aMomentLater();
    expect(dates.inGroup('02', '土曜の朝')).toBe(0);
    expect(await murmursOf(world, 'P02A')).toEqual([]);
  });

  it('are not passed on once the date is set: what is true is said instead', async () => {
    const phone = world.phone('P03A');
    const { pass } = await write(phone, 'まだ迷っています');
    await phone.tap('11月28日(木) 21:00');
    await phone.tapData(pass);
    expect(phone.lastText()).toContain('つぶやきとして、あなただけに残しています');
    expect(phone.lastText()).toContain('第2回は11月28日(木) 21:00に決まりました');
    await dates.aMomentLater();
    expect(await wordsRows('03')).toEqual([]);
    await phone.say('ありがとうございました');
    expect(phone.lastText()).toContain('あなただけに残しました');
  });

  it('are taken for the times that were shown last, in front of a form’s question and where another time was asked for', async () => {
    const phone = world.phone('P05B');
    await phone.say('振り返り');
    expect(phone.lastText()).toContain('第1回');
    await phone.tap('11月28日(木) 21:00');
    await write(phone, '週末でもかまいません');
    await phone.tap('どれも難しい');
    expect(phone.lastText()).toContain('別の日時を選べます');
    const { pass } = await write(phone, '土曜の午後なら');
    await phone.tapData(pass);
    await dates.aMomentLater();
    expect(dates.inGroup('05', '土曜の午後なら')).toBe(1);
    expect(dates.inGroup('05', '週末でもかまいません')).toBe(0);
  });

  it('are for the pair of that day: who takes a place later reads what is passed on from then on', async () => {
    const phone = world.phone('P05B');
    // Passed on in the pair's quiet hours, it waits while the pair changes.
    await world.playUntil('2024-11-07T18:30:00+09:00');
    const waiting = await write(phone, '日曜は避けたいです');
    await phone.tapData(waiting.pass);
    await world.playUntil('2024-11-07T18:31:00+09:00');
    const fresh = world.addSlack({ email: 'm05c@example.org', name: 'Mentor 05C' });
    const { programme } = world;
    await world.container.transact((records) =>
      replaceMentor(records, {
        ...{ programme, team: '05', from: 'M05A', now: world.clock.now(), dryRun: false },
        to: {
          code: 'M05C',
          added: {
            ...{ code: 'M05C', role: 'mentor', name: 'Mentor 05C', email: 'm05c@example.org', teams: ['05'] },
            ...{ organisation: null, zone: 'Asia/Tokyo', language: 'ja', quietRanges: [], blank: [] },
          },
        },
      }),
    );
    await world.container.sweeps.matchPeople();
    await world.playUntil('2024-11-07T22:10:00+09:00');
    const readBy = (seat: SlackSeat) => seat.messages().map(seat.textOf).join('\n');
    for (const seat of [dates.mentorOf('05'), world.slackOf('M05B')])
      expect(readBy(seat)).not.toContain('土曜の午後なら');
    for (const words of ['土曜の午後なら', '日曜は避けたいです']) expect(readBy(fresh)).not.toContain(words);
    const { pass } = await write(phone, '月曜の夜なら');
    await phone.tapData(pass);
    await dates.aMomentLater();
    await dates.aMomentLater();
    expect(readBy(fresh)).toContain('月曜の夜なら');
    expect(readBy(dates.mentorOf('05'))).not.toContain('月曜の夜なら');
  });

  it('are a murmur like any other once the times were shown a day ago', async () => {
    await world.playUntil('2024-11-08T13:00:00+09:00');
    const phone = world.phone('P05A');
    const texts = phone.received.length;
    await phone.say('木曜かな');
    expect(phone.textsSince(texts)[0]).toContain('だれも読みません');
    expect(phone.textsSince(texts).join('\n')).not.toContain(ask);
  });
});
