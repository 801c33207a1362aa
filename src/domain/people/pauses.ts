import { failure, type Result, success } from '../../shared/result.ts';
import { addDays, isPlainDate, type PlainDate, startOfDay, toLocal } from '../time.ts';
import type { Person } from './people.ts';

type Resting = Pick<Person, 'pausedUntil' | 'zone'>;

const longestDays = 180;

/** Whether no message goes to the person now: through the last day of their pause, in their own zone. */
export function isPaused({ pausedUntil, zone }: Resting, now: Date): boolean {
  return pausedUntil !== null && toLocal(now, zone).date <= pausedUntil;
}

/** The instant at which messages go again: the end of the last day. */
export function endOfPause(lastDay: PlainDate, zone: string): Date {
  return startOfDay(addDays(lastDay, 1), zone);
}

/** The first and the last day that a pause may end on; who wants more than half a year leaves instead. */
export function pauseBounds(
  now: Date,
  zone: string,
): { readonly first: PlainDate; readonly last: PlainDate } {
  const today = toLocal(now, zone).date;
  return { first: today, last: addDays(today, longestDays) };
}

/** The day two weeks or a month from today; the last of a shorter month where it has no such day. */
export function pauseEnd(length: 'weeks2' | 'month1', now: Date, zone: string): PlainDate {
  const today = toLocal(now, zone).date;
  return length === 'weeks2' ? addDays(today, 14) : monthLater(today);
}

/** The last day of a pause as a picker sent it, checked anew: an old picker offers days that are over. */
export function readPauseDay(
  text: string,
  now: Date,
  zone: string,
): Result<PlainDate, 'malformed' | 'past' | 'too_far'> {
  if (!isPlainDate(text)) return failure('malformed');
  const { first, last } = pauseBounds(now, zone);
  if (text < first) return failure('past');
  return text > last ? failure('too_far') : success(text);
}

function monthLater(date: PlainDate): PlainDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
  const days = Array.from({ length: 4 }, (_, less) => `${next}-${String(day - less).padStart(2, '0')}`);
  return days.find(isPlainDate) ?? addDays(date, 30);
}
