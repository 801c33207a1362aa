import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import type { Phone } from '../support/flows/flow-phone.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import {
  answersOf,
  isKept,
  joinAll,
  murmursOf,
  pushesTo,
  reflectionOf,
} from '../support/line/line-records.ts';
import { manyParticipants } from '../support/line/many-participants.ts';

const { codes, files } = manyParticipants(12);

describe('the words of a reflection on LINE', () => {
  let world: FlowWorld;
  let taken = 0;

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url, ...files });
    await joinAll(world, codes);
    await world.playUntil('2024-11-05T20:45:00+09:00');
  });
  afterAll(() => world.close());

  type Writer = { readonly code: string; readonly phone: Phone };
  /** Somebody who rated and was asked for words; everybody writes in one test only. */
  const writing = async (): Promise<Writer> => {
    const code = codes[taken] ?? '';
    taken += 1;
    const phone = world.phone(code);
    await phone.tap('終わったら振り返る');
    await phone.say('4');
    await phone.say('ひとこと残して送る');
    expect(phone.lastText()).toContain('心に残った言葉があれば');
    return { code, phone };
  };
  const later = (minutes: number): Promise<void> =>
    world.playUntil(new Date(world.clock.now().getTime() + minutes * 60_000));
  const wordsOf = async ({ code }: Writer): Promise<unknown> => (await answersOf(world, code)).words;

  it('collects bubble after bubble and moves on only when told to', async () => {
    const writer = await writing();
    const { code, phone } = writer;
    for (const text of ['一行目', 'にぎょうめ', '3']) {
      await phone.say(text);
      expect(phone.lastText()).toContain(`「${text}」を残しました。続けて送ると書き足せます。`);
    }
    expect(await reflectionOf(world, code)).toMatchObject({ position: 'words' });
    await phone.say('次へ');
    expect(phone.lastText()).toContain('次の一歩');
    await phone.say('小さく始める');
    await phone.tap('次へ');
    expect(phone.lastText()).toContain('これで送りますか');
    await phone.say('送る');
    expect(await answersOf(world, code)).toMatchObject({
      words: { kind: 'text', text: '一行目\nにぎょうめ\n3' },
      next: { kind: 'text', text: '小さく始める' },
    });
    expect(await reflectionOf(world, code)).toMatchObject({ status: 'sent' });
    expect(await murmursOf(world, code)).toEqual([]);
  });

  it('keeps five thousand signs with emoji, quotes and line breaks to the last one, all the way to sending', async () => {
    const long = `${'あ😀e\u0301👨‍👩‍👧\n"\\<@U1>\t'.repeat(400)}終`.slice(0, 4_990).concat('おわり');
    const writer = await writing();
    const { code, phone } = writer;
    expect(await phone.say(long)).toMatchObject({ status: 200 });
    expect(await wordsOf(writer)).toEqual({ kind: 'text', text: long });
    expect(phone.lastText()).toContain(`（${Array.from(long).length.toLocaleString('ja-JP')}文字）`);
    await phone.say('二つ目');
    await phone.say('次へ');
    await phone.say('とばす');
    expect(phone.lastText()).toContain('これで送りますか');
    await phone.say('送る');
    expect(await wordsOf(writer)).toEqual({ kind: 'text', text: `${long}\n二つ目` });
    expect(await reflectionOf(world, code)).toMatchObject({ status: 'sent' });
  });

  it('starts over, skips and goes back, tapped or typed', async () => {
    const writer = await writing();
    const { code, phone } = writer;
    await phone.say('やっぱり違う');
    await phone.say('書き直す');
    expect(await wordsOf(writer)).toBeUndefined();
    expect(phone.lastText()).toContain('心に残った言葉');
    await phone.say('こちらです');
    await phone.say('次へ');
    await phone.tap('もどる');
    expect(phone.lastText()).toContain('心に残った言葉');
    await phone.tap('とばす');
    expect(phone.lastText()).toContain('次の一歩');
    await phone.say('まだ決めていない');
    expect(phone.lastText()).toContain('これで送りますか');
    expect(phone.lastText()).toContain('次の一歩：–');
    expect(await answersOf(world, code)).toEqual({
      q1: { kind: 'rating', met: true, satisfaction: 4 },
      words: { kind: 'text', text: 'こちらです' },
    });
  });

  it('makes a murmur of what was written, which then is nowhere in the answers', async () => {
    const writer = await writing();
    const { code, phone } = writer;
    await phone.say('これは胸の中に');
    const { messageId } = await phone.say('しまっておく');
    await phone.say('つぶやきにする');
    expect(await wordsOf(writer)).toBeUndefined();
    expect(await world.query("select 1 from answers where position('胸の中' in value::text) > 0")).toEqual(
      [],
    );
    expect(await murmursOf(world, code)).toEqual(['これは胸の中に', 'しまっておく']);
    expect(phone.lastText()).toContain('心に残った言葉');
    await phone.unsend(messageId ?? '');
    expect(await murmursOf(world, code)).toEqual(['これは胸の中に']);
    expect(await isKept(world, 'しまっておく')).toBe(false);
  });

  it('offers what was written earlier in the form as the answer, and can still take it back', async () => {
    const { code, phone } = await writing();
    await phone.say('もどる');
    const { messageId } = await phone.say('自分の言葉で話せた');
    expect(await murmursOf(world, code)).toEqual(['自分の言葉で話せた']);
    await phone.say('ひとこと残して送る');
    await phone.say('さっきの言葉を使う');
    expect(await answersOf(world, code)).toMatchObject({ words: { text: '自分の言葉で話せた' } });
    expect(await murmursOf(world, code)).toEqual([]);
    await phone.unsend(messageId ?? '');
    expect(await answersOf(world, code)).not.toHaveProperty('words');
    expect(await isKept(world, '自分の言葉で話せた')).toBe(false);
  });

  it('empties one bubble that was taken back and keeps the others; the next answer begins by saying so', async () => {
    const writer = await writing();
    const { phone } = writer;
    await phone.say('残ること');
    const { messageId } = await phone.say('消えること');
    await phone.say('これも残る');
    const before = phone.received.length;
    await phone.unsend(messageId ?? '');
    expect(phone.received).toHaveLength(before);
    expect(await wordsOf(writer)).toEqual({ kind: 'text', text: '残ること\nこれも残る' });
    expect(await isKept(world, '消えること')).toBe(false);
    await phone.say('次へ');
    expect(phone.textsSince(before)[0]).toBe('取り消された文章は、こちらからも消しました。');
    await phone.say('もどる');
    expect(phone.textsSince(before).filter((text) => text.includes('取り消された'))).toHaveLength(1);
  });

  it('asks whether a text that comes late is the answer; untouched it stays a murmur', async () => {
    const writer = await writing();
    const { code, phone } = writer;
    await later(31);
    await phone.say('遅れてきた言葉');
    expect(phone.lastText()).toContain('今の文章は、第1回の「心に残った言葉」の答えですか');
    expect(await wordsOf(writer)).toBeUndefined();
    expect(await murmursOf(world, code)).toEqual(['遅れてきた言葉']);
    const { messageId } = await phone.say('もうひとつ');
    await phone.say('答えにする');
    expect(await wordsOf(writer)).toEqual({ kind: 'text', text: 'もうひとつ' });
    expect(await murmursOf(world, code)).toEqual(['遅れてきた言葉']);
    await phone.unsend(messageId ?? '');
    expect(await wordsOf(writer)).toBeUndefined();
  });

  it('counts half an hour from the last bubble, not from the question', async () => {
    const writer = await writing();
    await writer.phone.say('はじめ');
    await later(20);
    await writer.phone.say('つづき');
    await later(20);
    await writer.phone.say('おわり');
    expect(await wordsOf(writer)).toEqual({ kind: 'text', text: 'はじめ\nつづき\nおわり' });
  });

  it('is not reset by a sticker, a picture or a look at the next meeting', async () => {
    const writer = await writing();
    const { phone } = writer;
    await phone.say('ここまで');
    await phone.sendSticker();
    expect(phone.lastText()).toContain('心に残った言葉');
    await phone.sendMedia('image');
    await phone.say('次回');
    await phone.say('ここからも');
    expect(await wordsOf(writer)).toEqual({ kind: 'text', text: 'ここまで\nここからも' });
  });

  it('opens the murmur of the menu without losing the form', async () => {
    const writer = await writing();
    const { code, phone } = writer;
    await phone.say('つぶやき');
    expect(phone.lastText()).toContain('あなただけに残ります');
    await phone.say('5');
    expect(await murmursOf(world, code)).toEqual(['5']);
    expect(await wordsOf(writer)).toBeUndefined();
    await phone.say('振り返り');
    expect(phone.textsSince(0).join('\n')).toContain('第1回（11月5日）の続きです');
    await phone.say('続きの言葉');
    expect(await wordsOf(writer)).toEqual({ kind: 'text', text: '続きの言葉' });
  });

  it('shares nothing before it is sent: neither mentor has read a word of the open forms', () => {
    for (const seat of [1, 2, 3].flatMap((team) => [`M0${team}A`, `M0${team}B`])) {
      const read = world
        .slackOf(seat)
        .messages()
        .map((one) => world.slackOf(seat).textOf(one))
        .join('\n');
      expect(read).not.toMatch(/こちらです|残ること|遅れてきた|ここまで|続きの言葉/u);
    }
  });

  it('pushed nothing but the one reminder, and broke no rule of LINE', () => {
    for (const code of codes) expect(pushesTo(world.phone(code)).length, code).toBeLessThanOrEqual(2);
    const asked = codes.filter((code) => pushesTo(world.phone(code)).length === 2);
    expect(asked.length).toBeLessThanOrEqual(codes.length - taken);
    expect(world.line.violations).toEqual([]);
  });
});
