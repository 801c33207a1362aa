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

const { codes, files } = manyParticipants(6);
type Json = Readonly<Record<string, unknown>>;

describe('webhooks of LINE in odd shapes and orders', () => {
  let world: FlowWorld;

  beforeAll(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url, ...files });
    await joinAll(world, codes);
    await world.playUntil('2024-11-05T20:45:00+09:00');
  });
  afterAll(() => world.close());

  let messages = 0;
  const from = (phone: Phone): Json => ({ type: 'user', userId: phone.user.userId });
  const textOf = (text: string): Json => {
    messages += 1;
    return { type: 'message', message: { type: 'text', id: `9${messages}`, text, quoteToken: 'q' } };
  };
  const event = (phone: Phone, act: Json, more: Json = {}): Json => ({
    ...world.line.hostile.makeEvent(act, from(phone)),
    ...more,
  });
  const post = async (...events: readonly Json[]): Promise<number> => {
    const status = await world.line.hostile.postEvents(events);
    await world.settle();
    return status;
  };
  /** Signed like LINE's own, but in a shape that LINE's specification does not have. */
  const postOdd = async (events: readonly unknown[]): Promise<number> => {
    const status = await world.line.hostile.postRaw(
      JSON.stringify({ destination: world.line.botUserId, events }),
    );
    await world.settle();
    return status;
  };
  const waiting = () => world.query('select 1 from inbox where processed_at is null');
  const inboxCount = async (): Promise<number> =>
    Number((await world.query('select count(*)::int as n from inbox'))[0]?.n);

  it('leave nothing behind when nobody signed them, or somebody else did', async () => {
    const before = await inboxCount();
    const body = JSON.stringify({
      destination: 'x',
      events: [event(world.phone('P01'), textOf('偽の言葉'))],
    });
    for (const signature of ['', 'x', 'A'.repeat(44), `${'A'.repeat(43)}=`]) {
      expect(await world.line.hostile.postRaw(body, signature)).toBe(401);
    }
    expect(await inboxCount()).toBe(before);
    expect(await isKept(world, '偽の言葉')).toBe(false);
  });

  it('are answered 200 when they carry no event, as LINE’s own verification does', async () => {
    const before = await inboxCount();
    expect(await postOdd([])).toBe(200);
    expect(await world.line.hostile.postRaw(JSON.stringify({ destination: 'x' }))).toBe(200);
    expect(await inboxCount()).toBe(before);
  });

  it('are refused as a whole beyond a megabyte; what comes next is taken', async () => {
    const phone = world.phone('P01');
    const body = JSON.stringify({ destination: 'x', events: [event(phone, textOf('長'.repeat(700_000)))] });
    expect(body.length * 3).toBeGreaterThan(2_000_000);
    expect([0, 413]).toContain(await world.line.hostile.postRaw(body));
    expect(await post(event(phone, textOf('次回')))).toBe(200);
  });

  it('are taken and let go when their type, their message or their source is unknown', async () => {
    const phone = world.phone('P01');
    const seen = phone.received.length;
    const odd: readonly unknown[] = [
      null,
      1,
      'text',
      [],
      {},
      { type: 'telepathy' },
      { type: 'message', source: from(phone) },
      { type: 'message', source: from(phone), message: { type: 'hologram', id: '1' } },
      { type: 'message', source: from(phone), message: { type: 'text', id: 1, text: 2 } },
      { type: 'postback', source: from(phone), postback: {} },
      { type: 'unsend', source: from(phone) },
      { type: 'message', source: { type: 'user' }, message: { type: 'text', id: '1', text: 'x' } },
      {
        type: 'message',
        source: { type: 'user', userId: 'x'.repeat(5_000) },
        message: { type: 'text', id: '1', text: 'x' },
      },
      {
        type: 'message',
        source: { type: 'planet', planetId: 'x' },
        message: { type: 'text', id: '1', text: 'x' },
      },
      { type: 'membership', source: from(phone), timestamp: -1 },
      { type: 'things', source: from(phone), timestamp: 1e300 },
      { type: 'beacon', source: from(phone), timestamp: 'yesterday', webhookEventId: { a: 1 } },
    ];
    expect(await postOdd(odd)).toBe(200);
    expect(await waiting()).toEqual([]);
    expect(await world.query('select 1 from inbox where parked_at is not null')).toEqual([]);
    expect(phone.received).toHaveLength(seen);
  });

  it('may hold any sign there is: NUL, half an emoji, right-to-left marks', async () => {
    const phone = world.phone('P02');
    const text = 'a\u0000b\ud83d c\u202e d';
    expect(await post(event(phone, textOf(text)))).toBe(200);
    expect(await waiting()).toEqual([]);
    expect((await murmursOf(world, 'P02')).join()).toMatch(/a.*b.*c.*d/su);
  });

  it('may hold several people and several acts of one: each in order, each with its own reply', async () => {
    const [one, two] = [world.phone('P01'), world.phone('P02')];
    await one.tap('終わったら振り返る');
    const rate = (await reflectionOf(world, 'P01'))?.id;
    const counts = [one.received.length, two.received.length];
    const status = await post(
      event(one, { type: 'postback', postback: { data: `b1:a:${String(rate)}:q1:2` } }),
      event(two, textOf('次回')),
      event(one, { type: 'postback', postback: { data: `b1:a:${String(rate)}:q1:5` } }),
      event(one, textOf('運営')),
    );
    expect(status).toBe(200);
    expect(await reflectionOf(world, 'P01')).toMatchObject({ satisfaction: 5, position: 'topics' });
    expect(await answersOf(world, 'P01')).toMatchObject({ topics: { values: ['running'] } });
    expect(one.textsSince(counts[0] ?? 0).join('\n')).toContain('「5 とてもよかった」に直しました');
    expect(two.textsSince(counts[1] ?? 0)).toHaveLength(1);
  });

  it('count once, however often and in whatever company they come again', async () => {
    const phone = world.phone('P02');
    await phone.tap('終わったら振り返る');
    await phone.say('4');
    await phone.say('ひとこと残して送る');
    const word = event(phone, textOf('一度だけ'));
    const seen = phone.received.length;
    await Promise.all(Array.from({ length: 20 }, () => world.line.hostile.postEvents([word, word])));
    await world.settle();
    await post({ ...word, deliveryContext: { isRedelivery: true } }, event(phone, textOf('次へ')));
    expect(await answersOf(world, 'P02')).toMatchObject({ words: { text: '一度だけ' } });
    expect(phone.received.length - seen).toBe(2);
  });

  it('count by when they happened, not by when they arrive', async () => {
    const phone = world.phone('P03');
    await phone.tap('終わったら振り返る');
    const tap = (rating: number): Json => ({
      type: 'postback',
      postback: { data: (phone.button('3 どちらともいえない').data ?? '').replace(/3$/u, String(rating)) },
    });
    const older = event(phone, tap(1), { timestamp: world.clock.now().getTime() + 1_000 });
    await post(event(phone, tap(5), { timestamp: world.clock.now().getTime() + 2_000 }));
    expect(await reflectionOf(world, 'P03')).toMatchObject({ satisfaction: 5 });
    await post(older);
    expect(await answersOf(world, 'P03')).toMatchObject({ q1: { satisfaction: 5 } });
    expect(await reflectionOf(world, 'P03')).toMatchObject({ satisfaction: 5, position: 'topics' });
  });

  it('put the bubbles of a text in the order in which they were written', async () => {
    const phone = world.phone('P04');
    await phone.tap('終わったら振り返る');
    await phone.say('4');
    await phone.say('ひとこと残して送る');
    const at = world.clock.now().getTime();
    const [first, second] = ['はじめ', 'おわり'].map((text, index) =>
      event(phone, textOf(text), { timestamp: at + 1_000 + index }),
    );
    await post(second ?? {});
    await post(first ?? {});
    expect(await answersOf(world, 'P04')).toMatchObject({ words: { text: 'はじめ\nおわり' } });
  });

  it('do not make somebody unreachable with an unfollow of long ago', async () => {
    const phone = world.phone('P05');
    const reachable = async () =>
      (await world.query("select line_reachable as is from people where code = 'P05'"))[0]?.is;
    const late = event(phone, { type: 'unfollow' });
    await world.playUntil(new Date(world.clock.now().getTime() + 60_000));
    await phone.block();
    expect(await reachable()).toBe(false);
    await world.playUntil(new Date(world.clock.now().getTime() + 60_000));
    await phone.follow();
    expect(await reachable()).toBe(true);
    const { replyToken: _, ...unanswerable } = late;
    await post(unanswerable);
    expect(await reachable()).toBe(true);
  });

  it('are stored and not answered while another module speaks (standby)', async () => {
    const phone = world.phone('P06');
    const seen = phone.received.length;
    await post(event(phone, textOf('ほかの係の方へ'), { mode: 'standby' }));
    expect(phone.received).toHaveLength(seen);
    expect(await murmursOf(world, 'P06')).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  it('of a group or a room are answered once with where it works, keep nothing, and the account leaves', async () => {
    const groups: readonly Json[] = [
      { type: 'group', groupId: `C${'1'.repeat(32)}`, userId: world.phone('P06').user.userId },
      { type: 'room', roomId: `R${'2'.repeat(32)}` },
    ];
    for (const source of groups) {
      for (const act of [{ type: 'join' }, textOf('みんなのいる所のことば')]) {
        expect(await post(world.line.hostile.makeEvent(act, source))).toBe(200);
      }
    }
    expect(await waiting()).toEqual([]);
    expect(await isKept(world, 'みんなのいる所')).toBe(false);
    expect(await murmursOf(world, 'P06')).toEqual([]);
  });

  it('pushed nothing but the reminder, and broke no rule of LINE', () => {
    for (const code of codes) expect(pushesTo(world.phone(code)), code).toHaveLength(1);
    expect(world.line.violations).toEqual([]);
  });
});
