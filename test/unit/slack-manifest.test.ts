import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { App, type Receiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createSlackApp } from '../../src/channels/slack/app.ts';
import { registerListeners } from '../../src/channels/slack/listeners.ts';
import type { SlackContent } from '../../src/domain/messaging/incoming.ts';
import { parseCommandWords } from '../../src/use-cases/slack/command-words.ts';

const root = resolve(import.meta.dirname, '../..');
const channelFolder = resolve(root, 'src/channels/slack');

/** Slack refuses a manifest with a key it does not know; so does this. */
const manifest = z
  .strictObject({
    display_information: z.strictObject({
      name: z.string().max(35),
      description: z.string().max(140),
      background_color: z.string().regex(/^#[0-9a-f]{6}$/),
    }),
    features: z.strictObject({
      app_home: z.strictObject({
        home_tab_enabled: z.boolean(),
        messages_tab_enabled: z.boolean(),
        messages_tab_read_only_enabled: z.boolean(),
      }),
      bot_user: z.strictObject({ display_name: z.string().max(80), always_online: z.boolean() }),
      slash_commands: z.array(
        z.strictObject({
          command: z.string(),
          url: z.url(),
          description: z.string().max(2000),
          usage_hint: z.string().max(1000),
          should_escape: z.boolean(),
        }),
      ),
    }),
    oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
    settings: z.strictObject({
      event_subscriptions: z.strictObject({ request_url: z.url(), bot_events: z.array(z.string()) }),
      interactivity: z.strictObject({ is_enabled: z.boolean(), request_url: z.url() }),
      org_deploy_enabled: z.boolean(),
      socket_mode_enabled: z.boolean(),
      token_rotation_enabled: z.boolean(),
    }),
  })
  .parse(JSON.parse(readFileSync(resolve(root, 'slack-manifest.json'), 'utf8')));

/** Scopes that Slack's reference asks of a bot, for every method and event we may use. */
const scopesOfMethod: Readonly<Record<string, readonly string[]>> = {
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.open': ['im:write', 'mpim:write'],
  // The DMs, the pairs' groups, and the desk's channel, open or private.
  'conversations.history': ['im:history', 'mpim:history', 'channels:history', 'groups:history'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};
const scopesOfEvent: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  'message.im': ['im:history'],
  user_change: ['users:read'],
};

const eventsOfType = (type: string): readonly string[] =>
  manifest.settings.event_subscriptions.bot_events.filter((name) => name.split('.')[0] === type);

describe('the manifest of the Slack app', () => {
  it('subscribes to every event that is listened to, and to no other', () => {
    const { events } = registered();
    expect(
      new Set(manifest.settings.event_subscriptions.bot_events.map((name) => name.split('.')[0])),
    ).toEqual(new Set(events));
    for (const type of events) expect(eventsOfType(type), type).toHaveLength(1);
  });

  it('subscribes to messages of the only kind of conversation that is read', async () => {
    const read: string[] = [];
    for (const [subscription, channelType] of Object.entries(messageEvents)) {
      const content = await contentOf(channelType);
      if (content.kind !== 'unsupported') read.push(subscription);
    }
    expect(eventsOfType('message')).toEqual(read);
  });

  it('asks for exactly the scopes of what is called and listened to', () => {
    const { commands } = registered();
    const needed = new Set([
      ...methodsCalled().flatMap((method) => scopesOf(scopesOfMethod, method)),
      ...manifest.settings.event_subscriptions.bot_events.flatMap((event) => scopesOf(scopesOfEvent, event)),
      ...(commands.length > 0 ? ['commands'] : []),
    ]);
    expect(new Set(manifest.oauth_config.scopes.bot)).toEqual(needed);
    expect(manifest.oauth_config.scopes.bot).toHaveLength(needed.size);
  });

  it('turns on what the listeners need: buttons, modals, the home tab, writing to the bot', () => {
    const { actions, views, commands } = registered();
    expect(actions.length * views.length).toBeGreaterThan(0);
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
    const { app_home: home, slash_commands: typed } = manifest.features;
    expect(home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(typed.map(({ command }) => command)).toEqual(['/bansou']);
    for (const { command } of typed) expect(commands.some((pattern) => pattern.test(command))).toBe(true);
    const hinted = typed.flatMap(({ usage_hint: hint }) =>
      hint.split(/[[\]| ]+/u).filter((word) => word !== ''),
    );
    expect(hinted.map((word) => parseCommandWords(word).verb)).toEqual([
      'next',
      'schedule',
      'move',
      'cancel',
      'met',
      'away',
      'help',
    ]);
  });

  it('sends everything to the one address that is served', () => {
    const { event_subscriptions: events, interactivity } = manifest.settings;
    const urls = [
      events.request_url,
      interactivity.request_url,
      ...manifest.features.slash_commands.map(({ url }) => url),
    ];
    expect(new Set(urls)).toEqual(new Set(['https://bansou.example.org/slack/events']));
    expect(readFileSync(resolve(root, 'src/edges.ts'), 'utf8')).toContain("'/slack/events'");
  });

  it('keeps what is not built switched off: socket mode, several workspaces, tokens that change', () => {
    const { org_deploy_enabled, socket_mode_enabled, token_rotation_enabled } = manifest.settings;
    expect([org_deploy_enabled, socket_mode_enabled, token_rotation_enabled]).toEqual([false, false, false]);
  });
});

/** Slack's subscriptions to messages, and what each event then calls its conversation. */
const messageEvents = {
  'message.channels': 'channel',
  'message.groups': 'group',
  'message.im': 'im',
  'message.mpim': 'mpim',
} as const;

/** What the code registers with Bolt. */
function registered() {
  const receiver: Receiver = {
    init: () => undefined,
    start: async () => undefined,
    stop: async () => undefined,
  };
  const app = new App({ receiver, authorize: async () => ({}), deferInitialization: true });
  const watched = {
    event: vi.spyOn(app, 'event'),
    action: vi.spyOn(app, 'action'),
    view: vi.spyOn(app, 'view'),
    command: vi.spyOn(app, 'command'),
  };
  registerListeners(app, { client: new WebClient('xoxb-none'), handle: async () => ({}) });
  return {
    events: watched.event.mock.calls.map(([name]) => String(name)),
    actions: watched.action.mock.calls,
    views: watched.view.mock.calls,
    commands: watched.command.mock.calls.map(([pattern]) => new RegExp(pattern)),
  };
}

/** What a plain message of that kind of conversation comes to. */
async function contentOf(channelType: string): Promise<SlackContent> {
  const handled: SlackContent[] = [];
  const app = await createSlackApp({
    client: new WebClient('xoxb-none'),
    botToken: 'xoxb-none',
    apiUrl: undefined,
    handle: async ({ content }) => {
      handled.push(content);
      return {};
    },
    logger: pino({ level: 'silent' }),
  });
  const at = new Date('2024-11-05T12:00:00Z');
  const event = {
    type: 'message',
    channel_type: channelType,
    channel: 'D1',
    user: 'U1',
    text: 'a',
    ts: '1.1',
  };
  await app.process({
    platform: 'slack',
    eventId: 'Ev1',
    personKey: 'U1',
    occurredAt: at,
    body: JSON.stringify({ type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event }),
  });
  const [content, ...others] = handled;
  if (content === undefined || others.length > 0) throw new Error('one message is one act');
  return content;
}

/** Every method of Slack's API that the channel's code calls. */
function methodsCalled(): readonly string[] {
  const sources = readdirSync(channelFolder).map((name) =>
    readFileSync(resolve(channelFolder, name), 'utf8'),
  );
  const calls = sources.flatMap((source) => [...source.matchAll(/\bclient\.([a-z]\w+\.[a-z]\w+)\(/g)]);
  return [...new Set(calls.map(([, method = '']) => method))];
}

function scopesOf(table: Readonly<Record<string, readonly string[]>>, name: string): readonly string[] {
  const scopes = table[name];
  if (scopes === undefined) throw new Error(`${name}: which scopes does it need?`);
  return scopes;
}
