import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import type { Phone } from '../support/flows/flow-phone.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import {
  answersOf,
  isKept,
  joinAll,
  lockScreenOf,
  murmursOf,
  pushesTo,
  reflectionOf,
} from '../support/line/line-records.ts';
import { manyParticipants } from '../support/line/many-participants.ts';

const { codes, files } = manyParticipants(22);

describe('the choices of a reflection on LINE', () => {
  let world: FlowWorld;
  let taken = 0;

  beforeAll(async () => {
    const { url } = await createTestDatabase();
    world = await createFlowWorld({ databaseUrl: url, ...files });
    await joinAll(world, codes);
    await world.playUntil('2024-11-05T20:45:00+09:00');
  });
  afterAll(() => world.close());

  /** Everybody answers in one test only. */
  const somebody = (): { readonly code: string; readonly phone: Phone } => {
    const code = codes[taken] ?? '';
    taken += 1;
    return { code, phone: world.phone(code) };
  };
  const begun = async (): Promise<{ readonly code: string; readonly phone: Phone }> => {
    const one = somebody();
    await one.phone.tap('終わったら振り返る');
    return one;
  };

  it('takes a rating however it is given: a digit, in full width, in kanji, the label, a listed synonym', async () => {
    const { code, phone } = await begun();
    const typed: readonly (readonly [string, number])[] = [
      ['4', 4],
      ['３', 3],
      ['五', 5],
      ['２ あまりよくなかった', 2],
      ['よかった', 4],
      [' １。', 1],
      ['とても良かったです', 5],
      ['よくなかった', 1],
    ];
    for (const [text, satisfaction] of typed) {
      await phone.say('もどる');
      await phone.say(text);
      expect(await reflectionOf(world, code), text).toMatchObject({ met: true, satisfaction });
    }
    expect(await murmursOf(world, code)).toEqual([]);
  });

  it('takes a word for a murmur that only contains a label, and shows the question again', async () => {
    const { code, phone } = await begun();
    await phone.say('よかったかどうか、まだわからない');
    expect(await reflectionOf(world, code)).toMatchObject({ satisfaction: null, position: 'q1' });
    expect(await murmursOf(world, code)).toEqual(['よかったかどうか、まだわからない']);
    expect(phone.lastText()).toContain('いかがでしたか');
    expect(phone.offers('つぶやきを事務局に')).toBe(true);
    await phone.say('もう一言');
    expect(phone.textsSince(0).filter((text) => text.includes('振り返りは続きからどうぞ'))).toHaveLength(1);
    await phone.say('4');
    expect(await reflectionOf(world, code)).toMatchObject({ satisfaction: 4 });
  });

  it('names the range for a number that fits nothing, and never keeps it as a murmur', async () => {
    const { code, phone } = await begun();
    for (const number of ['7', '０', '100']) await phone.say(number);
    expect(phone.textsSince(0).filter((text) => text.includes('1〜5の数字か、ボタンで'))).toHaveLength(3);
    expect(await murmursOf(world, code)).toEqual([]);
    expect(phone.lastText()).toContain('いかがでしたか');
  });

  it('sets and never toggles, however often the same button is tapped', async () => {
    const { code, phone } = await begun();
    const rate = phone.button('4 よかった').data ?? '';
    await phone.tapData(rate);
    await phone.tapData(rate);
    const topic = phone.button('運営のこと').data ?? '';
    await phone.tapData(topic);
    await phone.tapData(topic);
    expect(await reflectionOf(world, code)).toMatchObject({ satisfaction: 4, position: 'topics' });
    expect((await answersOf(world, code)).topics).toEqual({ kind: 'choices', values: ['running'] });
    expect(phone.textsSince(0).join()).not.toContain('直しました');
  });

  it('marks chosen topics, takes them back by their own button, and takes several typed at once', async () => {
    const { code, phone } = await begun();
    await phone.say('3');
    await phone.say('運営、キャリア');
    expect(phone.offers('✓ 運営のこと')).toBe(true);
    await phone.tap('✓ 運営のこと');
    expect((await answersOf(world, code)).topics).toEqual({ kind: 'choices', values: ['career'] });
    await phone.say('１ ２');
    expect((await answersOf(world, code)).topics).toMatchObject({ values: ['career', 'running', 'work'] });
    await phone.say('14');
    expect((await answersOf(world, code)).topics).toMatchObject({
      values: ['career', 'work', 'running', 'other'],
    });
    await phone.say('9');
    expect(phone.textsSince(0).join()).toContain('1〜4の数字か');
  });

  it('is complete with three taps, and says thanks once', async () => {
    const { code, phone } = await begun();
    await phone.tap('5 とてもよかった');
    await phone.tap('自分の仕事');
    await phone.tap('これで送る');
    expect(await reflectionOf(world, code)).toMatchObject({ status: 'sent', satisfaction: 5 });
    expect(phone.lastText()).toContain('5 とてもよかった／自分の仕事');
    expect(phone.textsSince(0).filter((text) => text.includes('受け取りました'))).toHaveLength(1);
  });

  it('sends without a topic, and is done with two taps when nobody met', async () => {
    const without = await begun();
    await without.phone.say('4');
    await without.phone.say('送る');
    expect(await reflectionOf(world, without.code)).toMatchObject({ status: 'sent' });

    const notMet = await begun();
    await notMet.phone.say('会えなかった');
    expect(notMet.phone.lastText()).toContain('どうだったか教えてください');
    expect(notMet.phone.lastText()).toContain('事務局だけが読みます');
    await notMet.phone.tap('これで送る');
    expect(await reflectionOf(world, notMet.code)).toMatchObject({
      status: 'sent',
      met: false,
      satisfaction: null,
    });

    const reason = await begun();
    await reason.phone.say('会えなかった');
    await reason.phone.say('急用');
    expect(await answersOf(world, reason.code)).toMatchObject({
      reason: { kind: 'choice', value: 'errand' },
    });
  });

  it('corrects from a bubble of long ago, and an answer sent from the thanks again', async () => {
    const { code, phone } = await begun();
    const [three, five] = ['3 どちらともいえない', '5 とてもよかった'].map(
      (label) => phone.button(label).data ?? '',
    );
    await phone.tapData(five ?? '');
    await phone.tapData(three ?? '');
    expect(phone.textsSince(0).join('\n')).toContain('「3 どちらともいえない」に直しました');
    expect(phone.lastText()).toContain('話したこと');
    await phone.tap('これで送る');
    const before = phone.received.length;
    await phone.tapData(three ?? '');
    expect(phone.textsSince(before).join()).not.toContain('直しました');
    expect(phone.lastText()).toContain('受け取りました');
    await phone.tapData(five ?? '');
    expect(phone.textsSince(before).join()).toContain('「5 とてもよかった」に直しました');
    expect(await reflectionOf(world, code)).toMatchObject({ status: 'sent', satisfaction: 5 });
  });

  it('changes one answer at the check and comes back to it', async () => {
    const { code, phone } = await begun();
    await phone.say('2');
    await phone.say('ひとこと残して送る');
    await phone.say('ひとつ');
    await phone.say('次へ');
    await phone.say('まだ決めていない');
    expect(phone.lastText()).toContain('これで送りますか');
    await phone.say('直す');
    await phone.say('満足度');
    await phone.say('4');
    expect(phone.lastText()).toContain('これで送りますか');
    expect(phone.lastText()).toContain('4 よかった');
    await phone.tap('直す');
    await phone.tap('心に残った言葉');
    await phone.say('ふたつ');
    await phone.tap('次へ');
    expect(phone.lastText()).toContain('これで送りますか');
    await phone.say('これで送る');
    expect(await answersOf(world, code)).toEqual({
      q1: { kind: 'rating', met: true, satisfaction: 4 },
      words: { kind: 'text', text: 'ひとつ\nふたつ' },
    });
    await phone.say('直す');
    await phone.say('話したこと');
    await phone.say('運営');
    expect(phone.lastText()).toContain('受け取りました');
    expect(await reflectionOf(world, code)).toMatchObject({ status: 'sent' });
  });

  it('deletes what was answered so far when asked to: nothing stands, and nothing counts', async () => {
    const { code, phone } = await begun();
    await phone.say('1');
    await phone.say('ひとこと残して送る');
    await phone.say('消してほしい答え');
    await phone.say('あとにする');
    expect(phone.lastText()).toContain('ここまでの答えは預かっています');
    await phone.say('ここまでを消す');
    expect(phone.lastText()).toContain('消しました');
    expect(await answersOf(world, code)).toEqual({});
    expect(await reflectionOf(world, code)).toMatchObject({
      met: null,
      satisfaction: null,
      answered_at: null,
    });
    expect(await isKept(world, '消してほしい答え')).toBe(false);
    await phone.say('振り返り');
    expect(phone.lastText()).toContain('いかがでしたか');
  });

  it('waits while something else is looked up, and goes on where it stood', async () => {
    const { code, phone } = await begun();
    await phone.say('4');
    for (const command of ['次回', '相談先', '使い方', '設定']) await phone.say(command);
    await phone.say('振り返り');
    expect(phone.textsSince(0).join('\n')).toContain('第1回（11月5日）の続きです。ここまで：4 よかった');
    expect(phone.lastText()).toContain('話したこと');
    expect(await reflectionOf(world, code)).toMatchObject({ satisfaction: 4, status: 'open' });
  });

  it('shows nothing but the date on a locked screen', () => {
    const rating = world.phone('P01').received.map(({ message }) => lockScreenOf(message));
    expect(rating.filter((text) => text === '11月5日の回のひとこと').length).toBeGreaterThan(0);
    const shown = world.line.ledger.flatMap(({ messages }) =>
      messages.filter(({ type }) => type === 'flex').map(lockScreenOf),
    );
    expect(shown.filter((text) => /[1-5] (とても)?よ|Org|Mentor|消してほしい/u.test(text))).toEqual([]);
  });

  it('pushed nothing but the one reminder, and broke no rule of LINE', () => {
    for (const code of codes) expect(pushesTo(world.phone(code))).toHaveLength(1);
    expect(world.line.violations).toEqual([]);
  });
});
