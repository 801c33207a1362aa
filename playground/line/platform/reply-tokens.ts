import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../src/shared/clock.ts';

const usableMs = 60_000;
const afterEventMs = 20 * 60_000;

type Token = { readonly userId: string; readonly eventAt: number; usableUntil: number; used: boolean };

/** The tokens that webhooks carry; each answers its person once. */
export type ReplyTokens = {
  readonly issue: (userId: string) => string;
  /** The webhook with this token goes out, for the first time or again: its minute starts. */
  readonly renew: (token: string) => void;
  /** Uses a token up; the user it answers, or null when it is unknown, used or too old. */
  readonly use: (token: string) => string | null;
};

/** Tokens on the simulated clock: a minute from the webhook or its redelivery, never later than 20 minutes after the event. */
export function createReplyTokens(clock: Clock): ReplyTokens {
  const tokens = new Map<string, Token>();
  return {
    issue: (userId) => {
      const token = randomUUID().replaceAll('-', '');
      const now = clock.now().getTime();
      tokens.set(token, { userId, eventAt: now, usableUntil: now + usableMs, used: false });
      return token;
    },
    renew: (token) => {
      const known = tokens.get(token);
      if (known === undefined) return;
      known.usableUntil = Math.min(clock.now().getTime() + usableMs, known.eventAt + afterEventMs);
    },
    use: (token) => {
      const known = tokens.get(token);
      if (known === undefined || known.used || clock.now().getTime() > known.usableUntil) return null;
      known.used = true;
      return known.userId;
    },
  };
}
