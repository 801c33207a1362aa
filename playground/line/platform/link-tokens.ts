import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../src/shared/clock.ts';

const usableMs = 10 * 60_000;

/** Tokens with which a person links their LINE account to one of the app: ten minutes, once. */
export type LinkTokens = {
  readonly issue: (userId: string) => string;
  /** Uses a token up; false when it is unknown, used, too old or another person's. */
  readonly use: (token: string, userId: string) => boolean;
};

/** No tokens yet. */
export function createLinkTokens(clock: Clock): LinkTokens {
  const tokens = new Map<string, { readonly userId: string; readonly issuedAt: number }>();
  return {
    issue: (userId) => {
      const token = randomUUID().replaceAll('-', '');
      tokens.set(token, { userId, issuedAt: clock.now().getTime() });
      return token;
    },
    use: (token, userId) => {
      const known = tokens.get(token);
      if (known?.userId !== userId) return false;
      tokens.delete(token);
      return clock.now().getTime() - known.issuedAt <= usableMs;
    },
  };
}
