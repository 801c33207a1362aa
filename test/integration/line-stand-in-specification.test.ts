import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Json } from '../../playground/line/json.ts';
import type { LineUser } from '../../playground/line/line-user.ts';
import { createSpecificationCheck } from '../../playground/line/specification/specification-check.ts';
import { renderLineMessages } from '../../src/channels/line/render.ts';
import type { Message } from '../../src/domain/messaging/message.ts';
import { asMessage, type LineFixture, startLine, text } from '../support/line/line-stand-in-fixture.ts';
import {
  box,
  bubble,
  button,
  buttons,
  flex,
  https,
  inBody,
  picker,
  plain,
  postback,
  quick,
  video,
} from '../support/line/messages.ts';
import { describeWith, findLineOpenapi } from '../support/requirements.ts';

describeWith({ lineOpenapi: true }, 'LINE’s own specification', () => {
  let fixture: LineFixture;
  let user: LineUser;

  let known = 0;

  beforeAll(async () => {
    fixture = await startLine({ openApiDir: findLineOpenapi() ?? '' });
  });
  beforeEach(async () => {
    known = fixture.line.violations.length;
    user = await fixture.addFriend();
  });
  afterAll(() => fixture.close());

  /** What was found since the test began. */
  const violations = () => fixture.line.violations.slice(known);

  const push = (message: Json) =>
    fixture.client.pushMessage({ to: user.userId, messages: [asMessage(message)] }).catch(() => null);
  const violationsOf = async (message: Json): Promise<readonly string[]> => {
    await push(message);
    return violations();
  };

  it.each<[string, Json]>([
    ['a text with quick replies', quick(postback(), 13)],
    ['buttons', buttons({ thumbnailImageUrl: https, title: '題' })],
    ['a hero video', flex(bubble({ hero: video, styles: { hero: { separator: true } } }))],
    ['a picker in a box in a box', inBody(box(button(picker({ mode: 'datetime' }))))],
    [
      'a link',
      inBody(
        button({
          type: 'uri',
          label: 'x',
          uri: 'https://example.org',
          altUri: { desktop: 'https://example.org/d' },
        }),
      ),
    ],
    ['a carousel of bubbles', flex({ type: 'carousel', contents: [bubble({ body: box(plain('x')) })] })],
  ])('finds nothing wrong with %s', async (_, message) => {
    expect(await violationsOf(message)).toEqual([]);
  });

  it('finds nothing wrong with what the product draws', async () => {
    const link = { kind: 'link', label: '会議室', url: 'https://meet.example.org/1' } as const;
    const act = { kind: 'act', label: 'あとにする', data: 'later' } as const;
    const message: Message = {
      summary: '第1回',
      parts: [
        { kind: 'heading', text: '見出し' },
        { kind: 'text', text: '本文' },
        { kind: 'quote', text: '引用' },
        { kind: 'note', text: '注' },
        { kind: 'separator' },
        { kind: 'grid', rows: [[act, act]] },
        { kind: 'controls', controls: [act, link] },
      ],
      shortcuts: [act],
    };
    const messages = renderLineMessages([message, { summary: 'x', parts: [{ kind: 'text', text: 'x' }] }]);
    await fixture.client.pushMessage({ to: user.userId, messages });
    expect(user.received).toHaveLength(2);
    expect(violations()).toEqual([]);
  });

  const contents = '/messages/0/contents';
  it.each<[string, Json, string]>([
    [
      'a word where a truth value belongs',
      inBody({ ...plain('x'), wrap: 'yes' }),
      `${contents}/body/contents/0/wrap must be boolean`,
    ],
    [
      'half a share of the width',
      inBody({ ...plain('x'), flex: 1.5 }),
      `${contents}/body/contents/0/flex must be integer`,
    ],
    [
      'an unknown property of a text',
      inBody({ ...plain('x'), colour: '#000000' }),
      `${contents}/body/contents/0 has an unknown colour`,
    ],
    [
      'an unknown property of an action in a box in a box',
      inBody(box(button(postback({ dta: 'x' })))),
      `${contents}/body/contents/0/contents/0/action has an unknown dta`,
    ],
    [
      'a style that no button has',
      inBody({ ...button(postback()), style: 'danger' }),
      `${contents}/body/contents/0/style must be equal to one of the allowed values: primary, secondary, link`,
    ],
    [
      'an unknown component',
      inBody({ type: 'marquee' }),
      `${contents}/body/contents/0/type must be equal to one of the allowed values`,
    ],
    [
      'a quick reply’s action without its text',
      quick({ type: 'message', label: 'x', text: 3 }),
      '/messages/0/quickReply/items/0/action/text must be string',
    ],
    [
      'a picker of an unknown mode',
      buttons({ actions: [picker({ mode: 'month' })] }),
      '/messages/0/template/actions/0/mode must be equal to one of the allowed values',
    ],
    [
      'an address that is none',
      { type: 'image', originalContentUrl: 'picture', previewImageUrl: https },
      '/messages/0/originalContentUrl must match format "uri"',
    ],
  ])('finds %s', async (_, message, violation) => {
    expect(await violationsOf(message)).toContainEqual(expect.stringContaining(violation));
  });

  it('finds what is wrong beside the messages', async () => {
    const body = JSON.stringify({ to: user.userId, messages: [text('x')], notificationDisable: true });
    await fixture.call('/v2/bot/message/push', { body, headers: { 'content-type': 'application/json' } });
    expect(violations()).toEqual(['POST /v2/bot/message/push  has an unknown notificationDisable']);
  });

  it('finds nothing wrong with any answer or webhook of the stand-in itself', async () => {
    const { client } = fixture;
    const other = await fixture.addFriend();
    const messages = [text('x')];
    await client.pushMessage({ to: user.userId, messages });
    await client.multicast({ to: [user.userId, other.userId], messages });
    await client.broadcast({ messages });
    await client.validateReply({ messages });
    await client.showLoadingAnimation({ chatId: user.userId, loadingSeconds: 5 });
    await Promise.all([
      client.getMessageQuota(),
      client.getMessageQuotaConsumption(),
      client.getBotInfo(),
      client.getProfile(user.userId),
      client.leaveGroup('C1'),
      client.getProfile('U1').catch(() => null),
    ]);
    const { linkToken } = await client.issueLinkToken(user.userId);
    await user.linkAccount(linkToken, 'a-nonce-of-some-length');
    const { messageId = '' } = await user.sendText('hello👋');
    const replyToken = String(fixture.receiver.events().at(-1)?.replyToken);
    await client.replyMessage({ replyToken, messages });
    await user.unsend(messageId);
    await user.sendSticker();
    for (const kind of ['image', 'video', 'audio', 'file', 'location'] as const) await user.sendMedia(kind);
    await user.tapData('x', { datetime: '2024-11-06T20:00' });
    await user.block();
    await fixture.line.hostile.repeatEvent();
    await fixture.line.hostile.postEvents([]);
    expect(fixture.receiver.requests.length).toBeGreaterThan(12);
    expect(violations()).toEqual([]);
  });

  it('finds an answer of the stand-in itself that LINE would never give', async () => {
    fixture.line.allowance.drift(0.5);
    await fixture.client.getMessageQuotaConsumption();
    fixture.line.allowance.drift(0);
    expect(violations()).toContainEqual(
      '200 of GET /v2/bot/message/quota/consumption /totalUsage must be integer',
    );
  });

  const source = () => ({ type: 'user', userId: user.userId });
  it.each<[string, Json, string]>([
    ['of an unknown type', { type: 'wink' }, '/events/0/type must be equal to one of the allowed values'],
    ['without its message', { type: 'message' }, "/events/0 must have required property 'message'"],
    [
      'whose message lacks its quote token',
      { type: 'message', message: { type: 'text', id: '1', text: 'x' } },
      "/events/0/message must have required property 'quoteToken'",
    ],
    ['with an unknown property', { type: 'unfollow', reason: 'x' }, '/events/0 has an unknown reason'],
  ])('finds an event %s', async (_, act, violation) => {
    await fixture.line.hostile.postEvents([fixture.line.hostile.makeEvent(act, source(), false)]);
    expect(violations()).toContainEqual(expect.stringContaining(`webhook ${violation}`));
  });

  it('checks a group’s id where the event comes from a group', async () => {
    const event = fixture.line.hostile.makeEvent({ type: 'join' }, { type: 'group' });
    await fixture.line.hostile.postEvents([event]);
    expect(violations()).toEqual(["webhook /events/0/source must have required property 'groupId'"]);
  });

  it('refuses to start on a folder without the specification', () => {
    expect(() => createSpecificationCheck('/nowhere', () => undefined)).toThrow('ENOENT');
  });
});
