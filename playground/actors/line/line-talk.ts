import { findButtons, readTexts } from '../../line/find-buttons.ts';
import type { LineButton, RawMessage, ReceivedMessage } from '../../line/types.ts';
import type { SeasonParticipant } from '../../seasons/season.ts';
import type { Notebook } from '../notebook.ts';
import type { HandAct } from './line-form.ts';

/** What an actor needs of a LINE client. */
export type LineClient = {
  readonly received: readonly ReceivedMessage[];
  readonly onReceive: (listener: (messages: readonly ReceivedMessage[]) => void) => void;
  readonly follow: () => Promise<unknown>;
  readonly block: () => Promise<unknown>;
  readonly sendText: (text: string) => Promise<unknown>;
  readonly sendSticker: () => Promise<unknown>;
  readonly tap: (button: LineButton) => Promise<unknown>;
};

/** One person's talk with the account, as their eyes and thumbs use it. */
export type LineTalk = {
  readonly follow: () => Promise<void>;
  readonly block: () => Promise<void>;
  readonly send: (text: string) => Promise<void>;
  readonly sendSticker: () => Promise<void>;
  /** Taps or types; false when no such button stands in the message. Who taps everything twice does so here. */
  readonly perform: (act: HandAct, message: RawMessage) => Promise<boolean>;
  /** The newest message with such a button whose text holds all of these. */
  readonly findMessage: (label: string, holds: (text: string) => boolean) => RawMessage | null;
};

/** The talk of one person; every act is noted. */
export function createLineTalk(deps: {
  readonly user: LineClient;
  readonly person: SeasonParticipant;
  readonly notebook: Notebook;
}): LineTalk {
  const { user, person, notebook } = deps;
  const touch = async (act: () => Promise<unknown>): Promise<void> => {
    notebook.act();
    await act();
  };
  return {
    follow: () => touch(user.follow),
    block: () => touch(user.block),
    send: (text) => touch(() => user.sendText(text)),
    sendSticker: () => touch(user.sendSticker),
    perform: async (act, message) => {
      if (act.by === 'type') {
        await touch(() => user.sendText(act.text));
        return true;
      }
      const button = findButton(message, act.label);
      if (button === null) {
        notebook.puzzle(`no button ${act.label}`);
        return false;
      }
      // A quick reply is gone with the first tap.
      const times = person.temperament === 'twice' && button.where !== 'quick' ? 2 : 1;
      for (let time = 0; time < times; time += 1) await touch(() => user.tap(button));
      return true;
    },
    findMessage: (label, holds) =>
      user.received.findLast(({ message }) => findButton(message, label) !== null && holds(textOf(message)))
        ?.message ?? null,
  };
}

/** Everything that stands in a message, the lock screen's line first. */
export function textOf(message: RawMessage): string {
  const { altText } = message;
  return [...(typeof altText === 'string' ? [altText] : []), ...readTexts(message)].join('\n');
}

/** The button with a label; `4 ` finds the one that begins so. */
export function findButton(message: RawMessage, label: string): LineButton | null {
  const fits = (found: string): boolean => (label.endsWith(' ') ? found.startsWith(label) : found === label);
  return findButtons(message).find((button) => fits(button.label)) ?? null;
}
