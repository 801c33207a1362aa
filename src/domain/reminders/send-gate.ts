import type { Reader } from '../people/people.ts';
import { earliestOpenAt, isOpenFor } from '../people/quiet-ranges.ts';
import { addMinutes } from '../time.ts';

export type Gate =
  | { readonly kind: 'now' }
  | { readonly kind: 'later'; readonly at: Date }
  | { readonly kind: 'expired' };

const longestWaitDays = 3;
const urgentWithinMinutes = 60;

/**
 * May this message go now? Judged right before sending (DESIGN 5): what meets a quiet range, after an outage say,
 * moves to its end if that is before `expiresAt`, else it has expired. Urgent messages go all the same.
 */
export function judgeSending(message: {
  readonly now: Date;
  readonly expiresAt: Date | null;
  readonly readers: readonly Reader[];
  readonly urgent: boolean;
}): Gate {
  const { now, expiresAt, readers, urgent } = message;
  if (expiresAt !== null && now >= expiresAt) return { kind: 'expired' };
  if (urgent || isOpenFor(now, readers)) return { kind: 'now' };
  const limit = expiresAt ?? addMinutes(now, longestWaitDays * 1440);
  const at = earliestOpenAt(now, readers, limit);
  return at === null ? { kind: 'expired' } : { kind: 'later', at };
}

/**
 * A message about a session is urgent when the range it meets ends later than the start minus 60 minutes. Nobody can come
 * to a start that has passed: what speaks of it can wait.
 */
export function isUrgent(now: Date, readers: readonly Reader[], sessionStartsAt: Date): boolean {
  if (sessionStartsAt <= now || isOpenFor(now, readers)) return false;
  const latest = addMinutes(sessionStartsAt, -urgentWithinMinutes);
  const openAt = earliestOpenAt(now, readers, addMinutes(sessionStartsAt, 1440));
  return openAt === null || openAt > latest;
}
