import { randomBytes } from 'node:crypto';
import type { Clock } from '../../src/shared/clock.ts';
import { createActivity } from '../world/activity.ts';
import type { Agenda } from '../world/agenda.ts';
import type { Random } from '../world/random.ts';
import { createApi } from './api/api.ts';
import { startApiServer } from './api/api-server.ts';
import type { Endpoint } from './api/endpoint.ts';
import { createRateLimits, type RateLimit } from './api/rate-limits.ts';
import { createFaults, type Faults } from './faults.ts';
import { createHostile, type Hostile } from './hostile.ts';
import { createLineUser, type LineUser } from './line-user.ts';
import type { AllowanceControls } from './platform/allowance.ts';
import { createPlatform } from './platform/platform.ts';
import type { RichMenusView } from './platform/rich-menus.ts';
import { createSpecificationCheck } from './specification/specification-check.ts';
import type { LedgerEntry, TokenState } from './types.ts';
import { createPostWebhook } from './webhooks/post-webhook.ts';
import { createWebhookSender } from './webhooks/webhook-sender.ts';

/** How a stand-in is set up. */
export type LineStandInOptions = {
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly random: Random;
  readonly channelSecret: string;
  readonly channelAccessToken: string;
  /** Where the app listens; asked at every request, so that it may start later or move. */
  readonly webhookUrl: () => string;
  /** Messages a month; 200 unless given, null for a plan without limit. */
  readonly monthlyLimit?: number | null;
  /** Share of the webhooks that are sent again although the app took them. 0 unless given. */
  readonly redeliverShare?: number;
  /** Whether the channel has webhook redelivery switched on; it has unless given. */
  readonly redelivers?: boolean;
  /** Other rate limits than LINE's own. */
  readonly rateLimits?: Readonly<Partial<Record<Endpoint, RateLimit>>>;
  /** Folder with LINE's own specification, against which everything is then checked. */
  readonly openApiDir?: string;
};

/** LINE's platform and the phones of its users, on loopback. */
export type LineStandIn = {
  readonly url: string;
  readonly botUserId: string;
  readonly addUser: (profile: {
    readonly userId?: string;
    readonly displayName: string;
    readonly language: string;
    readonly isFriend?: boolean;
  }) => LineUser;
  readonly user: (userId: string) => LineUser;
  /** Every accepted push and reply, in order; a multicast or broadcast is one push to each person. */
  readonly ledger: readonly LedgerEntry[];
  /** Messages that the month's allowance was charged with, `YYYY-MM` in Asia/Tokyo; without those sent by hand. */
  readonly pushesByMonth: () => Record<string, number>;
  /** The month's allowance as the account's owner sees it. */
  readonly allowance: AllowanceControls;
  /** The menus below the talks, and everything that was changed about them. */
  readonly richMenus: RichMenusView;
  /** Groups and rooms that the app left, in order. */
  readonly left: readonly string[];
  /** Webhooks that were sent again. */
  readonly redelivered: () => number;
  /** Webhooks given up after every retry. */
  readonly lost: () => number;
  /** What the app did that it must never do, breaches of LINE's specification, listeners that threw. */
  readonly violations: readonly string[];
  /** False while any request, webhook or listener runs. */
  readonly idle: () => boolean;
  readonly untilIdle: () => Promise<void>;
  readonly faults: Faults;
  readonly hostile: Hostile;
  /** Breaks all connections and stops what is still planned. */
  readonly close: () => Promise<void>;
};

/** Starts LINE's platform with one official account and nobody else: strict about everything that LINE is strict about. */
export async function createLineStandIn(options: LineStandInOptions): Promise<LineStandIn> {
  const { clock, monthlyLimit = 200, redeliverShare = 0, redelivers = true, rateLimits = {} } = options;
  const activity = createActivity();
  const botUserId = newUserId();
  const platform = createPlatform({ clock, activity, monthlyLimit });
  const { replyTokens: tokens, violations } = platform;
  const { faults, source } = createFaults();
  const token: TokenState = { value: 'valid' };
  const check =
    options.openApiDir === undefined
      ? null
      : createSpecificationCheck(options.openApiDir, (violation) => violations.push(violation));
  const post = createPostWebhook({ ...options, activity });
  const sender = createWebhookSender({
    ...options,
    faults: source,
    tokens,
    botUserId,
    post,
    redeliverShare,
    redelivers,
    check,
  });
  const limits = createRateLimits({ clock, overrides: rateLimits });
  const server = await startApiServer({
    api: createApi({ platform, limits, botUserId, check }),
    faults: source,
    activity,
    channelAccessToken: options.channelAccessToken,
    token,
    violations,
  });
  const users = new Map<string, LineUser>();
  return {
    url: server.url,
    botUserId,
    addUser: ({ userId = newUserId(), ...profile }) => {
      const account = platform.accounts.add({ userId, ...profile });
      const user = createLineUser({ account, clock, sender, platform });
      users.set(userId, user);
      return user;
    },
    user: (userId) => {
      const user = users.get(userId);
      if (user === undefined) throw new RangeError(`no user ${userId}`);
      return user;
    },
    ledger: platform.ledger,
    pushesByMonth: platform.allowance.pushesByMonth,
    allowance: platform.allowance,
    richMenus: platform.richMenus,
    left: platform.left,
    redelivered: sender.redelivered,
    lost: sender.lost,
    violations,
    idle: activity.idle,
    untilIdle: activity.untilIdle,
    faults,
    hostile: createHostile({ clock, post, sender, tokens, token }),
    close: async () => {
      sender.stop();
      await server.close();
    },
  };
}

function newUserId(): string {
  return `U${randomBytes(16).toString('hex')}`;
}
