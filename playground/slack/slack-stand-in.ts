import type { Clock } from '../../src/shared/clock.ts';
import { createActivity } from '../world/activity.ts';
import type { Agenda } from '../world/agenda.ts';
import type { Random } from '../world/random.ts';
import { startApiServer } from './api/api-server.ts';
import { createChatMethods } from './api/chat-methods.ts';
import { createConversationMethods } from './api/conversation-methods.ts';
import type { DeactivatedDms } from './api/find-channel.ts';
import { createRateLimits, defaultChannelBurst } from './api/rate-limits.ts';
import { createResponseUrls } from './api/response-urls.ts';
import { createUserMethods } from './api/user-methods.ts';
import { createViewMethods } from './api/view-methods.ts';
import { createClientFeeds } from './clients/client-feeds.ts';
import { createSlackUser } from './clients/slack-user.ts';
import { createFaults, type Faults } from './faults.ts';
import { createIdentity, createIds } from './identity.ts';
import { createPosting } from './posting.ts';
import { createTriggers } from './triggers.ts';
import type {
  ChangeMethod,
  Hostile,
  InteractionFailure,
  LedgerEntry,
  SlackUser,
  VisibleMessage,
} from './types.ts';
import { createViews } from './views.ts';
import { createEvents } from './webhooks/events.ts';
import { createHostile, type TokenState } from './webhooks/hostile.ts';
import { createInteractions } from './webhooks/interactions.ts';
import { createWebhookSender } from './webhooks/webhook-sender.ts';
import { createWorkspace } from './workspace.ts';

/** How a stand-in is set up. */
export type SlackStandInOptions = {
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly random: Random;
  readonly botToken: string;
  readonly signingSecret: string;
  /** Where the app listens; asked at every request, so that it may start later or move. */
  readonly webhookUrl: () => string;
  /** Share of the events that are sent again although the app took them: same id, retry headers. 0 unless given. */
  readonly redeliverShare?: number;
  /** Events the app subscribed to, such as `message.im`; all of them unless given. */
  readonly subscriptions?: readonly string[];
  /** Messages a channel takes at once before it takes one a second. */
  readonly channelBurst?: number;
  /** What becomes of messages to switched-off accounts; `refused` unless given. */
  readonly deactivatedDms?: DeactivatedDms;
};

/** Slack's platform and the clients of its users, on loopback. */
export type SlackStandIn = {
  /** The value for `slackApiUrl`; ends with `/api/`. */
  readonly url: string;
  readonly teamId: string;
  readonly botUserId: string;
  readonly addUser: (user: {
    readonly email: string;
    readonly name: string;
    readonly tz: string;
    readonly id?: string;
  }) => SlackUser;
  readonly addChannel: (channel: {
    readonly name: string;
    readonly id?: string;
    readonly botIsMember: boolean;
    readonly members: readonly string[];
    readonly isPrivate?: boolean;
  }) => { readonly id: string };
  /** A direct message between people, which the bot cannot see. */
  readonly addForeignDm: (members: readonly string[]) => { readonly id: string };
  /** Every message of the app that was accepted, in order. */
  readonly ledger: readonly LedgerEntry[];
  /** Every change of a message that was accepted, in order. */
  readonly updates: readonly LedgerEntry<ChangeMethod>[];
  /** What everybody in a conversation sees now, oldest first. */
  readonly messagesIn: (channel: string) => readonly VisibleMessage[];
  /** What the app did that it must never do; empty after a good run. */
  readonly violations: readonly string[];
  /** Interactions and commands that the app did not take. */
  readonly interactionFailures: readonly InteractionFailure[];
  /** Ids of events that were given up after the last retry. */
  readonly lostEvents: readonly string[];
  /** How many requests were sent again, for whatever reason. */
  readonly redelivered: number;
  /** False while any request, webhook or listener runs. */
  readonly idle: () => boolean;
  readonly untilIdle: () => Promise<void>;
  readonly faults: Faults;
  readonly hostile: Hostile;
  /** Breaks all connections and stops what is still planned. */
  readonly close: () => Promise<void>;
};

/** Starts a stand-in with one empty workspace in which the app is installed. */
export async function createSlackStandIn(options: SlackStandInOptions): Promise<SlackStandIn> {
  const { clock } = options;
  const ids = createIds(clock);
  const identity = createIdentity(ids);
  const activity = createActivity();
  const violations: string[] = [];
  const { faults, source } = createFaults();
  const token: TokenState = { value: 'valid' };
  const workspace = createWorkspace({ clock, ids, identity });
  const views = createViews({ clock, ids });
  const triggers = createTriggers({ clock, ids });
  const sendWebhook = createWebhookSender({ ...options, activity });
  const interactions = createInteractions({ clock, faults: source, sendWebhook });
  const events = createEvents({
    ...options,
    ids,
    identity,
    faults: source,
    sendWebhook,
    redeliverShare: options.redeliverShare ?? 0,
    subscriptions: options.subscriptions ?? null,
  });
  const feeds = createClientFeeds({ activity, violations });
  const posting = createPosting({ clock, ids, identity, workspace, feeds, events });
  const responseUrls = createResponseUrls({ clock, ids, posting, violations });
  const limits = createRateLimits({ clock, channelBurst: options.channelBurst ?? defaultChannelBurst });
  const lookup = { workspace, deactivatedDms: options.deactivatedDms ?? 'refused' };
  const server = await startApiServer({
    activity,
    faults: source,
    botToken: options.botToken,
    token,
    limits,
    responseUrls,
    violations,
    methods: {
      ...createUserMethods({ clock, identity, workspace }),
      ...createChatMethods({ ...lookup, identity, posting, limits, violations }),
      ...createConversationMethods({ ...lookup, identity }),
      ...createViewMethods({ identity, workspace, views, triggers, feeds }),
    },
  });
  const press = {
    identity,
    ids,
    workspace,
    triggers,
    interactions,
    responseUrls,
    origin: () => server.origin,
  };
  const userDeps = { ...press, clock, events, feeds, views, violations };

  return {
    url: `${server.origin}/api/`,
    teamId: identity.teamId,
    botUserId: identity.botUserId,
    addUser: ({ id, ...user }) =>
      createSlackUser(userDeps, workspace.addMember({ id: id ?? ids.next('U'), ...user })),
    addChannel: ({ id, isPrivate = false, ...channel }) => ({
      id: workspace.addConversation({ id: id ?? ids.next('C'), kind: 'channel', isPrivate, ...channel }).id,
    }),
    addForeignDm: (members) => ({
      id: workspace.addConversation({
        id: ids.next('D'),
        kind: 'dm',
        name: 'directmessage',
        isPrivate: true,
        botIsMember: false,
        members,
      }).id,
    }),
    ledger: posting.ledger,
    updates: posting.updates,
    messagesIn: (channel) =>
      (workspace.findConversation(channel)?.messages ?? [])
        .filter((message) => !message.deleted && message.ephemeralFor === null)
        .map((message) => ({
          ts: message.ts,
          authorId: message.authorId,
          byBot: message.byBot,
          text: message.text,
          blocks: message.blocks,
          metadata: message.metadata,
          edited: message.editedAt !== null,
        })),
    violations,
    interactionFailures: interactions.failures,
    lostEvents: events.lost,
    get redelivered() {
      return events.redelivered();
    },
    idle: activity.idle,
    untilIdle: activity.untilIdle,
    faults,
    hostile: createHostile({ ids, identity, events, sendWebhook, token }),
    close: async () => {
      events.stop();
      await server.close();
    },
  };
}
