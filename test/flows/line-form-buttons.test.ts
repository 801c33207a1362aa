import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import type { Phone } from '../support/flows/flow-phone.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { answersOf, joinAll, murmursOf, pushesTo, reflectionOf } from '../support/line/line-records.ts';
import { manyParticipants } from '../support/line/many-participants.ts';

const { codes, files } = manyParticipants(8);

describe('what else arrives while a reflection is open on LINE', () => {
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

  it('takes no sticker and no file for an answer, stores none, and shows the question again', async () => {
    const { code, phone } = await begun();
    await phone.sendSticker();
    expect(phone.lastText()).toContain('いかがでしたか');
    for (const kind of ['image', 'video', 'audio', 'file', 'location'] as const) {
      const before = phone.received.length;
      await phone.sendMedia(kind);
      expect(phone.textsSince(before)[0], kind).toContain('受け取れず、保存もしていません');
      expect(phone.lastText()).toContain('いかがでしたか');
    }
    expect(await reflectionOf(world, code)).toMatchObject({ satisfaction: null, position: 'q1' });
  });

  it('opens again for who changes their mind after not this time, from the menu or an old button', async () => {
    const menu = await begun();
    await menu.phone.say('今回は書かない');
    expect(menu.phone.lastText()).toContain('気が変わったら');
    await menu.phone.say('振り返り');
    await menu.phone.say('4');
    expect(await reflectionOf(world, menu.code)).toMatchObject({ satisfaction: 4, status: 'open' });

    const button = await begun();
    await button.phone.tap('今回は書かない');
    await button.phone.tap('2 あまりよくなかった');
    expect(await reflectionOf(world, button.code)).toMatchObject({ satisfaction: 2, status: 'open' });
  });

  it('belongs to its owner: the same data from another phone change nothing and open nothing', async () => {
    const { code, phone } = await begun();
    const other = somebody();
    const stranger = world.addPhone('stranger');
    await stranger.follow();
    const reminder = pushesTo(phone).length;
    for (const label of [
      '1 よくなかった',
      'とばす',
      'あとにする',
      '終わったら振り返る',
      'まず聴いてほしい',
    ]) {
      const data = phone.button(label).data ?? '';
      await other.phone.tapData(data);
      expect(other.phone.lastText(), label).toContain('別の方あてのもの');
      await stranger.tapData(data);
      expect(stranger.lastText(), label).toContain('もう残っていません');
    }
    expect(await reflectionOf(world, code)).toMatchObject({
      satisfaction: null,
      position: 'q1',
      status: 'open',
    });
    expect(await reflectionOf(world, other.code)).toBeUndefined();
    expect(pushesTo(phone)).toHaveLength(reminder);
  });

  it('answers nonsense in a button with the truth and keeps going', async () => {
    const { code, phone } = await begun();
    const run = String((await reflectionOf(world, code))?.id);
    for (const data of [
      '',
      'x',
      'b1:a',
      `b1:a:${run}:q1:9`,
      `b1:a:${run}:nowhere:5`,
      `b1:n:${run}:q1:fly`,
      `b9:a:${run}:q1:5`,
    ]) {
      expect(await phone.tapData(data), data).toMatchObject({ status: 200 });
    }
    for (const ref of ['not-a-uuid', '00000000-0000-4000-8000-000000000000']) {
      for (const kind of ['a', 'n', 's', 't', 'm', 'c', 'k']) await phone.tapData(`b1:${kind}:${ref}:q1:5`);
    }
    expect(
      await world.query('select 1 from inbox where processed_at is null or parked_at is not null'),
    ).toEqual([]);
    await phone.say('5');
    expect(await reflectionOf(world, code)).toMatchObject({ satisfaction: 5 });
  });

  it('keeps an answer that was overtaken on its way, and stays where the newer ones have brought it', async () => {
    const { code, phone } = await begun();
    const pass = (seconds: number) => world.playUntil(new Date(world.clock.now().getTime() + seconds * 1000));
    await phone.say('3');
    await pass(1);
    world.line.faults.delayWebhooks(1, 30);
    await phone.tapData(phone.button('自分の仕事').data ?? '');
    await pass(1);
    await phone.tap('運営のこと');
    await phone.say('ひとこと残して送る');
    await phone.say('ひとつ');
    await pass(60);
    await phone.say('ふたつ');
    expect(await answersOf(world, code)).toMatchObject({
      topics: { kind: 'choices', values: ['work', 'running'] },
      words: { kind: 'text', text: 'ひとつ\nふたつ' },
    });
    expect(await murmursOf(world, code)).toEqual([]);
  });

  it('pushed nothing but the one reminder, and broke no rule of LINE', () => {
    for (const code of codes) expect(pushesTo(world.phone(code))).toHaveLength(1);
    expect(world.line.violations).toEqual([]);
  });
});
