import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LineUser } from '../../playground/line/line-user.ts';
import { type LineFixture, refusalOf, startLine, text } from '../support/line/line-stand-in-fixture.ts';

let fixture: LineFixture;
let user: LineUser;

beforeEach(async () => {
  fixture = await startLine();
  user = await fixture.addFriend();
});
afterEach(() => fixture.close());

const day = 86_400;
const push = (words: string, retryKey?: string) =>
  fixture.client.pushMessageWithHttpInfo({ to: user.userId, messages: [text(words)] }, retryKey);

describe('retry keys', () => {
  it('answer a second request with 409, the first request’s id and its messages, and send nothing', async () => {
    const key = randomUUID();
    const first = await push('once', key.toUpperCase());
    const refusal = await refusalOf(push('once', key));
    expect(refusal).toMatchObject({
      status: 409,
      message: 'The retry key is already accepted',
      body: { sentMessages: first.body.sentMessages },
    });
    const acceptedId = first.httpResponse.headers.get('x-line-request-id');
    expect(refusal.headers.get('x-line-accepted-request-id')).toBe(acceptedId);
    expect(refusal.headers.get('x-line-request-id')).not.toBe(acceptedId);
    expect(user.received).toHaveLength(1);
    expect(fixture.line.allowance.used()).toBe(1);
  });

  it('send again after 24 hours, and not a second earlier', async () => {
    const key = randomUUID();
    await push('first day', key);
    await fixture.advance(day - 1);
    expect(await refusalOf(push('too early', key))).toMatchObject({ status: 409 });
    await fixture.advance(1);
    await push('second day', key);
    expect(user.received.map(({ message }) => message.text)).toEqual(['first day', 'second day']);
  });

  it('are used up by accepted requests only', async () => {
    const key = randomUUID();
    await refusalOf(push('', key));
    fixture.line.faults.onCall('push', 'http-500');
    await refusalOf(push('x', key));
    fixture.line.allowance.setLimit(0);
    expect(await refusalOf(push('x', key))).toMatchObject({ status: 429 });
    fixture.line.allowance.setLimit(1);
    await push('x', key);
    expect(user.received).toHaveLength(1);
  });

  it('hold for multicasts and broadcasts too, whose 409 lists no messages', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const multicast = () => fixture.client.multicast({ to: [user.userId], messages: [text('x')] }, one);
    const broadcast = () => fixture.client.broadcast({ messages: [text('x')] }, two);
    await multicast();
    await broadcast();
    for (const again of [multicast, broadcast]) {
      const refusal = await refusalOf(again());
      expect(refusal).toMatchObject({ status: 409, body: { message: 'The retry key is already accepted' } });
      expect(refusal.body).not.toHaveProperty('sentMessages');
      expect(refusal.headers.get('x-line-accepted-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect(user.received).toHaveLength(2);
  });

  it('must be UUIDs, and have no place on a reply', async () => {
    expect(await refusalOf(push('x', 'delivery-1'))).toMatchObject({ status: 400 });
    await user.sendText('hello');
    const reply = await fixture.call('/v2/bot/message/reply', {
      body: JSON.stringify({ replyToken: lastToken(), messages: [text('x')] }),
      headers: { 'content-type': 'application/json', 'x-line-retry-key': randomUUID() },
    });
    expect(reply.status).toBe(400);
    expect(user.received).toEqual([]);
  });
});

const lastToken = () => String(fixture.receiver.events().at(-1)?.replyToken);
const reply = (replyToken: string) => fixture.client.replyMessage({ replyToken, messages: [text('x')] });
const invalid = { status: 400, message: 'Invalid reply token' };

describe('reply tokens', () => {
  it('work once', async () => {
    await user.sendText('hello');
    await reply(lastToken());
    expect(await refusalOf(reply(lastToken()))).toMatchObject(invalid);
    expect(user.received).toHaveLength(1);
  });

  it('work for a minute', async () => {
    await user.sendText('hello');
    const token = lastToken();
    await user.sendText('hello again');
    await fixture.advance(60);
    await reply(token);
    await fixture.advance(1);
    expect(await refusalOf(reply(lastToken()))).toMatchObject(invalid);
  });

  it('work for another minute after a redelivery, the same token', async () => {
    fixture.line.faults.forgetAcknowledgements(1);
    await user.sendText('hello');
    const token = lastToken();
    await fixture.advance(60);
    expect(fixture.receiver.events().at(-1)).toMatchObject({
      replyToken: token,
      deliveryContext: { isRedelivery: true },
    });
    await fixture.advance(60);
    await reply(token);
  });

  it('do not come back to life with a redelivery once used, nor 20 minutes after the event', async () => {
    await user.sendText('hello');
    const used = lastToken();
    await reply(used);
    await fixture.line.hostile.repeatEvent();
    expect(await refusalOf(reply(used))).toMatchObject(invalid);
    await user.sendText('later');
    await fixture.advance(20 * 60 + 1);
    await fixture.line.hostile.repeatEvent();
    expect(await refusalOf(reply(lastToken()))).toMatchObject(invalid);
  });

  it('are not eaten by a reply that is refused for what it says', async () => {
    await user.sendText('hello');
    const bad = fixture.client.replyMessage({ replyToken: lastToken(), messages: [text('')] });
    expect(await refusalOf(bad)).toMatchObject({ status: 400, message: 'The request body has 1 error(s)' });
    await reply(lastToken());
  });

  it('that nobody gave out are refused', async () => {
    expect(await refusalOf(reply('made-up'))).toMatchObject(invalid);
  });

  it('do not come with somebody who leaves or takes back a message', async () => {
    const { messageId = '' } = await user.sendText('hello');
    await user.unsend(messageId);
    await user.block();
    const [, , unsend = {}, unfollow = {}] = fixture.receiver.events();
    expect(unsend).toMatchObject({ type: 'unsend', unsend: { messageId } });
    expect(unfollow).toMatchObject({ type: 'unfollow' });
    expect(unsend).not.toHaveProperty('replyToken');
    expect(unfollow).not.toHaveProperty('replyToken');
  });
});

describe('the channel access token', () => {
  const unauthorised = {
    status: 401,
    message: 'Authentication failed. Confirm that the access token in the authorization header is valid.',
  };

  it('must be the channel’s own', async () => {
    const stranger = fixture.clientWith('another');
    expect(await refusalOf(stranger.getBotInfo())).toMatchObject(unauthorised);
    expect(
      (await fixture.call('/v2/bot/info', { method: 'GET', headers: { authorization: '' } })).status,
    ).toBe(401);
  });

  it('can be revoked, and made good again', async () => {
    fixture.line.hostile.revokeToken();
    expect(await refusalOf(push('x'))).toMatchObject(unauthorised);
    fixture.line.hostile.restoreToken();
    await push('y');
    expect(user.received).toHaveLength(1);
  });
});
