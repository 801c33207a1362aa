import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LineUser } from '../../playground/line/line-user.ts';
import { type LineFixture, start, startLine } from '../support/line/line-stand-in-fixture.ts';

let fixture: LineFixture;
let user: LineUser;

async function startWith(options: Parameters<typeof startLine>[0] = {}): Promise<void> {
  await fixture?.close();
  fixture = await startLine(options);
  user = await fixture.addFriend();
}
beforeEach(() => startWith());
afterEach(() => fixture.close());

const seen = () =>
  fixture.receiver.events().map(({ message, deliveryContext }) => ({
    text: typeof message === 'object' && message !== null && 'text' in message ? message.text : null,
    deliveryContext,
  }));
const first = (text: string | null) => ({ text, deliveryContext: { isRedelivery: false } });
const again = (text: string | null) => ({ text, deliveryContext: { isRedelivery: true } });
const follow = first(null);

describe('webhooks', () => {
  it('come signed, with emoji escaped, for the account they are meant for', async () => {
    await user.sendText('がんばった👋');
    const request = fixture.receiver.requests.at(-1);
    expect(request).toMatchObject({ signed: true, destination: fixture.line.botUserId });
    expect(request?.raw).toContain('\\u304c\\u3093\\u3070\\u3063\\u305f\\ud83d\\udc4b');
    expect(request?.events).toMatchObject([
      {
        type: 'message',
        mode: 'active',
        timestamp: start.getTime(),
        source: { type: 'user', userId: user.userId },
        webhookEventId: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
        deliveryContext: { isRedelivery: false },
        replyToken: expect.any(String),
        message: { type: 'text', text: 'がんばった👋' },
      },
    ]);
  });

  it('name what somebody did', async () => {
    await user.tapData('answer=3', { datetime: '2024-11-06T20:00' });
    await user.sendSticker();
    for (const kind of ['image', 'video', 'audio', 'file', 'location'] as const) await user.sendMedia(kind);
    await user.block();
    await user.follow();
    expect(fixture.receiver.events().slice(1)).toMatchObject([
      { type: 'postback', postback: { data: 'answer=3', params: { datetime: '2024-11-06T20:00' } } },
      ...['sticker', 'image', 'video', 'audio', 'file', 'location'].map((type) => ({ message: { type } })),
      { type: 'unfollow' },
      { type: 'follow', follow: { isUnblocked: true } },
    ]);
  });

  it('come again after 1, 6 and 36 minutes with the same id and token, then are given up', async () => {
    fixture.receiver.answerWith(503);
    expect(await user.sendText('hello')).toMatchObject({ status: 503 });
    const arrivals: number[] = [];
    for (let minute = 0; minute <= 60; minute += 1) {
      const before = fixture.receiver.requests.length;
      await fixture.advance(minute === 0 ? 0 : 60);
      if (fixture.receiver.requests.length > before) arrivals.push(minute);
    }
    expect(arrivals).toEqual([1, 6, 36]);
    const [, ...sent] = fixture.receiver.events();
    expect(seen().slice(1)).toEqual([first('hello'), again('hello'), again('hello'), again('hello')]);
    for (const key of ['webhookEventId', 'replyToken', 'timestamp']) {
      expect(new Set(sent.map((event) => event[key])).size).toBe(1);
    }
    expect([fixture.line.redelivered(), fixture.line.lost()]).toEqual([3, 1]);
  });

  it('come again when the app is silent for two seconds', async () => {
    fixture.receiver.answerWith('silent');
    expect(await user.sendText('hello')).toMatchObject({ status: 0 });
    fixture.receiver.answerWith(200);
    await fixture.advance(3600);
    expect(seen()).toEqual([follow, first('hello'), again('hello')]);
  });

  it('do not come again when the channel has redelivery switched off', async () => {
    await startWith({ redelivers: false });
    fixture.receiver.answerWith(500);
    await user.sendText('hello');
    await fixture.advance(3600);
    expect(seen()).toEqual([follow, first('hello')]);
    expect(fixture.line.lost()).toBe(1);
  });

  it('may come again although they were taken', async () => {
    await startWith({ redeliverShare: 1 });
    await user.sendText('hello');
    await fixture.advance(60);
    expect(seen()).toEqual([follow, first('hello'), again(null), again('hello')]);
    await fixture.advance(3600);
    expect(fixture.line.redelivered()).toBe(2);
  });

  it('come no more once the platform is closed', async () => {
    fixture.receiver.answerWith(500);
    await user.sendText('hello');
    await fixture.line.close();
    await fixture.advance(3600);
    expect(seen()).toEqual([follow, first('hello')]);
  });
});

describe('webhook faults', () => {
  it('send twice at the same moment, byte for byte', async () => {
    const fault = fixture.line.faults.duplicateWebhooks(1);
    await user.sendText('twice');
    await user.sendText('once');
    const [, one, two] = fixture.receiver.requests;
    expect(one?.raw).toBe(two?.raw);
    expect(seen()).toEqual([follow, first('twice'), first('twice'), first('once')]);
    expect([fault.fired(), fixture.line.redelivered()]).toEqual([1, 1]);
  });

  it('delay, so that a newer one overtakes; both carry the time of their act', async () => {
    fixture.line.faults.delayWebhooks(1, 30);
    expect(await user.sendText('old')).toMatchObject({ status: 202 });
    await fixture.advance(10);
    await user.sendText('new');
    await fixture.advance(20);
    expect(seen()).toEqual([follow, first('new'), first('old')]);
    const [, newer, older] = fixture.receiver.events();
    expect(Number(newer?.timestamp) - Number(older?.timestamp)).toBe(10_000);
  });

  it('change the order of two, without time passing', async () => {
    const fault = fixture.line.faults.reorderWebhooks(1);
    await user.sendText('old');
    await user.sendText('new');
    expect(seen()).toEqual([follow, first('new'), first('old')]);
    await fixture.advance(120);
    expect(fixture.receiver.requests).toHaveLength(3);
    expect(fault.fired()).toBe(1);
  });

  it('let a reordered one go after a minute when nothing follows it', async () => {
    fixture.line.faults.reorderWebhooks(1);
    await user.sendText('alone');
    await fixture.advance(59);
    expect(seen()).toEqual([follow]);
    await fixture.advance(1);
    expect(seen()).toEqual([follow, first('alone')]);
  });

  it('forget that a webhook was taken, and send it again', async () => {
    const fault = fixture.line.faults.forgetAcknowledgements(1);
    await user.sendText('taken');
    await fixture.advance(3600);
    expect(seen()).toEqual([follow, first('taken'), again('taken')]);
    expect(fault.fired()).toBe(1);
  });
});

describe('hostile requests', () => {
  it('post any body with any signature', async () => {
    expect(await fixture.line.hostile.postRaw('{"events":[]}')).toBe(200);
    expect(await fixture.line.hostile.postRaw('{"events":[]}', 'bad')).toBe(401);
  });

  it('put events of several people into one body, or none at all', async () => {
    const other = await fixture.addFriend();
    const events = [user, other].map(({ userId }) =>
      fixture.line.hostile.makeEvent(
        { type: 'message', message: { type: 'text', id: '1', text: 'x', quoteToken: 'q' } },
        { type: 'user', userId },
      ),
    );
    expect(await fixture.line.hostile.postEvents(events)).toBe(200);
    expect(fixture.receiver.requests.at(-1)?.events).toEqual(events);
    await fixture.line.hostile.postEvents([]);
    expect(fixture.receiver.requests.at(-1)?.events).toEqual([]);
  });

  it('repeat the event of any act, or say that there was none', async () => {
    const { webhookEventId } = await user.sendText('one');
    await user.sendText('two');
    expect(await fixture.line.hostile.repeatEvent(webhookEventId)).toBe(true);
    expect(await fixture.line.hostile.repeatEvent()).toBe(true);
    expect(await fixture.line.hostile.repeatEvent('unknown')).toBe(false);
    expect(seen().slice(-2)).toEqual([again('one'), again('two')]);
  });
});
