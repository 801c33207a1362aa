import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackUser } from '../../playground/slack/types.ts';
import {
  botToken,
  refusalOf,
  type SlackFixture,
  section,
  startSlack,
} from '../support/slack/slack-stand-in-fixture.ts';

let fixture: SlackFixture;
let aki: SlackUser;
let ben: SlackUser;

beforeEach(async () => {
  fixture = await startSlack();
  aki = fixture.slack.addUser({ email: 'aki@example.org', name: 'メンター01A', tz: 'Asia/Tokyo' });
  ben = fixture.slack.addUser({ email: 'ben@example.org', name: 'メンター01B', tz: 'Europe/London' });
});
afterEach(() => fixture.close());

async function openGroup(...users: readonly SlackUser[]): Promise<string> {
  const opened = await fixture.client.conversations.open({ users: users.map((user) => user.id).join(',') });
  return opened.channel?.id ?? '';
}

describe('tokens', () => {
  it('refuses a call without a token, with a wrong one and with a revoked one', async () => {
    expect(await refusalOf(fixture.clientWith().auth.test())).toBe('not_authed');
    expect(await refusalOf(fixture.clientWith('xoxb-other').auth.test())).toBe('invalid_auth');
    await fixture.slack.hostile.revokeTokens();
    expect(await refusalOf(fixture.client.auth.test())).toBe('token_revoked');
    fixture.slack.hostile.reinstall();
    expect((await fixture.client.auth.test()).user_id).toBe(fixture.slack.botUserId);
  });

  it('takes JSON bodies as well as forms, and names a method it does not have', async () => {
    const headers = { authorization: `Bearer ${botToken}`, 'content-type': 'application/json' };
    const post = async (method: string, body: string) =>
      (await fetch(`${fixture.slack.url}${method}`, { method: 'POST', headers, body })).json();
    const body = JSON.stringify({ channel: aki.id, text: 'こんにちは', blocks: [section('こんにちは')] });
    expect(await post('chat.postMessage', body)).toMatchObject({ ok: true });
    expect(await post('chat.postMessage', '{')).toEqual(expect.objectContaining({ error: 'invalid_json' }));
    expect(await post('chat.shout', '{}')).toEqual({ ok: false, error: 'unknown_method' });
    expect(aki.received.map((message) => message.text)).toEqual(['こんにちは']);
  });
});

describe('conversations', () => {
  it('opens the direct message when a user id is posted to, always the same one', async () => {
    const posted = await fixture.client.chat.postMessage({ channel: aki.id, text: 'hello' });
    const opened = await fixture.client.conversations.open({ users: aki.id });
    expect(posted.channel).toMatch(/^D/);
    expect(opened).toMatchObject({ already_open: true, channel: { id: posted.channel } });
    expect(fixture.slack.ledger).toMatchObject([
      {
        channel: posted.channel,
        ts: posted.ts,
        readers: [aki.id],
        text: 'hello',
        method: 'chat.postMessage',
      },
    ]);
  });

  it('gives one group per set of people, whatever their order', async () => {
    const group = await openGroup(aki, ben);
    expect(await openGroup(ben, aki)).toBe(group);
    expect(await openGroup(aki)).not.toBe(group);
    await fixture.client.chat.postMessage({ channel: group, text: 'both' });
    expect(fixture.slack.ledger[0]?.readers).toEqual([aki.id, ben.id].toSorted());
    const members = await fixture.client.conversations.members({ channel: group });
    expect(members.members?.toSorted()).toEqual([aki.id, ben.id, fixture.slack.botUserId].toSorted());
  });

  it('refuses nine people, nobody, and strangers', async () => {
    const nine = Array.from({ length: 9 }, (_, index) =>
      fixture.slack.addUser({ email: `m${index}@example.org`, name: `m${index}`, tz: 'Asia/Tokyo' }),
    );
    expect(await refusalOf(openGroup(...nine))).toBe('too_many_users');
    expect(await openGroup(...nine.slice(1))).toMatch(/^C/);
    expect(await refusalOf(fixture.client.conversations.open({ users: 'U404' }))).toBe('user_not_found');
    expect(await refusalOf(fixture.client.conversations.open({ users: '' }))).toBe('users_list_not_supplied');
  });

  it('keeps the bot out of channels it has not joined and of other people’s conversations', async () => {
    const joined = fixture.slack.addChannel({ name: 'desk', botIsMember: true, members: [aki.id] });
    const open = fixture.slack.addChannel({ name: 'open', botIsMember: false, members: [aki.id] });
    const hidden = fixture.slack.addChannel({
      name: 'hidden',
      botIsMember: false,
      members: [aki.id],
      isPrivate: true,
    });
    const theirs = fixture.slack.addForeignDm([aki.id, ben.id]);
    const post = (channel: string) => fixture.client.chat.postMessage({ channel, text: 'hi' });
    expect((await post(joined.id)).ok).toBe(true);
    expect(await refusalOf(post(open.id))).toBe('not_in_channel');
    expect(await refusalOf(post(hidden.id))).toBe('channel_not_found');
    expect(await refusalOf(post(theirs.id))).toBe('channel_not_found');
    expect(await refusalOf(fixture.client.conversations.info({ channel: theirs.id }))).toBe(
      'channel_not_found',
    );
    expect((await fixture.client.conversations.info({ channel: open.id })).channel?.is_member).toBe(false);
  });
});

describe('people', () => {
  it('finds people by e-mail, with their zone', async () => {
    const found = await fixture.client.users.lookupByEmail({ email: 'AKI@example.org' });
    expect(found.user).toMatchObject({ id: aki.id, tz: 'Asia/Tokyo', tz_offset: 32_400 });
    expect(await refusalOf(fixture.client.users.lookupByEmail({ email: 'no@example.org' }))).toBe(
      'users_not_found',
    );
  });

  it('lets nothing reach a deactivated account and says so in an event', async () => {
    const group = await openGroup(aki, ben);
    await aki.deactivate();
    expect(fixture.receiver.ofType('user_change')).toMatchObject([{ user: { id: aki.id, deleted: true } }]);
    expect(await refusalOf(fixture.client.users.lookupByEmail({ email: aki.email }))).toBe('users_not_found');
    expect((await fixture.client.users.info({ user: aki.id })).user?.deleted).toBe(true);
    expect(await refusalOf(fixture.client.chat.postMessage({ channel: aki.id, text: 'x' }))).toBe(
      'user_disabled',
    );
    await fixture.client.chat.postMessage({ channel: group, text: 'x' });
    expect(fixture.slack.ledger.at(-1)?.readers).toEqual([ben.id]);
    expect(aki.received).toEqual([]);
    await expect(aki.sendDm('still here?')).rejects.toThrow('deactivated');
    await aki.reactivate();
    expect((await fixture.client.chat.postMessage({ channel: aki.id, text: 'x' })).ok).toBe(true);
  });

  it('can swallow messages to a deactivated account, as the real platform has been seen to do', async () => {
    const other = await startSlack({ deactivatedDms: 'swallowed' });
    try {
      const gone = other.slack.addUser({ email: 'gone@example.org', name: 'gone', tz: 'Asia/Tokyo' });
      await gone.deactivate();
      await other.client.chat.postMessage({ channel: gone.id, text: 'x' });
      expect(other.slack.ledger).toMatchObject([{ readers: [] }]);
    } finally {
      await other.close();
    }
  });
});

describe('changing messages', () => {
  it('replaces text, keeps metadata, and takes blocks away when only a text comes', async () => {
    const metadata = { event_type: 'delivery', event_payload: { id: 'd1' } };
    const changed: string[] = [];
    aki.onUpdate((message) => void changed.push(message.text));
    const posted = await fixture.client.chat.postMessage({
      channel: aki.id,
      text: 'one',
      blocks: [section('one')],
      metadata,
    });
    const channel = posted.channel ?? '';
    await fixture.client.chat.update({ channel, ts: posted.ts ?? '', text: 'two' });
    await fixture.slack.untilIdle();
    expect(fixture.slack.messagesIn(channel)).toMatchObject([
      { text: 'two', blocks: [], metadata, edited: true },
    ]);
    expect(fixture.slack.ledger).toMatchObject([{ text: 'one' }]);
    expect(fixture.slack.updates).toMatchObject([{ text: 'two', method: 'chat.update', ts: posted.ts }]);
    expect(changed).toEqual(['two']);
    expect(fixture.receiver.ofType('message').map((event) => event.subtype)).toEqual([
      undefined,
      'message_changed',
    ]);
  });

  it('deletes its own messages only, and knows no deleted one', async () => {
    const { channel, ts } = await aki.sendDm('mine');
    expect(await refusalOf(fixture.client.chat.update({ channel, ts, text: 'x' }))).toBe(
      'cant_update_message',
    );
    expect(await refusalOf(fixture.client.chat.delete({ channel, ts }))).toBe('cant_delete_message');
    const posted = await fixture.client.chat.postMessage({ channel, text: 'bot' });
    const own = { channel, ts: posted.ts ?? '' };
    await fixture.client.chat.delete(own);
    expect(fixture.slack.messagesIn(channel).map((message) => message.text)).toEqual(['mine']);
    expect(await refusalOf(fixture.client.chat.update({ ...own, text: 'x' }))).toBe('message_not_found');
  });

  it('shows an ephemeral message to one person and never again', async () => {
    const group = await openGroup(aki, ben);
    await fixture.client.chat.postEphemeral({ channel: group, user: aki.id, text: 'only you' });
    await fixture.slack.untilIdle();
    expect(aki.received).toMatchObject([{ text: 'only you', ephemeral: true, kind: 'group' }]);
    expect(ben.received).toEqual([]);
    expect((await fixture.client.conversations.history({ channel: group })).messages).toEqual([]);
  });
});

describe('history', () => {
  it('pages from the newest and shows metadata only when asked', async () => {
    const channel = (await aki.sendDm('0')).channel;
    for (const id of ['1', '2', '3']) {
      const metadata = { event_type: 'delivery', event_payload: { id } };
      await fixture.client.chat.postMessage({ channel, text: id, metadata });
    }
    const first = await fixture.client.conversations.history({
      channel,
      limit: 3,
      include_all_metadata: true,
    });
    expect(first.messages?.map((message) => message.text)).toEqual(['3', '2', '1']);
    expect(first.messages?.[0]?.metadata).toEqual({ event_type: 'delivery', event_payload: { id: '3' } });
    const cursor = first.response_metadata?.next_cursor ?? '';
    const rest = await fixture.client.conversations.history({ channel, limit: 3, cursor });
    expect(rest).toMatchObject({ has_more: false, messages: [{ text: '0' }] });
    const plain = await fixture.client.conversations.history({ channel });
    expect(plain.messages?.some((message) => 'metadata' in message)).toBe(false);
  });

  it('leaves oldest and latest out unless told otherwise, though messages are microseconds apart', async () => {
    const first = await aki.sendDm('a');
    const second = await aki.sendDm('b');
    const third = await aki.sendDm('c');
    expect([first.ts, second.ts, third.ts].toSorted()).toEqual([first.ts, second.ts, third.ts]);
    const between = { channel: first.channel, oldest: first.ts, latest: third.ts };
    const texts = async (inclusive: boolean) =>
      (await fixture.client.conversations.history({ ...between, inclusive })).messages?.map(
        ({ text }) => text,
      );
    expect(await texts(false)).toEqual(['b']);
    expect(await texts(true)).toEqual(['c', 'b', 'a']);
  });
});
