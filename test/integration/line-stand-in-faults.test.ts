import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LineUser } from '../../playground/line/line-user.ts';
import { type LineFixture, refusalOf, startLine, text } from '../support/line/line-stand-in-fixture.ts';

let fixture: LineFixture;
let user: LineUser;

beforeEach(async () => {
  fixture = await startLine();
  user = await fixture.addFriend();
});
afterEach(async () => {
  expect(fixture.line.violations).toEqual([]);
  await fixture.close();
});

const push = (words = 'x') => fixture.client.pushMessage({ to: user.userId, messages: [text(words)] });
/** A push whose caller gives up; the SDK itself would wait. */
const impatientPush = (words: string) =>
  fixture.call('/v2/bot/message/push', {
    body: JSON.stringify({ to: user.userId, messages: [text(words)] }),
    headers: { 'content-type': 'application/json' },
    withinMs: 100,
  });
const shown = () => user.received.map(({ message }) => message.text);

describe('faults before a message is taken', () => {
  it.each([
    ['http-500', 500, 'Internal Server Error'],
    ['rate-limited', 429, 'The API rate limit has been exceeded. Try again later.'],
    ['monthly-limit', 429, 'You have reached your monthly limit.'],
    [
      'unauthorised',
      401,
      'Authentication failed. Confirm that the access token in the authorization header is valid.',
    ],
  ] as const)('%s: status %d in LINE’s words', async (kind, status, message) => {
    const fault = fixture.line.faults.onCall('push', kind);
    expect(await refusalOf(push())).toMatchObject({ status, message });
    expect([fault.fired(), shown()]).toEqual([1, []]);
    await push('next');
    expect(shown()).toEqual(['next']);
  });

  it('reset: the connection breaks', async () => {
    fixture.line.faults.onCall('push', 'reset', { times: 2 });
    await expect(push()).rejects.toThrow('fetch failed');
    await expect(push()).rejects.toThrow('fetch failed');
    expect(shown()).toEqual([]);
  });

  it('hang: no answer until the caller gives up', async () => {
    fixture.line.faults.onCall('push', 'hang');
    await expect(impatientPush('x')).rejects.toThrow(/timeout/);
    await fixture.line.untilIdle();
    expect(shown()).toEqual([]);
  });
});

describe('faults after a message was taken', () => {
  it('accept-then-500: it is shown and charged, the caller hears of an error', async () => {
    fixture.line.faults.onCall('push', 'accept-then-500');
    expect(await refusalOf(push('kept'))).toMatchObject({ status: 500 });
    expect([shown(), fixture.line.allowance.used()]).toEqual([['kept'], 1]);
  });

  it('accept-then-reset: a plain retry doubles it, a retry key does not', async () => {
    const keyed = (key: string) =>
      fixture.client.pushMessage({ to: user.userId, messages: [text('keyed')] }, key);
    const key = '2a6e07b0-0fcf-439f-908b-828ed527e882';
    fixture.line.faults.onCall('push', 'accept-then-reset', { times: 2 });
    await expect(keyed(key)).rejects.toThrow('fetch failed');
    await expect(push('plain')).rejects.toThrow('fetch failed');
    expect(await refusalOf(keyed(key))).toMatchObject({ status: 409 });
    await push('plain');
    expect(shown()).toEqual(['keyed', 'plain', 'plain']);
  });

  it('accept-then-hang: it is shown while the caller waits, and the stand-in is busy as long', async () => {
    fixture.line.faults.onCall('push', 'accept-then-hang');
    const hanging = impatientPush('kept').catch(() => 'gave up');
    await expect.poll(shown).toEqual(['kept']);
    expect(fixture.line.idle()).toBe(false);
    expect(await hanging).toBe('gave up');
    await fixture.line.untilIdle();
  });

  it('slow: the ordinary answer comes late', async () => {
    fixture.line.faults.onCall('*', 'slow', { times: Number.POSITIVE_INFINITY, delayMs: 60 });
    for (const call of [push, () => fixture.client.getBotInfo()]) {
      const begun = performance.now();
      expect(await call()).toBeTruthy();
      expect(performance.now() - begun).toBeGreaterThanOrEqual(55);
    }
    await expect(fixture.call('/v2/bot/info', { method: 'GET', withinMs: 20 })).rejects.toThrow(/timeout/);
  });
});

describe('faults', () => {
  it('meet their own endpoint only, as often as they were set up, one after the other', async () => {
    const profile = fixture.line.faults.onCall('profile', 'http-500', { times: 2 });
    const first = fixture.line.faults.onCall('*', 'rate-limited');
    expect(await refusalOf(push())).toMatchObject({ status: 429 });
    await push();
    for (let call = 0; call < 2; call += 1) {
      expect(await refusalOf(fixture.client.getProfile(user.userId))).toMatchObject({ status: 500 });
    }
    await fixture.client.getProfile(user.userId);
    expect([profile.fired(), first.fired()]).toEqual([2, 1]);
  });
});

describe('a blackout', () => {
  it('breaks every call and keeps every webhook until it ends, then sends them in order', async () => {
    const before = fixture.receiver.requests.length;
    const blackout = fixture.line.faults.blackout();
    await expect(push()).rejects.toThrow('fetch failed');
    await expect(fixture.client.getBotInfo()).rejects.toThrow('fetch failed');
    expect(await user.sendText('one')).toMatchObject({ status: 202 });
    await user.sendText('two');
    expect([blackout.refused(), blackout.waiting()]).toEqual([2, 2]);
    expect(fixture.receiver.requests).toHaveLength(before);
    await fixture.advance(300);
    await blackout.end();
    const late = fixture.receiver.events().slice(before);
    expect(late).toMatchObject([{ message: { text: 'one' } }, { message: { text: 'two' } }]);
    expect(late.every(({ timestamp }) => timestamp === fixture.clock.now().getTime() - 300_000)).toBe(true);
    const replyToken = String(late[0]?.replyToken);
    await fixture.client.replyMessage({ replyToken, messages: [text('late')] });
    await push('back');
    expect(shown()).toEqual(['late', 'back']);
  });

  it('can leave callers waiting instead, and does not stop a redelivery but hold it', async () => {
    fixture.line.faults.forgetAcknowledgements(1);
    await user.sendText('again');
    const blackout = fixture.line.faults.blackout({ calls: 'hang' });
    await expect(impatientPush('x')).rejects.toThrow(/timeout/);
    await fixture.advance(600);
    expect(blackout.waiting()).toBe(1);
    await blackout.end();
    expect(fixture.receiver.events().slice(-2)).toMatchObject([
      { message: { text: 'again' }, deliveryContext: { isRedelivery: false } },
      { message: { text: 'again' }, deliveryContext: { isRedelivery: true } },
    ]);
  });

  it('is one at a time', () => {
    fixture.line.faults.blackout();
    expect(() => fixture.line.faults.blackout()).toThrow(RangeError);
  });
});
