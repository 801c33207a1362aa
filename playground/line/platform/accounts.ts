import type { Clock } from '../../../src/shared/clock.ts';
import type { RawMessage, ReceivedMessage } from '../types.ts';

const withoutFriendshipMs = 7 * 24 * 60 * 60_000;

/** Who somebody is on LINE. */
export type Profile = {
  readonly userId: string;
  readonly displayName: string;
  readonly language: string;
  /** Added the account before anything here began; nobody has unless given. */
  readonly isFriend?: boolean;
};

/** Somebody with LINE, and what the official account may do with them. */
export type Account = Profile & {
  friend: boolean;
  blocked: boolean;
  /** When they last wrote or tapped; null when never. */
  wroteAt: Date | null;
  readonly received: ReceivedMessage[];
  /** Quick replies of the last message; gone as soon as anything newer stands in the talk. */
  quickFrom: RawMessage | null;
  readonly listeners: ((messages: readonly ReceivedMessage[]) => Promise<void> | void)[];
};

/** Everybody with LINE. */
export type Accounts = {
  readonly add: (profile: Profile) => Account;
  readonly find: (userId: string) => Account | null;
  /** Whether a message would be shown to them, and so be charged for. */
  readonly reaches: (account: Account) => boolean;
  /** Everybody whom a broadcast reaches. */
  readonly friends: () => readonly Account[];
};

/** Nobody yet. A person who is no friend can be written to for seven days after they wrote. */
export function createAccounts(clock: Clock): Accounts {
  const accounts = new Map<string, Account>();
  const wroteLately = ({ wroteAt }: Account): boolean =>
    wroteAt !== null && clock.now().getTime() - wroteAt.getTime() <= withoutFriendshipMs;
  return {
    add: (profile) => {
      if (accounts.has(profile.userId)) throw new RangeError(`there is a user ${profile.userId} already`);
      const account: Account = {
        ...profile,
        friend: profile.isFriend ?? false,
        blocked: false,
        wroteAt: null,
        received: [],
        quickFrom: null,
        listeners: [],
      };
      accounts.set(profile.userId, account);
      return account;
    },
    find: (userId) => accounts.get(userId) ?? null,
    reaches: (account) => !account.blocked && (account.friend || wroteLately(account)),
    friends: () => [...accounts.values()].filter(({ friend, blocked }) => friend && !blocked),
  };
}
