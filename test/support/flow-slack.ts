import { textsOfSlackMessage } from '../../playground/seasons/reading/visible-text.ts';
import { findInteractiveElements } from '../../playground/slack/blocks/interactive-elements.ts';
import type { InteractionOutcome, ReceivedMessage, SlackUser } from '../../playground/slack/types.ts';

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
