import { randomUUID } from 'node:crypto';
import type { Clock } from '../../src/shared/clock.ts';

const usableMs = 60_000;
const redeliveredMs = 20 * 60_000;

type Token = { readonly userId: string; readonly eventAt: number; usableUntil: number; used: boolean };

/**
 * Reply tokens: once only, within a minute of the webhook; a redelivery starts the minute again, until 20 minutes
 * after the event.
 */
export function createReplyTokens(clock: Clock) {
  const tokens = new Map<string, Token>();
  return {
    issue: (userId: string): string => {
      const token = randomUUID().replaceAll('-', '');
      const now = clock.now().getTime();
      tokens.set(token, { userId, eventAt: now, usableUntil: now + usableMs, used: false });
      return token;
    },
    /** The webhook with this token was sent again. */
    renew: (token: string): void => {
      const known = tokens.get(token);
      if (known === undefined) return;
      known.usableUntil = Math.min(clock.now().getTime() + usableMs, known.eventAt + redeliveredMs);
    },
    /** Uses a token up; the user it answers, or null when it is unknown, used or too old. */
    use: (token: string): string | null => {
      const known = tokens.get(token);
      if (known === undefined || known.used || clock.now().getTime() > known.usableUntil) return null;
      known.used = true;
      return known.userId;
    },
  };
}

export type ReplyTokens = ReturnType<typeof createReplyTokens>;
