import { findInteractiveElements, type InteractiveElement } from '../../slack/blocks/interactive-elements.ts';
import type { ReceivedMessage, SlackUser } from '../../slack/types.ts';
import { labels } from '../labels.ts';
import type { Notebook } from '../notebook.ts';
import type { MentorField } from './mentor-intents.ts';

/** What an actor needs of a Slack client. */
export type SlackClient = Pick<
  SlackUser,
  | 'onMessage'
  | 'onUpdate'
  | 'click'
  | 'currentView'
  | 'typeInView'
  | 'chooseInView'
  | 'submitView'
  | 'closeView'
  | 'command'
  | 'openHome'
  | 'currentHome'
  | 'clickInHome'
>;

/** A message, wherever it stands now. */
export type Place = Pick<ReceivedMessage, 'channel' | 'ts'>;

/** One person's Slack window, as their eyes and hands use it. */
export type SlackDesk = {
  /** The message as it stands now. */
  readonly current: (place: Place) => ReceivedMessage | null;
  /** Clicks the button with a label (`4 `: that begins so); false when the message has none now. */
  readonly click: (place: Place, label: string) => Promise<boolean>;
  /** The newest message with such a button, whatever came after it, as it stands now. */
  readonly findMessage: (
    labels: readonly string[],
    fits?: (message: ReceivedMessage) => boolean,
  ) => ReceivedMessage | null;
  /** The newest button whose label fits, wherever it stands. */
  readonly findLabel: (
    fits: (label: string) => boolean,
  ) => { readonly place: Place; readonly label: string } | null;
  readonly hasButton: (place: Place, label: string) => boolean;
  /** Types `/bansou` with these words; whether the app answered. */
  readonly command: (words: string) => Promise<boolean>;
  readonly openHome: () => Promise<void>;
  /** Presses a button of the home tab with one of these labels. */
  readonly clickAtHome: (labels: readonly string[]) => Promise<boolean>;
  /** Sits down to something that takes a while; false while they are at something else. */
  readonly take: () => boolean;
  readonly release: () => void;
  readonly isTaken: () => boolean;
  readonly hasModal: () => boolean;
  /** Types into a field of the modal, in so many pieces; false when it has no such field. */
  readonly type: (field: MentorField, text: string, pieces: number) => Promise<boolean>;
  /** Chooses a rating in the modal. */
  readonly rate: (rating: number) => Promise<boolean>;
  /** Whether the app took what was sent. */
  readonly submit: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};

/** The window of one person; every act is noted. */
export function createSlackDesk(deps: {
  readonly user: SlackClient;
  readonly notebook: Notebook;
}): SlackDesk {
  const { user, notebook } = deps;
  const standing = new Map<string, ReceivedMessage>();
  const keep = (message: ReceivedMessage): void => {
    standing.set(keyOf(message), message);
  };
  user.onMessage(keep);
  user.onUpdate(keep);
  let taken = false;
  const inModal = (): readonly InteractiveElement[] => {
    const view = user.currentView();
    return view === null ? [] : findInteractiveElements(view.blocks);
  };

  return {
    current: (place) => standing.get(keyOf(place)) ?? null,
    click: async ({ channel, ts }, label) => {
      const message = standing.get(keyOf({ channel, ts }));
      const button = message === undefined ? null : findButton(message, label);
      if (button === null) {
        notebook.puzzle(`no button ${label}`);
        return false;
      }
      notebook.act();
      const outcome = await user.click({ channel, ts, label: button.label });
      if (outcome.kind === 'failed') notebook.puzzle(`${label}: ${outcome.reason}`);
      return outcome.kind === 'answered';
    },
    findMessage: (labels, fits = () => true) =>
      [...standing.values()].findLast(
        (message) => labels.some((label) => findButton(message, label) !== null) && fits(message),
      ) ?? null,
    findLabel: (fits) => {
      for (const message of [...standing.values()].reverse()) {
        const button = findInteractiveElements(message.blocks).find(
          (element) => element.type === 'button' && fits(element.label),
        );
        if (button !== undefined) return { place: message, label: button.label };
      }
      return null;
    },
    hasButton: (place, label) => {
      const message = standing.get(keyOf(place));
      return message !== undefined && findButton(message, label) !== null;
    },
    command: async (words) => {
      notebook.act();
      const outcome = await user.command('/bansou', words);
      if (outcome.kind === 'failed') notebook.puzzle(`/bansou ${words}: ${outcome.reason}`);
      return outcome.kind === 'answered';
    },
    openHome: async () => {
      notebook.act();
      await user.openHome();
    },
    clickAtHome: async (labels) => {
      notebook.act();
      const home = user.currentHome();
      const found = findInteractiveElements(home?.blocks ?? []).find(({ label }) => labels.includes(label));
      if (found === undefined) {
        notebook.puzzle(`no button ${labels[0]} at home`);
        return false;
      }
      return (await user.clickInHome(found.label)).kind === 'answered';
    },
    take: () => {
      if (taken || user.currentView() !== null) return false;
      taken = true;
      return true;
    },
    release: () => {
      taken = false;
    },
    isTaken: () => taken,
    hasModal: () => user.currentView() !== null,
    type: async (field, text, pieces) => {
      const input = inModal().find((one) => isField(one, field));
      if (input === undefined) {
        // The note for the next lead is asked of whoever led.
        if (field !== 'note') notebook.puzzle(`no field ${field}`);
        return false;
      }
      notebook.act();
      await user.typeInView(input.blockId, text, { pieces });
      return true;
    },
    rate: async (rating) => {
      const input = inModal().find(({ type }) => type === 'radio_buttons');
      const option = input?.options.find(({ label }) => label.startsWith(`${rating} `));
      if (input === undefined || option === undefined) return false;
      notebook.act();
      await user.chooseInView(input.blockId, option.value);
      return true;
    },
    submit: async () => {
      notebook.act();
      const outcome = await user.submitView();
      if (!outcome.accepted) notebook.puzzle(`modal refused: ${JSON.stringify(outcome)}`);
      return outcome.accepted;
    },
    close: async () => {
      if (user.currentView() === null) return;
      notebook.act();
      await user.closeView();
    },
  };
}

/** The button of a message with a label; `4 ` finds the one that begins so. */
export function findButton(message: ReceivedMessage, label: string): InteractiveElement | null {
  const fits = (found: string): boolean => (label.endsWith(' ') ? found.startsWith(label) : found === label);
  return (
    findInteractiveElements(message.blocks).find(
      (element) => element.type === 'button' && fits(element.label),
    ) ?? null
  );
}

function isField(element: InteractiveElement, field: MentorField): boolean {
  return (
    element.type === 'plain_text_input' &&
    [labels.ja.fields[field], labels.en.fields[field]].includes(element.label)
  );
}

function keyOf({ channel, ts }: Place): string {
  return `${channel} ${ts}`;
}
