import { findButtons, readTexts } from '../../../playground/line/find-buttons.ts';
import type { LineUser } from '../../../playground/line/line-user.ts';
import type {
  Acted,
  LineButton,
  Media,
  RawMessage,
  ReceivedMessage,
} from '../../../playground/line/types.ts';

/** A person's LINE in a test. Every act waits until all that follows from it is done. */
export type Phone = {
  readonly user: LineUser;
  readonly follow: () => Promise<Acted>;
  readonly block: () => Promise<Acted>;
  readonly say: (text: string) => Promise<Acted>;
  readonly sendSticker: () => Promise<Acted>;
  readonly sendMedia: (kind: Media) => Promise<Acted>;
  readonly unsend: (messageId: string) => Promise<Acted>;
  /** Taps the newest button with this label, anywhere in the talk; quick replies only while they are shown. */
  readonly tap: (label: string) => Promise<Acted>;
  /** Chooses a day or time with the newest picker of this label. */
  readonly pick: (label: string, chosen: string) => Promise<Acted>;
  /** Sends a postback with these data, whoever they were made for, and what an old picker may still offer. */
  readonly tapData: (data: string, params?: Readonly<Record<string, string>>) => Promise<Acted>;
  /** The newest button with this label; throws when the talk holds none. */
  readonly button: (label: string) => LineButton;
  /** Whether such a button stands in the newest message. */
  readonly offers: (label: string) => boolean;
  /** Everything that can be tapped in the newest message, from top to bottom. */
  readonly labels: () => readonly string[];
  readonly received: readonly ReceivedMessage[];
  /** Everything that stands in the newest message. */
  readonly lastText: () => string;
  /** Everything that arrived since the given number of messages. */
  readonly textsSince: (count: number) => readonly string[];
};

/** Wraps a stand-in's user; `settle` lets server and workers finish. */
export function createPhone(options: {
  readonly user: LineUser;
  readonly settle: () => Promise<void>;
}): Phone {
  const { user, settle } = options;
  const then = async (act: Promise<Acted>): Promise<Acted> => {
    const acted = await act;
    await settle();
    return acted;
  };
  const find = (label: string): LineButton | null => {
    const shown = user.screen().quick.find((one) => one.label === label);
    if (shown !== undefined) return shown;
    for (const { message } of user.received.toReversed()) {
      const lasting = findButtons(message).find((one) => one.label === label && one.where !== 'quick');
      if (lasting !== undefined) return lasting;
    }
    return null;
  };
  const button = (label: string): LineButton => {
    const found = find(label);
    if (found === null)
      throw new Error(`no button ${label} in the talk:\n${textOf(user.received.at(-1)?.message)}`);
    return found;
  };
  return {
    user,
    follow: () => then(user.follow()),
    block: () => then(user.block()),
    say: (text) => then(user.sendText(text)),
    sendSticker: () => then(user.sendSticker()),
    sendMedia: (kind) => then(user.sendMedia(kind)),
    unsend: (messageId) => then(user.unsend(messageId)),
    tap: async (label) => then(user.tap(button(label))),
    pick: async (label, chosen) => then(user.pick(button(label), chosen)),
    tapData: (data, params) => then(user.tapData(data, params)),
    button,
    offers: (label) => {
      const last = user.received.at(-1);
      return last !== undefined && findButtons(last.message).some((one) => one.label === label);
    },
    labels: () => {
      const last = user.received.at(-1);
      return last === undefined ? [] : findButtons(last.message).map(({ label }) => label);
    },
    received: user.received,
    lastText: () => textOf(user.received.at(-1)?.message),
    textsSince: (count) => user.received.slice(count).map(({ message }) => textOf(message)),
  };
}

/** Everything that stands in a message. */
export function textOf(message: RawMessage | undefined): string {
  return message === undefined ? '' : readTexts(message).join('\n');
}
