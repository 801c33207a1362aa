import { randomUUID } from 'node:crypto';
import { HTTPFetchError, messagingApi } from '@line/bot-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLineStandIn, type LineStandIn } from '../../playground/line/line-stand-in.ts';
import type { LineUser } from '../../playground/line/line-user.ts';
import { createAgenda } from '../../playground/world/agenda.ts';
import { createRandom } from '../../playground/world/random.ts';
import { createSimulatedClock, type SimulatedClock } from '../../playground/world/simulated-clock.ts';
import { describeWith, findLineOpenapi } from '../support/requirements.ts';

const token = 'channel-token';
const text = (words: string) => ({ type: 'text' as const, text: words });

type Setup = {
  readonly clock: SimulatedClock;
  readonly line: LineStandIn;
  readonly user: LineUser;
  readonly client: messagingApi.MessagingApiClient;
};

async function setUp(
  more: { readonly monthlyLimit?: number; readonly openApiDir?: string } = {},
): Promise<Setup> {
  const clock = createSimulatedClock(new Date('2024-11-05T12:00:00Z'));
  const line = await createLineStandIn({
    clock,
    agenda: createAgenda(),
    random: createRandom(1),
    channelSecret: 'secret',
    channelAccessToken: token,
    // Nobody listens: webhooks are not what is looked at here.
    webhookUrl: () => 'http://127.0.0.1:9/line/webhook',
    ...more,
  });
  const user = line.addUser({ displayName: 'Somebody', language: 'ja' });
  const client = new messagingApi.MessagingApiClient({ channelAccessToken: token, baseURL: line.url });
  await user.follow();
  return { clock, line, user, client };
}

const statusOf = async (call: Promise<unknown>): Promise<{ status: number; body: string }> => {
  try {
    await call;
    return { status: 200, body: '' };
  } catch (error) {
    if (error instanceof HTTPFetchError) return { status: error.status, body: error.body };
    throw error;
  }
};

describe('LINE’s stand-in, through LINE’s own SDK', () => {
  let { clock, line, user, client }: Setup = {} as Setup;

  beforeEach(async () => {
    ({ clock, line, user, client } = await setUp());
  });
  afterEach(() => line.close());

  const push = (messages: messagingApi.Message[], key?: string) =>
    client.pushMessage({ to: user.userId, messages }, key);

  it('delivers a push, charges one message for it whatever it holds, and lists its ids', async () => {
    const sent = await push([text('one'), text('two')]);
    expect(sent.sentMessages).toHaveLength(2);
    expect(user.received.map(({ message }) => message.text)).toEqual(['one', 'two']);
    expect(line.pushesByMonth()).toEqual({ '2024-11': 1 });
    expect(await client.getMessageQuotaConsumption()).toEqual({ totalUsage: 1 });
    expect(await client.getMessageQuota()).toEqual({ type: 'limited', value: 200 });
  });

  it('answers a retry key it has seen within a day with 409, and shows nothing twice', async () => {
    const key = randomUUID();
    await push([text('once')], key);
    expect(await statusOf(push([text('once')], key))).toMatchObject({ status: 409 });
    expect(user.received).toHaveLength(1);
    clock.advanceTo(new Date(clock.now().getTime() + 25 * 3_600_000));
    await push([text('once')], key);
    expect(user.received).toHaveLength(2);
    expect(await statusOf(push([text('x')], 'no-uuid'))).toMatchObject({ status: 400 });
  });

  it('knows retry keys of multicasts too, and charges each reader', async () => {
    const other = line.addUser({ displayName: 'Other', language: 'ja' });
    await other.follow();
    const request = { to: [user.userId, other.userId], messages: [text('all')] };
    const key = randomUUID();
    await client.multicast(request, key);
    expect(await statusOf(client.multicast(request, key))).toMatchObject({ status: 409 });
    expect(line.pushesByMonth()).toEqual({ '2024-11': 2 });
  });

  it('takes messages to somebody who blocked the account, shows and charges nothing, not even at the limit', async () => {
    await line.close();
    ({ clock, line, user, client } = await setUp({ monthlyLimit: 1 }));
    await push([text('one')]);
    const full = await statusOf(push([text('two')]));
    expect(full).toMatchObject({ status: 429 });
    expect(full.body).toContain('You have reached your monthly limit.');
    await user.block();
    expect(await statusOf(push([text('three')]))).toMatchObject({ status: 200 });
    expect(user.received).toHaveLength(1);
    expect(await statusOf(client.getProfile(user.userId))).toMatchObject({ status: 404 });
  });

  it('refuses a wrong token, an unknown person and an unknown address', async () => {
    const stranger = new messagingApi.MessagingApiClient({ channelAccessToken: 'wrong', baseURL: line.url });
    const request = { to: user.userId, messages: [text('x')] };
    expect(await statusOf(stranger.pushMessage(request))).toMatchObject({ status: 401 });
    expect(await statusOf(client.pushMessage({ ...request, to: 'U0' }))).toMatchObject({ status: 400 });
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${line.url}/v2/bot/nothing`, { method: 'POST', headers })).status).toBe(404);
    const posted = await fetch(`${line.url}/v2/bot/message/push`, { method: 'POST', headers, body: 'text' });
    expect(posted.status).toBe(415);
  });

  it('lets the account leave groups and rooms, and shows that it is writing in steps of five seconds', async () => {
    await client.leaveGroup('G1');
    await client.leaveRoom('R1');
    const loading = (loadingSeconds: number) =>
      statusOf(client.showLoadingAnimation({ chatId: user.userId, loadingSeconds }));
    expect(await loading(20)).toMatchObject({ status: 200 });
    expect(await loading(7)).toMatchObject({ status: 400 });
    expect(await loading(65)).toMatchObject({ status: 400 });
  });

  const action = (label: string) => ({ type: 'postback' as const, label, data: 'd' });
  const flex = (body: object, more: object = {}): messagingApi.Message =>
    ({ type: 'flex', altText: 'x', contents: { type: 'bubble', body, ...more } }) as messagingApi.Message;
  const box = (...contents: object[]) => ({ type: 'box', layout: 'vertical', contents });

  it.each<[string, messagingApi.Message[]]>([
    ['no message', []],
    ['six messages', Array.from({ length: 6 }, () => text('x'))],
    ['a text of 5,001 units', [text('x'.repeat(5_001))]],
    ['an empty text', [text('')]],
    ['an altText of 1,501 units', [{ ...flex(box()), altText: 'x'.repeat(1_501) } as messagingApi.Message]],
    ['a button label of 41 units', [flex(box({ type: 'button', action: action('x'.repeat(41)) }))]],
    [
      'fourteen quick replies',
      [
        {
          ...text('x'),
          quickReply: { items: Array.from({ length: 14 }, () => ({ type: 'action', action: action('x') })) },
        } as messagingApi.Message,
      ],
    ],
    [
      'a picker without a mode',
      [flex(box({ type: 'button', action: { type: 'datetimepicker', label: 'x', data: 'd' } }))],
    ],
    [
      'postback data of 301 units',
      [flex(box({ type: 'button', action: { ...action('x'), data: 'd'.repeat(301) } }))],
    ],
    ['a picture over http', [{ type: 'image', originalContentUrl: 'http://x', previewImageUrl: 'http://x' }]],
    ['an unknown component', [flex(box({ type: 'marquee' }))]],
    [
      'a bubble over 30 KB',
      [flex(box(...Array.from({ length: 40 }, () => ({ type: 'text', text: 'x'.repeat(900) }))))],
    ],
  ])('refuses %s as LINE does', async (_, messages) => {
    expect(await statusOf(push(messages))).toMatchObject({ status: 400 });
    expect(user.received).toEqual([]);
  });

  it('takes what LINE takes: a hero picture, a film, links and pickers', async () => {
    await push([
      flex(
        box({ type: 'button', action: { type: 'datetimepicker', label: 'x', data: 'd', mode: 'datetime' } }),
        {
          hero: { type: 'image', url: 'https://example.org/x.png' },
        },
      ),
      {
        type: 'video',
        originalContentUrl: 'https://example.org/x.mp4',
        previewImageUrl: 'https://example.org/x.png',
      },
    ]);
    expect(user.received).toHaveLength(2);
  });

  it('breaks down as it is told to, before or after it took a message', async () => {
    line.faults.onCall('push', 'http-500');
    expect(await statusOf(push([text('x')]))).toMatchObject({ status: 500 });
    line.faults.onCall('push', 'rate-limited');
    const limited = await statusOf(push([text('x')]));
    expect(limited).toMatchObject({ status: 429 });
    expect(limited.body).toContain('Try again later');
    line.faults.onCall('push', 'accept-then-reset');
    await expect(push([text('kept')])).rejects.toThrow();
    expect(user.received).toHaveLength(1);
  });
});

describeWith({ lineOpenapi: true }, 'LINE’s stand-in beside LINE’s own specification', () => {
  it('finds what the specification forbids, deep inside a message', async () => {
    const openApiDir = findLineOpenapi() ?? '';
    const { line, user, client } = await setUp({ openApiDir });
    const bubble = (component: object) =>
      ({
        type: 'flex',
        altText: 'x',
        contents: { type: 'bubble', body: { type: 'box', layout: 'vertical', contents: [component] } },
      }) as messagingApi.Message;
    await client.pushMessage({
      to: user.userId,
      messages: [bubble({ type: 'text', text: 'good', size: 'md' })],
    });
    expect(line.violations).toEqual([]);
    await client.pushMessage({
      to: user.userId,
      messages: [bubble({ type: 'text', text: 'bad', wrap: 'yes' })],
    });
    expect(line.violations.join('\n')).toContain('wrap');
    await line.close();
  });
});
