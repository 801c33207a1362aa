import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findButtons, readTexts } from '../../playground/line/find-buttons.ts';
import type { LineUser } from '../../playground/line/line-user.ts';
import {
  asMessage,
  type LineFixture,
  refusalOf,
  startLine,
  text,
} from '../support/line/line-stand-in-fixture.ts';

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

const textsOf = ({ received }: LineUser) => received.map(({ message }) => message.text);
const lastReplyToken = () => String(fixture.receiver.events().at(-1)?.replyToken);

describe('push', () => {
  it('shows all messages of a request and lists an id and a quote token for each', async () => {
    const { sentMessages } = await fixture.client.pushMessage({
      to: user.userId,
      messages: [text('こんにちは'), text('二つ目')],
    });
    expect(textsOf(user)).toEqual(['こんにちは', '二つ目']);
    expect(user.received.every(({ via }) => via === 'push')).toBe(true);
    expect(sentMessages).toEqual([
      { id: expect.stringMatching(/^\d{18}$/), quoteToken: expect.any(String) },
      { id: expect.stringMatching(/^\d{18}$/), quoteToken: expect.any(String) },
    ]);
    expect(new Set(sentMessages.map(({ id }) => id)).size).toBe(2);
  });

  it('carries a request id that also stands in the ledger', async () => {
    const { httpResponse } = await fixture.client.pushMessageWithHttpInfo({
      to: user.userId,
      messages: [text('x')],
    });
    const requestId = httpResponse.headers.get('x-line-request-id');
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(fixture.line.ledger).toMatchObject([{ requestId, userId: user.userId, via: 'push', cost: 1 }]);
  });

  it('is taken and not shown when the person has blocked the account', async () => {
    await user.block();
    const { sentMessages } = await fixture.client.pushMessage({ to: user.userId, messages: [text('x')] });
    expect(sentMessages).toHaveLength(1);
    expect(user.received).toEqual([]);
    expect(fixture.line.ledger).toMatchObject([{ delivered: false, cost: 0 }]);
    await user.follow();
    await fixture.client.pushMessage({ to: user.userId, messages: [text('again')] });
    expect(textsOf(user)).toEqual(['again']);
  });

  it('reaches somebody who is no friend for seven days after they wrote', async () => {
    const stranger = fixture.line.addUser({ displayName: '友だちではない人', language: 'ja' });
    const push = (words: string) =>
      fixture.client.pushMessage({ to: stranger.userId, messages: [text(words)] });
    await push('never wrote');
    await stranger.sendText('hello');
    await push('wrote just now');
    await fixture.advance(7 * 86_400);
    await push('wrote a week ago');
    await fixture.advance(1);
    await push('wrote longer ago');
    expect(textsOf(stranger)).toEqual(['wrote just now', 'wrote a week ago']);
  });

  it('tells the listeners of a phone, and is busy until they have ended', async () => {
    const seen: unknown[] = [];
    user.onReceive(async (messages) => {
      await wait(20);
      seen.push(...messages.map(({ message }) => message.text));
    });
    await fixture.client.pushMessage({ to: user.userId, messages: [text('x')] });
    expect(fixture.line.idle()).toBe(false);
    await fixture.line.untilIdle();
    expect(seen).toEqual(['x']);
  });
});

describe('reply', () => {
  it('answers with the token of an event, for nothing', async () => {
    await user.sendText('次回');
    const { sentMessages } = await fixture.client.replyMessage({
      replyToken: lastReplyToken(),
      messages: [text('火曜日です')],
    });
    expect(sentMessages).toHaveLength(1);
    expect(user.received).toMatchObject([{ via: 'reply', message: { text: '火曜日です' } }]);
    expect(fixture.line.ledger).toMatchObject([{ via: 'reply', cost: 0, delivered: true }]);
    expect(await fixture.client.getMessageQuotaConsumption()).toEqual({ totalUsage: 0 });
  });
});

describe('multicast and broadcast', () => {
  it('reach friends only, answer nothing, and skip whom they do not reach', async () => {
    const other = await fixture.addFriend('参加者01B');
    const blocker = await fixture.addFriend('参加者02A');
    await blocker.block();
    const to = [user.userId, other.userId, blocker.userId, `U${'0'.repeat(32)}`];
    expect(await fixture.client.multicast({ to, messages: [text('皆さん')] })).toEqual({});
    expect(await fixture.client.broadcast({ messages: [text('お知らせ')] })).toEqual({});
    expect([user, other, blocker].map(textsOf)).toEqual([['皆さん', 'お知らせ'], ['皆さん', 'お知らせ'], []]);
    expect(fixture.line.pushesByMonth()).toEqual({ '2024-11': 4 });
  });
});

describe('a phone', () => {
  const quick = (label: string) => ({
    items: [{ type: 'action' as const, action: { type: 'message' as const, label, text: label } }],
  });

  it('shows the quick replies of the newest message, until its owner says something', async () => {
    const push = (...labels: string[]) =>
      fixture.client.pushMessage({
        to: user.userId,
        messages: labels.map((label) => ({ ...text('x'), quickReply: quick(label) })),
      });
    const shown = () => user.screen().quick.map(({ label }) => label);
    await push('古い', '新しい');
    expect(shown()).toEqual(['新しい']);
    await user.sendText('はい');
    expect(shown()).toEqual([]);
    await push('もう一度');
    await user.tapData('x');
    expect(shown()).toEqual([]);
  });

  it('finds everything that can be tapped, and every text, in reading order', async () => {
    const button = (label: string) => ({ type: 'button', action: { type: 'postback', label, data: label } });
    const words = (value: string) => ({ type: 'text', text: value });
    const flex = {
      type: 'flex',
      altText: 'x',
      contents: {
        type: 'bubble',
        hero: {
          type: 'image',
          url: 'https://example.org/a.png',
          action: { type: 'uri', label: '絵', uri: 'https://example.org' },
        },
        body: { type: 'box', layout: 'vertical', contents: [words('本文'), button('一')] },
        footer: {
          type: 'box',
          layout: 'vertical',
          contents: [{ type: 'text', contents: [{ type: 'span', text: '足' }] }, button('二')],
        },
      },
      quickReply: quick('三'),
    };
    const template = {
      type: 'template',
      altText: 'x',
      template: {
        type: 'carousel',
        columns: ['左', '右'].map((side) => ({
          title: side,
          text: `${side}の文`,
          actions: [{ type: 'datetimepicker', label: `${side}の日`, data: 'd', mode: 'date' }],
        })),
      },
    };
    await fixture.client.pushMessage({ to: user.userId, messages: [asMessage(flex), asMessage(template)] });
    const [first = {}, second = {}] = user.received.map(({ message }) => message);
    expect(findButtons(first).map(({ label, where }) => [label, where])).toEqual([
      ['絵', 'bubble'],
      ['一', 'bubble'],
      ['二', 'bubble'],
      ['三', 'quick'],
    ]);
    expect(readTexts(first)).toEqual(['本文', '足']);
    expect(findButtons(second)).toEqual([
      { label: '左の日', kind: 'datetimepicker', where: 'template', data: 'd', mode: 'date' },
      { label: '右の日', kind: 'datetimepicker', where: 'template', data: 'd', mode: 'date' },
    ]);
    expect(readTexts(second)).toEqual(['左', '左の文', '右', '右の文']);
  });
});

describe('what the app may ask about people and talks', () => {
  it('gives the profile of a friend, and of nobody else', async () => {
    expect(await fixture.client.getProfile(user.userId)).toEqual({
      userId: user.userId,
      displayName: '参加者01A',
      language: 'ja',
    });
    await user.block();
    expect(await refusalOf(fixture.client.getProfile(user.userId))).toMatchObject({
      status: 404,
      message: 'Not found',
    });
    const stranger = fixture.line.addUser({ displayName: 'x', language: 'ja' });
    expect(await refusalOf(fixture.client.getProfile(stranger.userId))).toMatchObject({ status: 404 });
  });

  it('lets the account leave groups and rooms with a call that has no body', async () => {
    await fixture.client.leaveGroup('C1');
    await fixture.client.leaveRoom('R1');
    expect(fixture.line.left).toEqual(['C1', 'R1']);
  });

  it('tells who the account is', async () => {
    expect(await fixture.client.getBotInfo()).toMatchObject({
      userId: fixture.line.botUserId,
      chatMode: 'bot',
    });
  });

  it('gives link tokens that work once within ten minutes', async () => {
    const issue = async () => (await fixture.client.issueLinkToken(user.userId)).linkToken;
    const token = await issue();
    expect(await user.linkAccount(token, 'a-nonce-of-some-length')).toMatchObject({ status: 200 });
    expect(fixture.receiver.events().at(-1)).toMatchObject({
      type: 'accountLink',
      link: { result: 'ok', nonce: 'a-nonce-of-some-length' },
    });
    expect(await user.linkAccount(token, 'a-nonce-of-some-length')).toBeNull();
    const late = await issue();
    await fixture.advance(601);
    expect(await user.linkAccount(late, 'a-nonce-of-some-length')).toBeNull();
  });
});
