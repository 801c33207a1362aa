import type { Message } from '../../domain/messaging/message.ts';

/** A conversation on a platform, resolved from an address. */
export type Target =
  | { readonly platform: 'line'; readonly userId: string }
  | { readonly platform: 'slack'; readonly channelId: string };

export type SendOrder = {
  /** LINE's retry key, Slack's metadata. */
  readonly deliveryId: string;
  readonly target: Target;
  /** In order; LINE takes up to five in one request, Slack draws them as one message. */
  readonly messages: readonly Message[];
  /** Set when an earlier attempt may have got through: the channel must look before it sends again. */
  readonly triedSince: Date | null;
};

export type SendOutcome =
  | { readonly kind: 'sent'; readonly externalId: string | null; readonly externalChannel: string | null }
  /** Perhaps accepted: never send again without looking. */
  | { readonly kind: 'unknown'; readonly code: string }
  /** Not accepted, the platform asks to wait; does not count as an attempt. */
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  /** Not accepted, time may mend it. */
  | { readonly kind: 'refused'; readonly code: string }
  /** LINE's monthly allowance is used up. */
  | { readonly kind: 'quota_reached' }
  /** Nobody reads this conversation any more. */
  | { readonly kind: 'unreachable'; readonly code: string }
  /** Will never be accepted as it is; a person must look. */
  | { readonly kind: 'failed'; readonly code: string };

/** One platform's way of sending; translates every platform error into an outcome and never throws. */
export type Channel = {
  readonly send: (order: SendOrder) => Promise<SendOutcome>;
};

/** LINE's free answers. A reply has no retry key: an unknown outcome is never sent again. */
export type LineReplies = {
  readonly reply: (replyToken: string, messages: readonly Message[]) => Promise<'sent' | 'lost'>;
  readonly leaveGroup: (group: 'group' | 'room', groupId: string) => Promise<void>;
};

/** What Slack said about something we asked for; `later`: it wants us to wait. */
export type Lookup =
  | { readonly kind: 'found'; readonly id: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'later' };

/** What else we ask of Slack. */
export type SlackDirectory = {
  readonly findUserByEmail: (email: string) => Promise<Lookup>;
  /** The group of these users and the bot; the same set of users is the same group. */
  readonly openGroup: (slackUserIds: readonly string[]) => Promise<Lookup>;
};

/** Draws a sent Slack message again. */
export type SlackUpdates = {
  readonly update: (
    target: { channelId: string; ts: string; deliveryId: string },
    message: Message,
  ) => Promise<'updated' | 'gone' | 'later'>;
};
