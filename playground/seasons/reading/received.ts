import { textsOfLineMessage, textsOfSlackMessage, type VisibleText } from './visible-text.ts';

/** One message object as it reached one person. */
export type Received = {
  readonly at: Date;
  /** The season's code of the reader. */
  readonly person: string;
  readonly platform: 'line' | 'slack';
  /** `answer`: a free reply on LINE, an ephemeral note or the answer to a command in Slack. */
  readonly via: 'push' | 'answer';
  readonly text: VisibleText;
};

/** What is read of LINE's ledger: one request to one user, with its message objects. */
export type LineLedgerEntry = {
  readonly at: Date;
  readonly userId: string;
  readonly via: 'push' | 'reply';
  readonly messages: readonly unknown[];
  /** False for who blocked the account. */
  readonly delivered: boolean;
};

/** What is read of Slack's ledger: one message and everybody who can read it. */
export type SlackLedgerEntry = {
  readonly at: Date;
  readonly readers: readonly string[];
  readonly text: string;
  readonly blocks: unknown;
  readonly method: string;
};

/** What arrived on LINE. `personOf` knows whose account is whose; messages to nobody's account are left out. */
export function receivedOnLine(
  ledger: readonly LineLedgerEntry[],
  personOf: (userId: string) => string | null,
): readonly Received[] {
  return ledger.flatMap(({ at, userId, via, messages, delivered }) => {
    const person = personOf(userId);
    if (person === null || !delivered) return [];
    return messages.map(
      (message): Received => ({
        at,
        person,
        platform: 'line',
        via: via === 'push' ? 'push' : 'answer',
        text: textsOfLineMessage(message),
      }),
    );
  });
}

/** What arrived in Slack, once for every reader. */
export function receivedInSlack(
  ledger: readonly SlackLedgerEntry[],
  personOf: (userId: string) => string | null,
): readonly Received[] {
  return ledger.flatMap((entry) =>
    entry.readers.flatMap((reader) => {
      const person = personOf(reader);
      if (person === null) return [];
      return [
        {
          at: entry.at,
          person,
          platform: 'slack' as const,
          via: entry.method === 'chat.postMessage' ? ('push' as const) : ('answer' as const),
          text: textsOfSlackMessage(entry),
        },
      ];
    }),
  );
}
