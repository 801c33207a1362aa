import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSlackReceiver } from '../../../../src/channels/slack/receive.ts';
import type { ReceivedEvent } from '../../../../src/use-cases/ports/inbox.ts';
import { anyJson, slackBodies, spoiledSlackBodies } from '../../../support/arbitraries/slack-bodies.ts';
import { isStorable } from '../../../support/arbitraries/storable.ts';

const signingSecret = 'signing secret';
const now = new Date('2024-11-12T12:00:00Z');
const form = 'application/x-www-form-urlencoded';

const signatureOf = (text: string, timestamp: string): string =>
  `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${text}`).digest('hex')}`;

/** The receiver before an inbox in memory, at a fixed instant. */
async function post(
  text: string,
  more: {
    readonly type?: string;
    readonly at?: Date;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
) {
  const stored: ReceivedEvent[] = [];
  const answered: string[] = [];
  const timestamp = String(Math.floor((more.at ?? now).getTime() / 1000));
  const receive = createSlackReceiver({
    signingSecret,
    clock: { now: () => now },
    inbox: {
      store: async (events) => void stored.push(...events),
      storeForNow: async (event) => stored.push(event) === 1,
    },
    wake: () => undefined,
    answer: async ({ eventId }) => {
      answered.push(eventId);
      return { status: 200 };
    },
  });
  const { status, body } = await receive({
    headers: {
      'x-slack-signature': signatureOf(text, timestamp),
      'x-slack-request-timestamp': timestamp,
      'content-type': more.type ?? 'application/json',
      ...more.headers,
    },
    body: Buffer.from(text),
  });
  return { status, body, stored, answered };
}

describe('the Slack webhook', () => {
  it('gives the challenge back and stores nothing', async () => {
    const { status, body, stored } = await post(JSON.stringify(slackBodies.challenge));
    expect([status, body, stored]).toEqual([200, '{"challenge":"3eZbrw1a"}', []]);
  });

  it('stores an event, and answers an interaction only after it is stored', async () => {
    const event = await post(JSON.stringify(slackBodies.dm));
    expect(event.stored).toMatchObject([{ platform: 'slack', eventId: 'Ev1', personKey: 'U1' }]);
    const tap = await post(new URLSearchParams({ payload: JSON.stringify(slackBodies.button) }).toString(), {
      type: form,
    });
    expect(tap.answered).toEqual(tap.stored.map(({ eventId }) => eventId));
    expect(tap.stored).toHaveLength(1);
  });

  it('takes five minutes on either side and no more', async () => {
    const status = async (seconds: number): Promise<number> =>
      (await post(JSON.stringify(slackBodies.dm), { at: new Date(now.getTime() + seconds * 1000) })).status;
    expect(await Promise.all([-300, 0, 300].map(status))).toEqual([200, 200, 200]);
    expect(await Promise.all([-301, 301, 86_400].map(status))).toEqual([401, 401, 401]);
  });

  it.each([
    ['no signature', { 'x-slack-signature': '' }],
    ['another signature', { 'x-slack-signature': signatureOf('{}', '1') }],
    ['a longer signature', { 'x-slack-signature': `v0=${'0'.repeat(80)}` }],
    ['no timestamp', { 'x-slack-request-timestamp': '' }],
    ['a timestamp that is none', { 'x-slack-request-timestamp': '1e9' }],
  ])('refuses %s and stores nothing', async (_, headers) => {
    const { status, stored } = await post(JSON.stringify(slackBodies.dm), { headers });
    expect([status, stored]).toEqual([401, []]);
  });

  it('answers whatever is signed, stores it as the database can hold it, and the same one alike', async () => {
    const values = fc.oneof(anyJson, spoiledSlackBodies).map((value) => JSON.stringify(value) ?? 'null');
    const requests = fc.oneof(
      values.map((text) => ({ text, type: 'application/json' })),
      values.map((text) => ({ text: `payload=${encodeURIComponent(text)}`, type: form })),
      fc.string({ unit: 'binary' }).map((text) => ({ text, type: form })),
    );
    await fc.assert(
      fc.asyncProperty(requests, async ({ text, type }) => {
        const first = await post(text, { type });
        expect([200, 400]).toContain(first.status);
        expect(first.stored.filter((event) => !isStorable(event))).toEqual([]);
        expect(await post(text, { type })).toEqual(first);
      }),
      { numRuns: 1_500 },
    );
  });
});
