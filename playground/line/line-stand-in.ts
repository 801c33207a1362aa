import { randomBytes } from 'node:crypto';
import type { Clock } from '../../src/shared/clock.ts';
import { createActivity } from '../world/activity.ts';
import type { Agenda } from '../world/agenda.ts';
import type { Random } from '../world/random.ts';
import { startApiServer } from './api-server.ts';
import { createFaults, type Faults } from './faults.ts';
import type { Json } from './limits/breach.ts';
import { createLineUser, type LineUser } from './line-user.ts';
import { createSpecificationCheck } from './openapi.ts';
import { createPlatform } from './platform.ts';
import { createReplyTokens } from './reply-tokens.ts';
import type { LedgerEntry } from './types.ts';
import { createWebhookSender, sign } from './webhook-sender.ts';

export type LineStandIn = {
  readonly url: string;
  readonly botUserId: string;
  readonly addUser: (profile: {
    readonly userId?: string;
    readonly displayName: string;
    readonly language: string;
  }) => LineUser;
  readonly user: (userId: string) => LineUser;
  /** Every accepted push and reply, in order. */
  readonly ledger: readonly LedgerEntry[];
  /** Messages that the month's allowance was charged with, `YYYY-MM` in Asia/Tokyo. */
  readonly pushesByMonth: () => Record<string, number>;
  /** Webhooks that were sent again. */
  readonly redelivered: () => number;
  /** Webhooks given up after every retry. */
  readonly lost: () => number;
  /** Breaches of LINE's specification, and listeners that threw. */
  readonly violations: readonly string[];
  readonly idle: () => boolean;
  readonly untilIdle: () => Promise<void>;
  readonly faults: Faults;
  readonly hostile: Hostile;
  readonly close: () => Promise<void>;
};

export type Hostile = {
  /** Posts a body as it stands; the signature is right unless another one is given. */
  readonly postRaw: (body: string, signature?: string) => Promise<number>;
  /** Several events in one signed body. */
  readonly postEvents: (events: readonly Json[]) => Promise<number>;
  /** An event with LINE's common fields, to be put into `postEvents`. */
  readonly makeEvent: (act: Json, source: Json, withReply?: boolean) => Json;
};

/** LINE's platform and its users' phones on loopback: strict about everything that LINE is strict about. */
export async function createLineStandIn(options: {
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly random: Random;
  readonly channelSecret: string;
  readonly channelAccessToken: string;
  readonly webhookUrl: () => string;
  readonly monthlyLimit?: number;
  readonly redeliverShare?: number;
  readonly openApiDir?: string;
}): Promise<LineStandIn> {
  const { clock, monthlyLimit = 200, redeliverShare = 0 } = options;
  const activity = createActivity();
  const botUserId = `U${randomBytes(16).toString('hex')}`;
  const platform = createPlatform({ clock, activity, monthlyLimit });
  const tokens = createReplyTokens(clock);
  const { faults, source } = createFaults();
  const check =
    options.openApiDir === undefined
      ? null
      : createSpecificationCheck(options.openApiDir, (violation) => platform.violations.push(violation));
  const sender = createWebhookSender({
    ...options,
    activity,
    faults: source,
    tokens,
    botUserId,
    redeliverShare,
    check,
  });
  const server = await startApiServer({
    platform,
    tokens,
    faults: source,
    activity,
    channelAccessToken: options.channelAccessToken,
    botUserId,
    monthlyLimit,
    check,
  });
  const users = new Map<string, LineUser>();
  return {
    url: server.url,
    botUserId,
    addUser: ({ userId = `U${randomBytes(16).toString('hex')}`, displayName, language }) => {
      platform.addAccount({ userId, displayName, language });
      const user = createLineUser({ userId, platform, sender, tokens });
      users.set(userId, user);
      return user;
    },
    user: (userId) => {
      const user = users.get(userId);
      if (user === undefined) throw new RangeError(`no user ${userId}`);
      return user;
    },
    ledger: platform.ledger,
    pushesByMonth: platform.pushesByMonth,
    redelivered: () => sender.counts.redelivered,
    lost: () => sender.counts.lost,
    violations: platform.violations,
    idle: activity.idle,
    untilIdle: activity.untilIdle,
    faults,
    hostile: {
      postRaw: (body, signature = sign(body, options.channelSecret)) => sender.post(body, signature),
      postEvents: sender.postEvents,
      makeEvent: (act, from, withReply = true) =>
        sender.makeEvent(
          act,
          from,
          withReply ? tokens.issue(typeof from.userId === 'string' ? from.userId : '') : null,
        ),
    },
    close: server.close,
  };
}
