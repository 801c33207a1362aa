import type { Clock } from '../../../src/shared/clock.ts';

const keptMs = 24 * 60 * 60_000;

/** What an accepted request was answered; a multicast or broadcast lists no messages. */
export type Accepted = {
  readonly requestId: string;
  readonly sentMessages: readonly { readonly id: string }[] | null;
};

/** Requests by `X-Line-Retry-Key`: kept for a day, after that the same key sends again. */
export type RetryKeys = {
  /** What a request with this key was answered within the last day, or null. */
  readonly find: (key: string) => Accepted | null;
  readonly keep: (key: string, accepted: Accepted) => void;
};

/** No keys yet. */
export function createRetryKeys(clock: Clock): RetryKeys {
  const kept = new Map<string, Accepted & { readonly at: number }>();
  return {
    find: (key) => {
      const known = kept.get(key.toLowerCase());
      return known !== undefined && clock.now().getTime() - known.at < keptMs ? known : null;
    },
    keep: (key, accepted) => {
      kept.set(key.toLowerCase(), { ...accepted, at: clock.now().getTime() });
    },
  };
}
