import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textAt } from '../../playground/slack/json.ts';
import type { SlackUser } from '../../playground/slack/types.ts';
import { type SlackFixture, start, startSlack } from '../support/slack/slack-stand-in-fixture.ts';

let fixture: SlackFixture;
let aki: SlackUser;

async function startWith(options: Parameters<typeof startSlack>[0] = {}): Promise<void> {
  await fixture?.close();
  fixture = await startSlack(options);
  aki = fixture.slack.addUser({ email: 'aki@example.org', name: 'メンター01A', tz: 'Asia/Tokyo' });
}
beforeEach(() => startWith());
afterEach(() => fixture.close());

const seconds = start.getTime() / 1000;
const eventIds = () => fixture.receiver.requests.map(({ body }) => textAt(body, 'event_id'));

describe('events', () => {
  it('arrive signed at the simulated time, in the platform’s envelope', async () => {
    const { channel, ts } = await aki.sendDm('つぶやき 👋');
    expect(fixture.receiver.requests).toMatchObject([
      {
        signed: true,
        headers: { 'content-type': 'application/json', 'x-slack-request-timestamp': String(seconds) },
        body: {
          type: 'event_callback',
          team_id: fixture.slack.teamId,
          event_time: seconds,
          authorizations: [{ user_id: fixture.slack.botUserId, is_bot: true }],
          event: { type: 'message', channel, channel_type: 'im', user: aki.id, text: 'つぶやき 👋', ts },
        },
      },
    ]);
    expect(fixture.receiver.requests[0]?.headers).not.toHaveProperty('x-slack-retry-num');
  });

  it('tell the app of its own messages, too', async () => {
    await fixture.client.chat.postMessage({ channel: aki.id, text: 'bot' });
    await fixture.slack.untilIdle();
    const own = { user: fixture.slack.botUserId, text: 'bot', bot_id: expect.stringMatching(/^B/) };
    expect(fixture.receiver.ofType('message')).toMatchObject([own]);
  });

  it('come only when subscribed to, by kind of conversation', async () => {
    await startWith({ subscriptions: ['message.im'] });
    const ben = fixture.slack.addUser({ email: 'ben@example.org', name: 'ben', tz: 'Asia/Tokyo' });
    const group = await fixture.client.conversations.open({ users: `${aki.id},${ben.id}` });
    await aki.sendInGroup(group.channel?.id ?? '', 'pair');
    await aki.openHome();
    await aki.sendDm('dm');
    expect(fixture.receiver.requests.map(({ body }) => body.event)).toMatchObject([{ text: 'dm' }]);
  });

  it('come again at once, after one minute and after five, then are given up', async () => {
    fixture.receiver.answerWith(() => ({ status: 503 }));
    await aki.sendDm('hello');
    const seen = () =>
      fixture.receiver.requests.map(({ headers }) => [
        Number(headers['x-slack-request-timestamp']) - seconds,
        headers['x-slack-retry-num'],
        headers['x-slack-retry-reason'],
      ]);
    await fixture.advance(1000);
    expect(seen()).toEqual([
      [0, undefined, undefined],
      [0, '1', 'http_error'],
      [60, '2', 'http_error'],
      [360, '3', 'http_error'],
    ]);
    expect(new Set(eventIds()).size).toBe(1);
    expect(fixture.slack.lostEvents).toEqual([eventIds()[0]]);
    expect(fixture.slack.redelivered).toBe(3);
  });

  it('stop coming when one retry is taken, or when the app asks for none', async () => {
    let answered = 0;
    fixture.receiver.answerWith(() => {
      answered += 1;
      return { status: answered === 1 ? 500 : 200 };
    });
    await aki.sendDm('second try');
    await fixture.advance(1000);
    expect(fixture.receiver.requests).toHaveLength(2);
    fixture.receiver.answerWith(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
    await aki.sendDm('never again');
    await fixture.advance(1000);
    expect(fixture.receiver.requests).toHaveLength(3);
    expect(fixture.slack.lostEvents).toEqual([]);
  });

  it('count as timed out after three real seconds', async () => {
    fixture.receiver.answerWith(async ({ headers }) => {
      if (headers['x-slack-retry-num'] === undefined) await wait(3300);
      return { status: 200 };
    });
    await aki.sendDm('slow');
    await fixture.advance(1);
    expect(fixture.receiver.requests[1]?.headers).toMatchObject({ 'x-slack-retry-reason': 'http_timeout' });
  });

  it('come again for nothing in the given share, with the same id and within a minute', async () => {
    await startWith({ redeliverShare: 1 });
    await aki.sendDm('once');
    expect(fixture.slack.redelivered).toBe(0);
    await fixture.advance(60);
    expect(fixture.receiver.requests).toHaveLength(2);
    expect(new Set(eventIds()).size).toBe(1);
    expect(fixture.receiver.requests[1]?.headers).toMatchObject({
      'x-slack-retry-num': '1',
      'x-slack-retry-reason': 'http_timeout',
    });
    expect(fixture.slack.redelivered).toBe(1);
  });

  it('can be doubled, overtaken and forgotten', async () => {
    const doubled = fixture.slack.faults.duplicateWebhooks(1);
    await aki.sendDm('twice');
    expect(eventIds()).toHaveLength(2);
    expect(new Set(eventIds()).size).toBe(1);
    expect(doubled.fired()).toBe(1);
    fixture.slack.faults.delayEvents(1, 30);
    await aki.sendDm('older');
    await aki.sendDm('newer');
    fixture.slack.faults.forgetAcknowledgements(1);
    await aki.sendDm('forgotten');
    await fixture.advance(30);
    const texts = fixture.receiver.ofType('message').map((event) => event.text);
    expect(texts).toEqual(['twice', 'twice', 'newer', 'forgotten', 'forgotten', 'older']);
  });
});

describe('commands and response addresses', () => {
  it('send a form and show the answer to the person who typed the command', async () => {
    fixture.receiver.answerWith(() => ({ status: 200, body: JSON.stringify({ text: '使い方です' }) }));
    const outcome = await aki.command('/bansou', 'help');
    expect(outcome).toMatchObject({ kind: 'answered', status: 200 });
    expect(fixture.receiver.requests).toMatchObject([
      {
        signed: true,
        body: { command: '/bansou', text: 'help', user_id: aki.id, channel_name: 'directmessage' },
      },
    ]);
    await fixture.slack.untilIdle();
    expect(aki.received).toMatchObject([{ text: '使い方です', ephemeral: true }]);
  });

  it('take five answers within thirty minutes', async () => {
    await aki.command('/bansou', '');
    await aki.command('/bansou', '');
    const [first = '', second = ''] = fixture.receiver.requests.map(
      ({ body }) => textAt(body, 'response_url') ?? '',
    );
    const post = async (url: string, body: object) => {
      const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
      return [answer.status, await answer.json()];
    };
    for (let use = 1; use <= 5; use += 1) {
      expect(await post(first, { text: `answer ${use}` })).toEqual([200, { ok: true }]);
    }
    expect(await post(first, { text: 'answer 6' })).toEqual([404, { ok: false, error: 'used_url' }]);
    await fixture.advance(30 * 60 + 1);
    expect(await post(second, { text: 'late' })).toEqual([404, { ok: false, error: 'expired_url' }]);
    await fixture.slack.untilIdle();
    expect(aki.received).toHaveLength(5);
  });

  it('replace and delete the message whose button was pressed', async () => {
    const button = {
      type: 'button' as const,
      text: { type: 'plain_text' as const, text: 'go' },
      action_id: 'go',
    };
    const posted = await fixture.client.chat.postMessage({
      channel: aki.id,
      text: 'old',
      blocks: [{ type: 'actions', elements: [button] }],
    });
    const channel = posted.channel ?? '';
    await aki.click({ channel, ts: posted.ts ?? '', actionId: 'go' });
    const url = textAt(fixture.receiver.ofType('block_actions')[0] ?? {}, 'response_url') ?? '';
    const post = (body: object) => fetch(url, { method: 'POST', body: JSON.stringify(body) });
    await post({ replace_original: true, text: 'new' });
    expect(fixture.slack.messagesIn(channel)).toMatchObject([{ text: 'new', blocks: [] }]);
    await post({ delete_original: true });
    expect(fixture.slack.messagesIn(channel)).toEqual([]);
    expect(fixture.slack.updates.map((entry) => entry.method)).toEqual(['response_url', 'response_url']);
  });
});

describe('hostile requests', () => {
  it('carry any signature and any time', async () => {
    const send = (more: { timestamp?: number | null; signature?: string | null }) =>
      fixture.slack.hostile.postRaw({ body: '{"type":"x"}', contentType: 'application/json', ...more });
    const statuses = [
      await send({}),
      await send({ signature: 'v0=00' }),
      await send({ signature: null }),
      await send({ timestamp: null }),
      await send({ timestamp: seconds - 301 }),
      await send({ timestamp: seconds + 301 }),
      await send({ timestamp: seconds - 299 }),
    ].map((answer) => answer.status);
    expect(statuses).toEqual([200, 401, 401, 401, 401, 401, 200]);
  });

  it('repeat events, send unknown ones, and take the app away', async () => {
    expect(await fixture.slack.hostile.repeatEvent()).toBe(false);
    const { eventId } = await fixture.slack.hostile.sendEvent({ type: 'dinosaur_seen', ts: '1.2' });
    expect(await fixture.slack.hostile.repeatEvent(eventId)).toBe(true);
    expect(eventIds()).toEqual([eventId, eventId]);
    await fixture.slack.hostile.uninstall();
    const types = fixture.receiver.requests.slice(2).map(({ body }) => body.event);
    expect(types).toMatchObject([{ type: 'tokens_revoked' }, { type: 'app_uninstalled' }]);
    await expect(fixture.client.auth.test()).rejects.toThrow('account_inactive');
  });

  it('verify the address and its certificate', async () => {
    fixture.receiver.answerWith(({ body }) => ({ status: 200, body: textAt(body, 'challenge') ?? '' }));
    expect(await fixture.slack.hostile.verifyUrl('abc')).toEqual({ status: 200, body: 'abc' });
    expect((await fixture.slack.hostile.checkTls()).status).toBe(200);
    expect(fixture.receiver.requests[1]?.body).toMatchObject({ ssl_check: '1' });
  });

  it('count as status 0 when nobody listens', async () => {
    await startWith({ webhookUrl: () => 'http://127.0.0.1:9/' });
    const request = { body: '{}', contentType: 'application/json' };
    expect(await fixture.slack.hostile.postRaw(request)).toEqual({ status: 0, body: 'unreachable' });
  });
});
