import { randomBytes, randomInt } from 'node:crypto';
import type { Clock } from '../../src/shared/clock.ts';
import { findButtons, findMenuButtons } from './find-buttons.ts';
import { type Json, textAt } from './json.ts';
import { canPick } from './limits/picker.ts';
import type { Account } from './platform/accounts.ts';
import type { Platform } from './platform/platform.ts';
import type { Acted, LineButton, Media, ReceivedMessage } from './types.ts';
import { makeEvent } from './webhooks/events.ts';
import type { WebhookSender } from './webhooks/webhook-sender.ts';

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
  /** Chooses in a picker; throws where a phone would not let its owner choose that. */
  readonly pick: (button: LineButton, chosen: string) => Promise<Acted>;
  readonly tapData: (data: string, params?: Json) => Promise<Acted>;
  readonly unsend: (messageId: string) => Promise<Acted>;
  /** Opens the page that links accounts; null when the token is not good: then LINE shows an error and sends nothing. */
  readonly linkAccount: (linkToken: string, nonce: string) => Promise<Acted | null>;
  readonly received: readonly ReceivedMessage[];
  /** What the phone shows: every message, and the quick replies while nothing newer stands below them. */
  readonly screen: () => {
    readonly quick: readonly LineButton[];
    readonly history: readonly ReceivedMessage[];
  };
  /** The menu below the talk: the bar that opens it, and its fields; null when there is none. Phones only. */
  readonly menu: () => { readonly bar: string; readonly fields: readonly LineButton[] } | null;
  readonly onReceive: (listener: (messages: readonly ReceivedMessage[]) => Promise<void> | void) => void;
};

/** The phone of an account. */
export function createLineUser(options: {
  readonly account: Account;
  readonly clock: Clock;
  readonly sender: WebhookSender;
  readonly platform: Platform;
}): LineUser {
  const { account, clock, sender, platform } = options;
  const { userId } = account;

  const act = async (event: Json, withReply: boolean, messageId?: string): Promise<Acted> => {
    const replyToken = withReply ? platform.replyTokens.issue(userId) : null;
    const made = makeEvent(clock, { act: event, source: { type: 'user', userId }, replyToken });
    const status = await sender.deliver(made);
    return {
      webhookEventId: String(made.webhookEventId),
      status,
      ...(messageId === undefined ? {} : { messageId }),
    };
  };
  const stir = (): void => {
    account.quickFrom = null;
    account.wroteAt = clock.now();
  };
  const say = (message: Json): Promise<Acted> => {
    stir();
    const id = String(randomInt(10 ** 13, 10 ** 14));
    return act({ type: 'message', message: { ...message, id } }, true, id);
  };
  const postback = (data: string, params?: Json): Promise<Acted> => {
    stir();
    return act({ type: 'postback', postback: { data, ...(params === undefined ? {} : { params }) } }, true);
  };
  const sendText = (text: string): Promise<Acted> => say({ type: 'text', text, quoteToken: newQuoteToken() });

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
        quoteToken: newQuoteToken(),
      }),
    sendMedia: (kind) => say(mediaMessage(kind)),
    tap: (button) => {
      switch (button.kind) {
        case 'postback':
          return postback(button.data ?? '');
        case 'message':
          return sendText(button.text ?? '');
        case 'datetimepicker':
          throw new RangeError('a picker needs a choice: use pick');
        case 'uri':
          return Promise.resolve({ webhookEventId: '', status: 200 });
      }
    },
    pick: (button, chosen) => {
      if (button.kind !== 'datetimepicker' || !canPick(button, chosen)) {
        throw new RangeError(`${chosen} cannot be chosen with ${button.label}`);
      }
      return postback(button.data ?? '', { [button.mode ?? '']: chosen });
    },
    tapData: postback,
    unsend: (messageId) => act({ type: 'unsend', unsend: { messageId } }, false),
    linkAccount: async (linkToken, nonce) =>
      platform.linkTokens.use(linkToken, userId)
        ? act({ type: 'accountLink', link: { result: 'ok', nonce } }, true)
        : null,
    received: account.received,
    screen: () => ({
      quick:
        account.quickFrom === null
          ? []
          : findButtons(account.quickFrom).filter((button) => button.where === 'quick'),
      history: account.received,
    }),
    menu: () => {
      const shown = platform.richMenus.shownTo(userId);
      return shown === null
        ? null
        : { bar: textAt(shown.object, 'chatBarText') ?? '', fields: findMenuButtons(shown.object) };
    },
    onReceive: (listener) => {
      account.listeners.push(listener);
    },
  };
}

function mediaMessage(kind: Media): Json {
  const contentProvider = { type: 'line' };
  switch (kind) {
    case 'image':
      return { type: 'image', contentProvider, quoteToken: newQuoteToken() };
    case 'video':
      return { type: 'video', contentProvider, duration: 1000, quoteToken: newQuoteToken() };
    case 'audio':
      return { type: 'audio', contentProvider, duration: 1000 };
    case 'file':
      return { type: 'file', fileName: 'note.pdf', fileSize: 1024 };
    case 'location':
      return { type: 'location', title: 'here', address: 'Tokyo', latitude: 35.68, longitude: 139.76 };
  }
}

function newQuoteToken(): string {
  return randomBytes(32).toString('base64url');
}
