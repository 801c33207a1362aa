import { randomUUID } from 'node:crypto';
import type { Clock } from '../../src/shared/clock.ts';
import type { Activity } from '../world/activity.ts';
import type { LedgerEntry, RawMessage, ReceivedMessage } from './types.ts';

export type Profile = { readonly userId: string; readonly displayName: string; readonly language: string };

type Account = Profile & {
  friend: boolean;
  blocked: boolean;
  readonly received: ReceivedMessage[];
  /** Quick replies of the last message; gone as soon as anything newer stands in the talk. */
  quickFrom: RawMessage | null;
  readonly listeners: ((messages: readonly ReceivedMessage[]) => Promise<void> | void)[];
};

type Sent = { readonly requestId: string; readonly sentMessages: readonly { readonly id: string }[] };

const retryKeyMs = 24 * 60 * 60_000;

/** LINE's own side: accounts, what was sent to whom, the month's allowance, retry keys. */
export function createPlatform(options: {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly monthlyLimit: number;
}) {
  const { clock, activity, monthlyLimit } = options;
  const accounts = new Map<string, Account>();
  const ledger: LedgerEntry[] = [];
  const retryKeys = new Map<string, Sent & { readonly at: number }>();
  const violations: string[] = [];

  const monthNames = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Tokyo',
    year: 'numeric',
    month: '2-digit',
  });
  const used = new Map<string, number>();
  const monthOf = (at: Date): string => monthNames.format(at);
  const usedNow = (): number => used.get(monthOf(clock.now())) ?? 0;

  const hand = (account: Account, messages: readonly ReceivedMessage[]): void => {
    account.received.push(...messages);
    account.quickFrom = messages.at(-1)?.message ?? null;
    for (const listener of account.listeners) {
      const end = activity.begin();
      setImmediate(() => {
        Promise.resolve()
          .then(() => listener(messages))
          .catch((error: unknown) => violations.push(`a listener threw: ${String(error)}`))
          .finally(end);
      });
    }
  };

  return {
    ledger,
    violations,
    account: (userId: string): Account | undefined => accounts.get(userId),
    addAccount: (profile: Profile): Account => {
      const account: Account = {
        ...profile,
        friend: false,
        blocked: false,
        received: [],
        quickFrom: null,
        listeners: [],
      };
      accounts.set(profile.userId, account);
      return account;
    },
    usedThisMonth: usedNow,
    /** Whether a message would be shown, and so be charged for. */
    reaches: (userId: string): boolean => {
      const account = accounts.get(userId);
      return account?.friend === true && !account.blocked;
    },
    hasAllowanceFor: (recipients: number): boolean => usedNow() + recipients <= monthlyLimit,
    pushesByMonth: (): Record<string, number> => Object.fromEntries(used),
    /** What a request with this key was answered before, within a day; after that the key sends again. */
    findRetry: (key: string): Sent | null => {
      const known = retryKeys.get(key);
      return known !== undefined && clock.now().getTime() - known.at < retryKeyMs ? known : null;
    },
    keepRetry: (key: string, sent: Sent): void => {
      retryKeys.set(key, { ...sent, at: clock.now().getTime() });
    },
    /** Delivers to one person, or silently not when they blocked the account or are no friend. */
    deliver: (request: {
      readonly userId: string;
      readonly via: 'push' | 'reply';
      readonly messages: readonly RawMessage[];
      readonly retryKey: string | null;
      readonly requestId: string;
    }): Sent => {
      const account = accounts.get(request.userId);
      const delivered = account?.friend === true && !account.blocked;
      const at = clock.now();
      const cost = delivered && request.via === 'push' ? 1 : 0;
      ledger.push({ ...request, at, delivered, cost });
      if (cost > 0) used.set(monthOf(at), (used.get(monthOf(at)) ?? 0) + cost);
      if (account !== undefined && delivered) {
        const { via, requestId } = request;
        hand(
          account,
          request.messages.map((message) => ({ at, via, requestId, message })),
        );
      }
      const sentMessages = request.messages.map(() => ({ id: String(randomUUID()).replaceAll('-', '') }));
      return { requestId: request.requestId, sentMessages };
    },
  };
}

export type Platform = ReturnType<typeof createPlatform>;
