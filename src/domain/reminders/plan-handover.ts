import type { Reader } from '../people/people.ts';
import { earliestOpenAt, latestOpenAt } from '../people/quiet-ranges.ts';
import { addDays, addMinutes, toInstant, toLocal } from '../time.ts';
import type { ReminderPolicy } from './policy.ts';

/**
 * When the next lead is told (CONVERSATIONS 3.14): on the evening before in their own zone, moved earlier out of their
 * quiet ranges; at once where that has passed, or after a swap; always before the start. Null when no open instant is
 * left.
 */
export function planHandover(input: {
  readonly startsAt: Date;
  readonly reader: Reader;
  readonly policy: Pick<ReminderPolicy, 'mentorEve'>;
  readonly wasSwapped: boolean;
  readonly now: Date;
}): Date | null {
  const { startsAt, reader, policy, wasSwapped, now } = input;
  if (wasSwapped) return earliestOpenAt(now, [reader], startsAt);
  const day = toLocal(startsAt, reader.zone).date;
  const eve = toInstant(addDays(day, -1), policy.mentorEve, reader.zone);
  const at = latestOpenAt(eve, [reader], addMinutes(eve, -1440)) ?? eve;
  return earliestOpenAt(at > now ? at : now, [reader], startsAt);
}
