import type { Clock } from '../../../src/shared/clock.ts';
import type { Activity } from '../../world/activity.ts';
import type { LedgerEntry, RawMessage, ReceivedMessage } from '../types.ts';
import { type Account, type Accounts, createAccounts } from './accounts.ts';
import { type Allowance, createAllowance } from './allowance.ts';
import { createLinkTokens, type LinkTokens } from './link-tokens.ts';
import { createReplyTokens, type ReplyTokens } from './reply-tokens.ts';
import { createRetryKeys, type RetryKeys } from './retry-keys.ts';
import { createRichMenus, type RichMenus } from './rich-menus.ts';

/** What one accepted request sends to one person. */
export type Letter = {
  readonly userId: string;
  readonly via: 'push' | 'reply';
  readonly messages: readonly RawMessage[];
  readonly retryKey: string | null;
  readonly requestId: string;
};

/** LINE's own side: people, what was sent to whom, the month's allowance, tokens and retry keys. */
export type Platform = {
  readonly accounts: Accounts;
  readonly allowance: Allowance;
  readonly replyTokens: ReplyTokens;
  readonly linkTokens: LinkTokens;
  readonly retryKeys: RetryKeys;
  readonly richMenus: RichMenus;
  readonly ledger: LedgerEntry[];
  readonly violations: string[];
  /** Groups and rooms that the app left, in order. */
  readonly left: string[];
  /** What a push to this person would cost: 0 for somebody whom it does not reach. */
  readonly costOf: (userId: string) => number;
  /** Delivers to one person, or silently not when they blocked the account or are no friend. */
  readonly deliver: (letter: Letter) => void;
  /** Ids of messages just taken, as the API lists them. */
  readonly listSent: (
    messages: readonly RawMessage[],
  ) => readonly { readonly id: string; readonly quoteToken?: string }[];
};

/** Kinds of messages that can be quoted; only for them LINE gives a quote token. */
const quotable: readonly unknown[] = ['text', 'textV2', 'sticker', 'image', 'video', 'template', 'flex'];

/** A platform without people. */
export function createPlatform(options: {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly monthlyLimit: number | null;
}): Platform {
  const { clock, activity } = options;
  const accounts = createAccounts(clock);
  const allowance = createAllowance(options);
  const ledger: LedgerEntry[] = [];
  const violations: string[] = [];
  let lastId = 500_000_000_000_000_000n;
  const nextId = (): string => {
    lastId += 1n;
    return String(lastId);
  };

  const hand = (account: Account, messages: readonly ReceivedMessage[]): void => {
    account.received.push(...messages);
    account.quickFrom = messages.at(-1)?.message ?? null;
    for (const listener of account.listeners) {
      const end = activity.begin();
      setImmediate(() => {
        Promise.resolve()
          .then(() => listener(messages))
          .catch((error: unknown) => violations.push(`listener of ${account.userId} threw: ${String(error)}`))
          .finally(end);
      });
    }
  };
  const costOf = (userId: string): number => {
    const account = accounts.find(userId);
    return account !== null && accounts.reaches(account) ? 1 : 0;
  };

  return {
    accounts,
    allowance,
    replyTokens: createReplyTokens(clock),
    linkTokens: createLinkTokens(clock),
    retryKeys: createRetryKeys(clock),
    richMenus: createRichMenus(accounts),
    ledger,
    violations,
    left: [],
    costOf,
    deliver: (letter) => {
      const { userId, via, requestId } = letter;
      const account = accounts.find(userId);
      const delivered = account !== null && accounts.reaches(account);
      const at = clock.now();
      const cost = via === 'push' ? costOf(userId) : 0;
      ledger.push({ ...letter, at, delivered, cost });
      allowance.charge(cost);
      if (!delivered) return;
      hand(
        account,
        letter.messages.map((message) => ({ at, via, requestId, message })),
      );
    },
    listSent: (messages) =>
      messages.map((message) => {
        const id = nextId();
        return quotable.includes(message.type) ? { id, quoteToken: `quote-${id}` } : { id };
      }),
  };
}
