/** How often something may be asked of a platform: one every so often, and so many at once after a pause. */
export type RateLimit = { readonly everyMs: number; readonly burst: number };

/** A limit and what it is counted for: a method of a workspace, a channel, an endpoint. */
export type Gate = { readonly key: string; readonly limit: RateLimit };

/** How often messages may be sent. */
export type SendLimits = {
  readonly linePush: RateLimit;
  readonly slackPost: RateLimit;
  readonly slackChannel: RateLimit;
};

/** What the platforms allow. */
export const platformLimits: SendLimits = {
  /** LINE: 2,000 pushes a second (Messaging API reference, rate limits); what is kept back is for calls that bunch. */
  linePush: { everyMs: 0.58, burst: 100 },
  /** Slack: several hundred messages a minute and workspace. */
  slackPost: { everyMs: 200, burst: 50 },
  /** Slack: one message a second and channel, short bursts tolerated (docs.slack.dev/apis/web-api/rate-limits). */
  slackChannel: { everyMs: 1_000, burst: 1 },
};

/** Slack's tier 3: fifty calls a minute, method and workspace. */
export function slackTier3Gate(
  method: 'chat.update' | 'users.lookupByEmail' | 'conversations.open' | 'conversations.history',
): Gate {
  return { key: `slack:${method}`, limit: { everyMs: 1_200, burst: 50 } };
}
