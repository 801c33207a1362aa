import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LineUser } from '../../playground/line/line-user.ts';
import { type LineFixture, refusalOf, startLine, text } from '../support/line/line-stand-in-fixture.ts';

let fixture: LineFixture;
let user: LineUser;

async function startWith(options: Parameters<typeof startLine>[0] = {}): Promise<void> {
  await fixture?.close();
  fixture = await startLine(options);
  user = await fixture.addFriend();
}
beforeEach(() => startWith({ monthlyLimit: 3 }));
afterEach(() => fixture.close());

const push = (to = user.userId) => fixture.client.pushMessage({ to, messages: [text('a'), text('b')] });
const consumption = async () => (await fixture.client.getMessageQuotaConsumption()).totalUsage;
const monthlyLimit = { status: 429, message: 'You have reached your monthly limit.' };

describe('the month’s allowance', () => {
  it('counts people, not messages, and no replies', async () => {
    await push();
    await user.sendText('hello');
    const replyToken = String(fixture.receiver.events().at(-1)?.replyToken);
    await fixture.client.replyMessage({ replyToken, messages: [text('x')] });
    const other = await fixture.addFriend();
    await fixture.client.multicast({ to: [user.userId, other.userId], messages: [text('x')] });
    expect(await consumption()).toBe(3);
    expect(await fixture.client.getMessageQuota()).toEqual({ type: 'limited', value: 3 });
    expect(fixture.line.pushesByMonth()).toEqual({ '2024-11': 3 });
  });

  it('refuses a push at the limit, and shows nothing', async () => {
    for (let sent = 0; sent < 3; sent += 1) await push();
    expect(await refusalOf(push())).toMatchObject(monthlyLimit);
    expect(user.received).toHaveLength(6);
    expect(await consumption()).toBe(3);
  });

  it('still takes, at the limit, what costs nothing: pushes to those who are not reached, and replies', async () => {
    const blocker = await fixture.addFriend();
    await blocker.block();
    const stranger = fixture.line.addUser({ displayName: '友だちではない人', language: 'ja' });
    await push();
    fixture.line.allowance.setLimit(0);
    expect(await refusalOf(push())).toMatchObject(monthlyLimit);
    expect((await push(blocker.userId)).sentMessages).toHaveLength(2);
    expect((await push(stranger.userId)).sentMessages).toHaveLength(2);
    await user.sendText('hello');
    const replyToken = String(fixture.receiver.events().at(-1)?.replyToken);
    await fixture.client.replyMessage({ replyToken, messages: [text('x')] });
    expect(await consumption()).toBe(1);
  });

  it('takes a multicast whole or not at all', async () => {
    const others = await Promise.all([1, 2, 3].map(() => fixture.addFriend()));
    const to = [user, ...others].map(({ userId }) => userId);
    expect(await refusalOf(fixture.client.multicast({ to, messages: [text('x')] }))).toMatchObject(
      monthlyLimit,
    );
    expect(await consumption()).toBe(0);
    await others[0]?.block();
    expect(await fixture.client.multicast({ to, messages: [text('x')] })).toEqual({});
    expect(await consumption()).toBe(3);
  });

  it('begins anew with the month in Tokyo', async () => {
    const toNewYork = new Date('2024-11-30T14:59:59Z');
    fixture.clock.advanceTo(toNewYork);
    for (let sent = 0; sent < 3; sent += 1) await push();
    expect(await refusalOf(push())).toMatchObject(monthlyLimit);
    await fixture.advance(1);
    expect(await consumption()).toBe(0);
    await push();
    expect(fixture.line.pushesByMonth()).toEqual({ '2024-11': 3, '2024-12': 1 });
  });

  it('may have no limit', async () => {
    await startWith({ monthlyLimit: null });
    expect(await fixture.client.getMessageQuota()).toEqual({ type: 'none' });
    for (let sent = 0; sent < 5; sent += 1) await push();
    expect(await consumption()).toBe(5);
  });
});

describe('what the account’s owner does', () => {
  it('sends by hand: the API counts it, the pushes do not', async () => {
    await startWith();
    await push();
    fixture.line.allowance.sendByHand(150);
    expect(await consumption()).toBe(151);
    expect(fixture.line.pushesByMonth()).toEqual({ '2024-11': 1 });
    fixture.line.allowance.sendByHand(49);
    expect(await refusalOf(push())).toMatchObject(monthlyLimit);
    expect(() => fixture.line.allowance.sendByHand(1)).toThrow(RangeError);
  });

  it('changes the plan', async () => {
    fixture.line.allowance.setLimit(5000);
    expect(await fixture.client.getMessageQuota()).toEqual({ type: 'limited', value: 5000 });
    for (let sent = 0; sent < 4; sent += 1) await push();
  });
});

describe('the consumption API', () => {
  it('drifts as told while the limit holds for what was really sent', async () => {
    await push();
    fixture.line.allowance.drift(2);
    expect(await consumption()).toBe(3);
    await push();
    fixture.line.allowance.drift(-5);
    expect(await consumption()).toBe(0);
    await push();
    expect(await refusalOf(push())).toMatchObject(monthlyLimit);
    expect(fixture.line.allowance.used()).toBe(3);
  });
});

describe('rate limits', () => {
  const rateLimited = {
    status: 429,
    message: 'The API rate limit has been exceeded. Try again later.',
  };
  const load = () => fixture.client.showLoadingAnimation({ chatId: user.userId });

  it('refuse the hundred-and-first loading animation of a second, and say not when to come back', async () => {
    for (let call = 0; call < 100; call += 1) await load();
    const refusal = await refusalOf(load());
    expect(refusal).toMatchObject(rateLimited);
    expect(refusal.headers.get('retry-after')).toBeNull();
    await fixture.advance(1);
    expect(await load()).toEqual({});
  });

  it('hold per endpoint, whatever stands in the address', async () => {
    await startWith({ rateLimits: { push: { calls: 2, perMs: 1000 }, profile: { calls: 1, perMs: 1000 } } });
    const other = await fixture.addFriend();
    await push();
    await push(other.userId);
    expect(await refusalOf(push())).toMatchObject(rateLimited);
    await fixture.client.getProfile(user.userId);
    expect(await refusalOf(fixture.client.getProfile(other.userId))).toMatchObject(rateLimited);
    expect(await consumption()).toBe(2);
  });

  it('let through 60 broadcasts in any hour', async () => {
    await startWith({ monthlyLimit: null });
    const broadcast = () => fixture.client.broadcast({ messages: [text('x')] });
    for (let call = 0; call < 60; call += 1) {
      await broadcast();
      await fixture.advance(10);
    }
    expect(await refusalOf(broadcast())).toMatchObject(rateLimited);
    await fixture.advance(3600 - 600);
    await broadcast();
    expect(await refusalOf(broadcast())).toMatchObject(rateLimited);
  });
});
