/** A message object as the app sent it. */
export type RawMessage = Readonly<Record<string, unknown>>;

export type ReceivedMessage = {
  readonly at: Date;
  readonly via: 'push' | 'reply';
  readonly requestId: string;
  readonly message: RawMessage;
};

/** One accepted request to one person. */
export type LedgerEntry = {
  readonly at: Date;
  readonly userId: string;
  readonly via: 'push' | 'reply';
  readonly messages: readonly RawMessage[];
  readonly retryKey: string | null;
  readonly requestId: string;
  /** What it took from the month's allowance. */
  readonly cost: number;
  /** False for somebody who blocked the account or is no friend: accepted all the same. */
  readonly delivered: boolean;
};

/** How a webhook was answered. `status` 0: no answer within two seconds; 202: a fault lets it go out later. */
export type Acted = {
  readonly webhookEventId: string;
  readonly status: number;
  readonly messageId?: string;
};

export type Media = 'image' | 'video' | 'audio' | 'file' | 'location';

/** Something a thumb can hit. */
export type LineButton = {
  readonly label: string;
  readonly kind: 'postback' | 'uri' | 'message' | 'datetimepicker';
  readonly data?: string;
  readonly uri?: string;
  readonly text?: string;
  readonly displayText?: string;
  /** A picker's; without `min` and `max` everything of its mode can be chosen. */
  readonly mode?: string;
  readonly initial?: string;
  readonly min?: string;
  readonly max?: string;
  readonly where: 'bubble' | 'template' | 'quick' | 'menu';
};

/** Whether the channel access token is good. */
export type TokenState = { value: 'valid' | 'revoked' };
