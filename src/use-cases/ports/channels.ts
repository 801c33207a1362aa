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
  readonly uncertainSince: Date | null;
  /** Asked right before the request goes out: whether there is lease enough left for it. */
  readonly holdsLease: () => boolean;
  readonly now: Date;
};

export type SendOutcome =
  | {
      readonly kind: 'sent';
      readonly externalId: string | null;
      readonly externalChannel: string | null;
      /** An earlier attempt had got through; nothing was sent now. */
      readonly repeated?: true;
    }
  /** Perhaps accepted: never send again without looking. */
  | { readonly kind: 'unknown'; readonly code: string }
  /** An earlier attempt may have got through, and there is no way to find out. Nothing was sent now. */
  | { readonly kind: 'unverifiable'; readonly code: string }
  /** The lease has run low; nothing was sent now. */
  | { readonly kind: 'out_of_time' }
  /** Not accepted, the platform asks to wait; does not count as an attempt. */
  | {
      readonly kind: 'limited';
      readonly retryAfterMs: number;
      /** It was asked whether an earlier attempt got through; posting is not limited by that. */
      readonly whileLooking?: true;
    }
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
  /** `refused`: LINE said no, so nothing was shown; `lost`: nobody knows. */
  readonly reply: (replyToken: string, messages: readonly Message[]) => Promise<'sent' | 'refused' | 'lost'>;
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

/** LINE's own count of this month's messages; `allowance` null: no limit. Null when LINE did not say. */
export type LineQuota = {
  readonly read: () => Promise<{ readonly used: number; readonly allowance: number | null } | null>;
};
