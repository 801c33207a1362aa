/** What reached us from a LINE user, in our words. Unknown things are honest about it. */
export type LineContent =
  | { readonly kind: 'text'; readonly text: string; readonly messageId: string }
  | { readonly kind: 'media'; readonly media: LineMedia; readonly messageId: string }
  /** `picked`: what was chosen in a picker, as it came. */
  | { readonly kind: 'action'; readonly data: string; readonly picked?: string }
  | { readonly kind: 'follow' }
  | { readonly kind: 'unfollow' }
  | { readonly kind: 'unsend'; readonly messageId: string }
  | {
      readonly kind: 'group';
      readonly group: 'group' | 'room';
      readonly groupId: string;
      readonly joined: boolean;
    }
  | { readonly kind: 'unsupported' };

export type LineMedia = 'image' | 'video' | 'audio' | 'file' | 'location' | 'sticker';

export type LineIncoming = {
  readonly eventId: string;
  /** Empty for events without a user. */
  readonly userId: string;
  /** Platform time of the act, the same on a redelivery. */
  readonly at: Date;
  /** Null when no reply is possible: standby, unsend, unfollow, or a token that is too old. */
  readonly replyToken: string | null;
  readonly content: LineContent;
};

/** What reached us from a Slack user. */
export type SlackContent =
  | { readonly kind: 'dm'; readonly text: string; readonly messageId: string; readonly channelId: string }
  | { readonly kind: 'deleted'; readonly messageId: string }
  | {
      readonly kind: 'button';
      readonly data: string;
      readonly triggerId: string;
      readonly channelId: string | null;
      readonly messageTs: string | null;
    }
  /** A keystroke in a modal's text field: the whole text so far, per question. */
  | {
      readonly kind: 'typing';
      readonly metadata: string;
      readonly callbackId: string;
      readonly texts: Readonly<Record<string, string>>;
    }
  /** Something was chosen in an open modal; `values` as of `submit`. */
  | {
      readonly kind: 'picking';
      readonly metadata: string;
      readonly callbackId: string;
      readonly values: Readonly<Record<string, string>>;
    }
  /** One value per field: a text, a choice's value, an instant in whole Unix seconds; '' where it is empty. */
  | {
      readonly kind: 'submit';
      readonly metadata: string;
      readonly callbackId: string;
      readonly values: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'home' }
  | { readonly kind: 'command'; readonly text: string; readonly triggerId: string }
  | { readonly kind: 'account'; readonly active: boolean }
  | { readonly kind: 'unsupported' };

export type SlackIncoming = {
  readonly eventId: string;
  readonly userId: string;
  readonly at: Date;
  readonly content: SlackContent;
};
