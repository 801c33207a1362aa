import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackUser } from '../../playground/slack/types.ts';
import { createSlackApp } from '../../src/channels/slack/app.ts';
import { createSlackClient } from '../../src/channels/slack/client.ts';
import { readSlackBody } from '../../src/channels/slack/envelopes.ts';
import type { SlackContent, SlackIncoming } from '../../src/domain/messaging/incoming.ts';
import type { Modal, SlackAnswer } from '../../src/use-cases/ports/slack.ts';
import {
  botToken,
  type ReceivedRequest,
  type SlackFixture,
  startSlack,
} from '../support/slack/slack-stand-in-fixture.ts';

const noon = new Date('2024-11-26T12:00:00Z');
const evening = new Date('2024-11-26T21:00:00Z');
const at = (moment: Date): string => String(moment.getTime() / 1000);

/** A modal whose small line says what was understood. */
const modalSaying = (text: string): Modal => ({
  callbackId: 'times',
  metadata: 'team-1',
  title: '次回の日時',
  submit: 'これで送る',
  close: '閉じる',
  fields: [
    {
      kind: 'choice',
      key: 'how',
      label: '決め方',
      hint: null,
      options: [
        { value: 'offer', label: '候補を出す' },
        { value: 'agreed', label: 'その場で決まった' },
      ],
      initial: 'offer',
    },
    { kind: 'moment', key: 'first', label: '1', hint: null, optional: false, initial: null },
    { kind: 'moment', key: 'second', label: '2', hint: null, optional: true, initial: noon },
    { kind: 'aside', text },
    {
      kind: 'line',
      key: 'link',
      label: 'リンク',
      hint: null,
      optional: true,
      initial: 'https://a.example',
      maxLength: 200,
    },
  ],
});

let fixture: SlackFixture;
let aki: SlackUser;
let handled: SlackIncoming[];
let answerTo: (content: SlackContent) => Promise<SlackAnswer> | SlackAnswer;
/** Warnings of answers that failed; none is expected in any test. */
let problems: string[];
/** What Slack answered to each drawing. */
let drawings: string[];

beforeEach(async () => {
  fixture = await startSlack();
  handled = [];
  problems = [];
  drawings = [];
  const client = createSlackClient({
    botToken,
    apiUrl: fixture.slack.url,
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      if (String(url).endsWith('/views.update')) drawings.push(await response.clone().text());
      return response;
    },
  });
  const app = await createSlackApp({
    client,
    botToken,
    apiUrl: fixture.slack.url,
    handle: async (incoming) => {
      handled.push(incoming);
      return answerTo(incoming.content);
    },
    logger: pino({ level: 'warn' }, { write: (line: string) => void problems.push(line) }),
  });
  fixture.receiver.answerWith(async (request) => {
    const { event, body } = read(request);
    const { status, body: text } = await app.answer(event, body);
    return {
      status,
      ...(text === undefined ? {} : { body: text, headers: { 'content-type': 'application/json' } }),
    };
  });
  aki = fixture.slack.addUser({ email: 'aki@example.org', name: 'メンター01A', tz: 'Asia/Tokyo' });
  answerTo = () => ({ modal: modalSaying('まだありません') });
  await aki.command('/bansou', 'schedule');
  await expect.poll(shown).toContain('まだありません');
});
afterEach(async () => {
  await fixture.slack.untilIdle();
  expect(problems).toEqual([]);
  expect(fixture.slack.violations).toEqual([]);
  expect(fixture.slack.interactionFailures).toEqual([]);
  await fixture.close();
});

function read({ raw, headers }: ReceivedRequest) {
  const envelope = readSlackBody(raw, headers['content-type'] ?? '');
  if (envelope?.kind !== 'interaction') throw new Error(`no interaction: ${raw}`);
  const { naturalId, userId, occurredAt, body } = envelope;
  const event = {
    platform: 'slack' as const,
    eventId: naturalId ?? '',
    personKey: userId ?? '',
    body: JSON.stringify(body),
    occurredAt: occurredAt ?? noon,
  };
  return { event, body };
}

const shown = (): string => JSON.stringify(aki.currentView()?.blocks ?? null);
const picks = (): readonly SlackContent[] =>
  handled.map(({ content }) => content).filter(({ kind }) => kind === 'picking');

describe('a modal of times', () => {
  it('is drawn anew when a moment is chosen, with everything in it where it was', async () => {
    answerTo = (content) => ({
      update: modalSaying(content.kind === 'picking' ? `選ばれた：${content.values.first ?? '-'}` : 'other'),
    });
    await aki.chooseInView('how', 'agreed');
    await aki.typeInView('link', 'https://b.example');
    expect(picks()).toEqual([]);
    await aki.pickInView('first', noon);
    await expect.poll(shown).toContain(`選ばれた：${at(noon)}`);
    expect(picks()).toEqual([
      {
        kind: 'picking',
        metadata: 'team-1',
        callbackId: 'times',
        values: { how: 'agreed', first: at(noon), second: at(noon), link: 'https://b.example' },
      },
    ]);
    expect(aki.currentView()?.values).toMatchObject({
      how: { v: { selected_option: { value: 'agreed' } } },
      link: { v: { value: 'https://b.example' } },
    });
    await aki.pickInView('first', null);
    await expect.poll(shown).toContain('選ばれた："');
    expect(picks()[1]).toMatchObject({ values: { first: '' } });
  });

  it('comes back with its moments in seconds, and empty ones as nothing', async () => {
    answerTo = () => ({});
    await aki.pickInView('first', evening);
    await aki.pickInView('second', null);
    expect(await aki.submitView()).toEqual({ accepted: true });
    expect(handled.at(-1)?.content).toEqual({
      kind: 'submit',
      metadata: 'team-1',
      callbackId: 'times',
      values: { how: 'offer', first: at(evening), second: '', link: 'https://a.example' },
    });
  });

  it('shows what an answer that comes late would have drawn over', async () => {
    const open = Promise.withResolvers<void>();
    answerTo = async (content) => {
      const first = content.kind === 'picking' ? content.values.first : '';
      if (first === at(noon)) await open.promise;
      return { update: modalSaying(`選ばれた：${first}`) };
    };
    const late = aki.pickInView('first', noon);
    await expect.poll(picks).toHaveLength(1);
    await aki.pickInView('first', evening);
    await expect.poll(shown).toContain(`選ばれた：${at(evening)}`);
    open.resolve();
    await late;
    await expect.poll(() => drawings.at(-1)).toContain('hash_conflict');
    expect(shown()).toContain(`選ばれた：${at(evening)}`);
  });

  it('is not missed when it was closed in the meantime', async () => {
    const open = Promise.withResolvers<void>();
    answerTo = async () => {
      await open.promise;
      return { update: modalSaying('too late') };
    };
    const late = aki.pickInView('first', noon);
    await expect.poll(picks).toHaveLength(1);
    await aki.closeView();
    open.resolve();
    await late;
    await expect.poll(() => drawings.at(-1)).toContain('not_found');
    expect(aki.currentView()).toBeNull();
  });

  it('names every change by an id of its own, and a change sent again by the same', async () => {
    answerTo = () => ({});
    for (const moment of [noon, evening, noon]) await aki.pickInView('first', moment);
    await aki.pickInView('second', noon);
    const ids = handled.slice(1).map(({ eventId }) => eventId);
    expect(new Set(ids).size).toBe(4);
    const again = fixture.receiver.requests.slice(1).map((request) => read(request).event.eventId);
    expect(again).toEqual(ids);
  });
});
