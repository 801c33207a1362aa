import { randomInt } from 'node:crypto';
import { findButtons } from './find-buttons.ts';
import type { Json } from './limits/breach.ts';
import type { Platform } from './platform.ts';
import type { ReplyTokens } from './reply-tokens.ts';
import type { Acted, LineButton, Media, ReceivedMessage } from './types.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** A person with a phone. Each act is a webhook; it answers how that was received. */
export type LineUser = {
  readonly userId: string;
  readonly follow: () => Promise<Acted>;
  readonly block: () => Promise<Acted>;
  readonly sendText: (text: string) => Promise<Acted>;
  readonly sendSticker: () => Promise<Acted>;
  readonly sendMedia: (kind: Media) => Promise<Acted>;
  /** Taps a button found in a message; a link opens in the browser and sends nothing. */
  readonly tap: (button: LineButton) => Promise<Acted>;
  readonly tapData: (data: string, params?: Json) => Promise<Acted>;
  readonly unsend: (messageId: string) => Promise<Acted>;
  readonly received: readonly ReceivedMessage[];
  /** What the phone shows: every message, and the quick replies while nothing newer stands below them. */
  readonly screen: () => {
    readonly quick: readonly LineButton[];
    readonly history: readonly ReceivedMessage[];
  };
  readonly onReceive: (listener: (messages: readonly ReceivedMessage[]) => Promise<void> | void) => void;
};

/** The phone of an account. */
export function createLineUser(options: {
  readonly userId: string;
  readonly platform: Platform;
  readonly sender: WebhookSender;
  readonly tokens: ReplyTokens;
}): LineUser {
  const { userId, platform, sender, tokens } = options;
  const account = platform.account(userId);
  if (account === undefined) throw new RangeError(`no account ${userId}`);

  const act = async (event: Json, withReply: boolean, messageId?: string): Promise<Acted> => {
    const made = sender.makeEvent(event, { type: 'user', userId }, withReply ? tokens.issue(userId) : null);
    const status = await sender.deliver(made);
    return {
      webhookEventId: String(made.webhookEventId),
      status,
      ...(messageId === undefined ? {} : { messageId }),
    };
  };
  const say = (message: Json): Promise<Acted> => {
    account.quickFrom = null;
    const id = String(randomInt(10 ** 13, 10 ** 14));
    return act({ type: 'message', message: { ...message, id } }, true, id);
  };
  const postback = (data: string, params?: Json): Promise<Acted> => {
    account.quickFrom = null;
    return act({ type: 'postback', postback: { data, ...(params === undefined ? {} : { params }) } }, true);
  };
  const sendText = (text: string): Promise<Acted> =>
    say({ type: 'text', text, quoteToken: `q${randomInt(10 ** 9)}` });

  return {
    userId,
    follow: () => {
      const isUnblocked = account.blocked;
      account.friend = true;
      account.blocked = false;
      return act({ type: 'follow', follow: { isUnblocked } }, true);
    },
    block: () => {
      account.blocked = true;
      return act({ type: 'unfollow' }, false);
    },
    sendText,
    sendSticker: () =>
      say({
        type: 'sticker',
        packageId: '446',
        stickerId: '1988',
        stickerResourceType: 'STATIC',
        quoteToken: 'q1',
      }),
    sendMedia: (kind) => say(mediaMessage(kind)),
    tap: (button) => {
      switch (button.kind) {
        case 'postback':
          return postback(button.data ?? '');
        case 'message':
          return sendText(button.text ?? '');
        case 'datetimepicker':
          throw new RangeError('a picker needs a time: use tapData with params');
        case 'uri':
          return Promise.resolve({ webhookEventId: '', status: 200 });
      }
    },
    tapData: postback,
    unsend: (messageId) => act({ type: 'unsend', unsend: { messageId } }, false),
    received: account.received,
    screen: () => ({
      quick:
        account.quickFrom === null
          ? []
          : findButtons(account.quickFrom).filter((button) => button.where === 'quick'),
      history: account.received,
    }),
    onReceive: (listener) => {
      account.listeners.push(listener);
    },
  };
}

function mediaMessage(kind: Media): Json {
  switch (kind) {
    case 'image':
    case 'video':
    case 'audio':
      return {
        type: kind,
        contentProvider: { type: 'line' },
        ...(kind === 'image' ? { quoteToken: 'q1' } : { duration: 1000 }),
        ...(kind === 'video' ? { quoteToken: 'q1' } : {}),
      };
    case 'file':
      return { type: 'file', fileName: 'note.pdf', fileSize: 1024 };
    case 'location':
      return { type: 'location', title: 'here', address: 'Tokyo', latitude: 35.68, longitude: 139.76 };
  }
}
