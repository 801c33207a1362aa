import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackUser } from '../../playground/slack/types.ts';
import { refusalOf, type SlackFixture, startSlack } from '../support/slack/slack-stand-in-fixture.ts';

let fixture: SlackFixture;
let aki: SlackUser;

beforeEach(async () => {
  fixture = await startSlack();
  aki = fixture.slack.addUser({ email: 'aki@example.org', name: 'メンター01A', tz: 'Asia/Tokyo' });
});
afterEach(() => fixture.close());

const post = (text: string) => fixture.client.chat.postMessage({ channel: aki.id, text });

describe('rate limits', () => {
  it('takes a short burst into one channel, then one message a second of simulated time', async () => {
    for (const text of ['1', '2', '3', '4']) await post(text);
    expect(await refusalOf(post('5'))).toBe('ratelimited 1');
    expect(await refusalOf(post('5'))).toBe('ratelimited 1');
    fixture.clock.advanceTo(new Date(fixture.clock.now().getTime() + 1000));
    await post('5');
    expect(await refusalOf(post('6'))).toBe('ratelimited 1');
    expect(aki.received.map((message) => message.text)).toEqual(['1', '2', '3', '4', '5']);
    expect(fixture.slack.ledger).toHaveLength(5);
  });

  it('counts channels apart', async () => {
    const ben = fixture.slack.addUser({ email: 'ben@example.org', name: 'ben', tz: 'Asia/Tokyo' });
    for (const text of ['1', '2', '3', '4']) await post(text);
    expect((await fixture.client.chat.postMessage({ channel: ben.id, text: 'x' })).ok).toBe(true);
  });

  it('refuses the fifty-first look-up of a minute with the seconds to wait', async () => {
    for (let call = 0; call < 50; call += 1) await fixture.client.users.lookupByEmail({ email: aki.email });
    expect(await refusalOf(fixture.client.users.lookupByEmail({ email: aki.email }))).toBe('ratelimited 2');
    expect((await fixture.client.users.info({ user: aki.id })).ok).toBe(true);
  });
});

describe('time', () => {
  it('stamps messages with the simulated clock, rising while it stands still', async () => {
    const stamps = [await post('1'), await post('2'), await post('3')].map((answer) => answer.ts);
    const second = fixture.clock.now().getTime() / 1000;
    expect(new Set(stamps).size).toBe(3);
    expect(stamps.every((ts) => ts?.startsWith(`${second}.`))).toBe(true);
    expect(stamps.map(Number).every((stamp, index) => index === 0 || stamp > Number(stamps[index - 1]))).toBe(
      true,
    );
  });
});

describe('faults', () => {
  it('stores a message whose connection then breaks, so that a plain retry would double it', async () => {
    const fault = fixture.slack.faults.onCall('chat.postMessage', 'accept-then-reset');
    await expect(post('once')).rejects.toThrow();
    await fixture.slack.untilIdle();
    expect(fault.fired()).toBe(1);
    expect(aki.received.map((message) => message.text)).toEqual(['once']);
    await post('twice');
    expect(fixture.slack.ledger.map((entry) => entry.text)).toEqual(['once', 'twice']);
  });

  it('refuses with 500, 429 and a broken connection without storing anything', async () => {
    fixture.slack.faults.onCall('chat.postMessage', 'http-500');
    await expect(post('a')).rejects.toThrow('500');
    fixture.slack.faults.onCall('chat.postMessage', 'rate-limited', { retryAfterSeconds: 30 });
    expect(await refusalOf(post('b'))).toBe('ratelimited 30');
    const reset = fixture.slack.faults.onCall('*', 'reset', { times: 2 });
    await expect(post('c')).rejects.toThrow();
    await expect(fixture.client.auth.test()).rejects.toThrow();
    expect(reset.fired()).toBe(2);
    expect(fixture.slack.ledger).toEqual([]);
    expect((await post('d')).ok).toBe(true);
  });

  it('hangs until the caller gives up, with or without having taken the message', async () => {
    fixture.slack.faults.onCall('chat.postMessage', 'hang');
    fixture.slack.faults.onCall('chat.postMessage', 'accept-then-hang');
    const first = post('lost').catch(() => 'gave up');
    await wait(50);
    expect(fixture.slack.idle()).toBe(false);
    expect(await first).toBe('gave up');
    await expect(post('kept')).rejects.toThrow();
    await fixture.slack.untilIdle();
    expect(aki.received.map((message) => message.text)).toEqual(['kept']);
  });
});

describe('idleness', () => {
  it('is busy until the listeners of the readers have ended', async () => {
    const order: string[] = [];
    aki.onMessage(async () => {
      await wait(30);
      order.push('listener');
    });
    await post('hello');
    order.push('answer');
    expect(fixture.slack.idle()).toBe(false);
    await fixture.slack.untilIdle();
    expect(order).toEqual(['answer', 'listener']);
    expect(fixture.slack.idle()).toBe(true);
  });

  it('records a listener that throws as a violation', async () => {
    aki.onMessage(() => {
      throw new Error('actor is lost');
    });
    await post('hello');
    await fixture.slack.untilIdle();
    expect(fixture.slack.violations).toEqual([`listener of ${aki.id} threw: Error: actor is lost`]);
  });
});
