import { failure, type Result, success } from '../../shared/result.ts';
import { isPlainDate, type PlainDate, toLocal } from '../time.ts';
import { pauseBounds } from './pauses.ts';

/** Days on which somebody does not meet, first and last included. */
export type AwayDays = { readonly fromOn: PlainDate; readonly toOn: PlainDate };

/** order: the last day lies before the first. past: even the last day is over. */
export type AwayDaysRefusal = 'malformed' | 'order' | 'past' | 'too_far';

const dayPattern = /(?:(\d{4})[-/年.])?(\d{1,2})[-/月.](\d{1,2})日?/gu;
const between = /^(?:[\s\-–—~〜から:まで、,]|to|until)*$/u;

/** Days as a form gives them, for a person whose calendar is that of `zone`. At most half a year ahead, like a pause. */
export function checkAwayDays(
  { fromOn, toOn }: { readonly fromOn: string; readonly toOn: string },
  now: Date,
  zone: string,
): Result<AwayDays, AwayDaysRefusal> {
  if (!isPlainDate(fromOn) || !isPlainDate(toOn)) return failure('malformed');
  const { first, last } = pauseBounds(now, zone);
  if (toOn < fromOn) return failure('order');
  if (toOn < first) return failure('past');
  return toOn > last ? failure('too_far') : success({ fromOn, toOn });
}

/**
 * Days as somebody types them, such as `11/18-12/1` or `11月18日〜12月1日`; one date is one day, and a date without a year is
 * the next one. Null when nothing was typed.
 */
export function readAwayDays(
  typed: string,
  now: Date,
  zone: string,
): Result<AwayDays, AwayDaysRefusal> | null {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return null;
  const found = [...text.matchAll(dayPattern)];
  const [first, second = first, ...more] = found;
  if (first === undefined || second === undefined || more.length > 0) return failure('malformed');
  if (!between.test(text.replace(dayPattern, ' '))) return failure('malformed');
  const fromOn = dayAfter(first, toLocal(now, zone).date);
  const toOn = fromOn === null ? null : dayAfter(second, fromOn);
  return fromOn === null || toOn === null ? failure('malformed') : checkAwayDays({ fromOn, toOn }, now, zone);
}

/** The date; without a year the first such day that is not before `earliest`. */
function dayAfter([, year, month = '', day = '']: RegExpMatchArray, earliest: PlainDate): PlainDate | null {
  const monthDay = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const thisYear = Number(earliest.slice(0, 4));
  const dates = (year === undefined ? [thisYear, thisYear + 1] : [Number(year)]).map(
    (y) => `${y}-${monthDay}`,
  );
  return dates.filter(isPlainDate).find((date) => year !== undefined || date >= earliest) ?? null;
}
