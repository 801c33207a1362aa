import type { Reader } from '../people/people.ts';
import { earliestOpenAt, isQuiet } from '../people/quiet-ranges.ts';
import { addDays, addMinutes, toInstant, toLocal } from '../time.ts';
import type { ReminderPolicy } from './policy.ts';

const searchDays = 7;

type Asked = { readonly endsAt: Date; readonly reader: Reader; readonly policy: ReminderPolicy };

/** On Slack ten minutes after the end, or when the range opens; null when no open instant follows within a week. */
export function planMentorAsk({ endsAt, reader, policy }: Asked): Date | null {
  const wanted = addMinutes(endsAt, policy.askMentorAfterMinutes);
  return earliestOpenAt(wanted, [reader], addMinutes(wanted, searchDays * 1440));
}

/** On LINE two hours after the end; what would fall into a quiet range goes at noon, kinder than the range's end. */
export function planParticipantAsk({ endsAt, reader, policy }: Asked): Date | null {
  return outOfTheNight(addMinutes(endsAt, policy.askParticipantAfterMinutes), reader, policy);
}

/**
 * The one nudge, two days after the ask; expires when the team's next session starts.
 * Null when it would come too late to be of use.
 */
export function planNudge(input: {
  readonly askAt: Date;
  readonly reader: Reader;
  readonly policy: ReminderPolicy;
  readonly nextSessionAt: Date | null;
}): Date | null {
  const { askAt, reader, policy, nextSessionAt } = input;
  const at = outOfTheNight(addMinutes(askAt, policy.nudgeAfterDays * 1440), reader, policy);
  return at === null || (nextSessionAt !== null && at >= nextSessionAt) ? null : at;
}

function outOfTheNight(wanted: Date, reader: Reader, { askInsteadOfNight }: ReminderPolicy): Date | null {
  if (!isQuiet(wanted, reader)) return wanted;
  const day = toLocal(wanted, reader.zone).date;
  const noons = [0, 1].map((offset) => toInstant(addDays(day, offset), askInsteadOfNight, reader.zone));
  const noon = noons.find((at) => at > wanted && !isQuiet(at, reader));
  return noon ?? earliestOpenAt(wanted, [reader], addMinutes(wanted, searchDays * 1440));
}
