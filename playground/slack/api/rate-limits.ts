import type { Clock } from '../../../src/shared/clock.ts';

/** Rate limits on the simulated clock: a clock that stands still refills nothing. */
export type RateLimits = {
  /** Takes one call of a method; null when it may pass, else the seconds to wait. */
  readonly takeMethod: (method: string) => number | null;
  /** Takes one message into a channel; null when it may pass, else the seconds to wait. */
  readonly takeMessage: (channel: string) => number | null;
};

/** How many messages a channel takes at once before it takes one a second. */
export const defaultChannelBurst = 4;

// Calls a minute (docs.slack.dev/apis/web-api/rate-limits): tier 3 is 50, tier 4 is 100; posting has its own rule.
const callsPerMinute: Readonly<Record<string, number>> = {
  'auth.test': 300,
  'chat.postMessage': 300,
  'chat.update': 50,
  'chat.delete': 50,
  'chat.postEphemeral': 100,
  'conversations.open': 50,
  'conversations.history': 50,
  'conversations.info': 50,
  'conversations.members': 100,
  'users.lookupByEmail': 50,
  'users.info': 100,
  'views.open': 100,
  'views.update': 100,
  'views.push': 100,
  'views.publish': 100,
};

type Bucket = { tokens: number; filledAt: number };

/** Full buckets for every method and channel. */
export function createRateLimits(deps: { readonly clock: Clock; readonly channelBurst: number }): RateLimits {
  const buckets = new Map<string, Bucket>();
  const take = (
    key: string,
    size: { readonly capacity: number; readonly perSecond: number },
  ): number | null => {
    const now = deps.clock.now().getTime();
    const bucket = buckets.get(key) ?? { tokens: size.capacity, filledAt: now };
    const refilled = bucket.tokens + ((now - bucket.filledAt) / 1000) * size.perSecond;
    const tokens = Math.min(size.capacity, refilled);
    const passes = tokens >= 1 - 1e-9;
    buckets.set(key, { tokens: passes ? tokens - 1 : tokens, filledAt: now });
    return passes ? null : Math.max(1, Math.ceil((1 - tokens) / size.perSecond));
  };
  return {
    takeMethod: (method) => {
      const capacity = callsPerMinute[method] ?? 20;
      return take(`method ${method}`, { capacity, perSecond: capacity / 60 });
    },
    takeMessage: (channel) => take(`channel ${channel}`, { capacity: deps.channelBurst, perSecond: 1 }),
  };
}
