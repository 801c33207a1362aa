import { textsOfSlackMessage } from '../../../playground/seasons/reading/visible-text.ts';
import { findInteractiveElements } from '../../../playground/slack/blocks/interactive-elements.ts';
import type {
  InteractionOutcome,
  ReceivedMessage,
  SlackUser,
  SubmitOutcome,
} from '../../../playground/slack/types.ts';

/** A person's Slack in a test. Every act waits until all that follows from it is done. */
export type SlackSeat = {
  readonly user: SlackUser;
  /** Messages as they stand now, oldest first. */
  readonly messages: () => readonly ReceivedMessage[];
  /** The newest message that holds the text, as it stands now; throws when there is none. */
  readonly message: (holding: string) => ReceivedMessage;
  /** Everything a message shows. */
  readonly textOf: (message: ReceivedMessage) => string;
  /** Clicks the button with this label in the newest message that has one. */
  readonly click: (label: string) => Promise<InteractionOutcome>;
  /** Clicks a button that a message had at any time, as a client does that was not refreshed. */
  readonly clickStale: (message: ReceivedMessage, label: string) => Promise<InteractionOutcome>;
  /** Replaces the text of the field with this label in the modal on top. */
  readonly type: (label: string, text: string, options?: { readonly pieces?: number }) => Promise<void>;
  /** Chooses the option with this label in the field with that label. */
  readonly choose: (label: string, option: string) => Promise<void>;
  /** Sets the date and time picker with this label; null empties it. */
  readonly pick: (label: string, at: Date | null) => Promise<void>;
  readonly submit: () => Promise<SubmitOutcome>;
  /** Leaves every modal. */
  readonly close: () => Promise<void>;
  /** Everything the modal on top holds; empty without one. */
  readonly modalText: () => string;
  readonly sendDm: (text: string) => Promise<void>;
  readonly openHome: () => Promise<void>;
};

/** Wraps a stand-in's user; `settle` lets server and workers finish. */
export function createSlackSeat(options: {
  readonly user: SlackUser;
  readonly settle: () => Promise<void>;
}): SlackSeat {
  const { user, settle } = options;
  const standing = new Map<string, ReceivedMessage>();
  const keep = (message: ReceivedMessage): void => {
    const key = `${message.channel}:${message.ts}`;
    if (message.deleted) standing.delete(key);
    else standing.set(key, message);
  };
  user.onMessage(keep);
  user.onUpdate(keep);
  const messages = (): readonly ReceivedMessage[] => [...standing.values()];
  const then = async <Value>(act: Promise<Value>): Promise<Value> => {
    const value = await act;
    await settle();
    return value;
  };
  return {
    user,
    messages,
    message: (holding) => {
      const found = messages().findLast((one) => slackTextOf(one).includes(holding));
      if (found === undefined) {
        throw new Error(`no message with ${holding}:\n${messages().map(slackTextOf).join('\n---\n')}`);
      }
      return found;
    },
    textOf: slackTextOf,
    click: async (label) => {
      const found = messages().findLast((one) => hasButton(one, label));
      if (found === undefined) {
        throw new Error(`no button ${label}:\n${messages().map(slackTextOf).join('\n---\n')}`);
      }
      return then(user.click({ channel: found.channel, ts: found.ts, label }));
    },
    clickStale: ({ channel, ts }, label) => then(user.click({ channel, ts, label, stale: true })),
    type: (label, text, options) => then(user.typeInView(fieldOf(user, label), text, options)),
    choose: (label, option) => then(user.chooseInView(fieldOf(user, label), optionOf(user, label, option))),
    pick: (label, at) => then(user.pickInView(fieldOf(user, label), at)),
    submit: () => then(user.submitView()),
    close: () => then(user.closeView({ all: true })),
    modalText: () => JSON.stringify(user.currentView()?.blocks ?? ''),
    sendDm: async (text) => {
      await then(user.sendDm(text));
    },
    openHome: () => then(user.openHome()),
  };
}

function slackTextOf(message: ReceivedMessage): string {
  return textsOfSlackMessage(message).texts.join('\n');
}

function hasButton(message: ReceivedMessage, label: string): boolean {
  return findInteractiveElements(message.blocks).some((one) => one.label === label);
}

/** The block id of the field with this label; throws when the modal on top has none. */
function fieldOf(user: SlackUser, label: string): string {
  const block = user.currentView()?.blocks.find((one) => JSON.stringify(one.label ?? '').includes(label));
  if (typeof block?.block_id !== 'string') {
    throw new Error(`no field ${label}: ${JSON.stringify(user.currentView()?.blocks ?? null)}`);
  }
  return block.block_id;
}

/** The value of the option with this label in the field with that label. */
function optionOf(user: SlackUser, label: string, option: string): string {
  const blockId = fieldOf(user, label);
  const elements = findInteractiveElements(user.currentView()?.blocks ?? []);
  const found = elements
    .find((one) => one.blockId === blockId)
    ?.options.find((one) => one.label.includes(option));
  if (found === undefined) throw new Error(`no option ${option} in ${label}`);
  return found.value;
}
