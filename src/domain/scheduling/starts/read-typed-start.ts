import type { Language } from '../../people/people.ts';
import { isPlainDate, type PlainDate, toLocal } from '../../time.ts';

const weekdaysOf: Readonly<Record<Language, readonly string[]>> = {
  ja: ['月', '火', '水', '木', '金', '土', '日'],
  en: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
};
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const japanese =
  /^(?:(?<year>\d{4}) ?[年/-] ?)?(?<month>\d{1,2}) ?[月/-] ?(?<day>\d{1,2})(?!\d) ?日? ?(?:\((?<weekday>[月火水木金土日])\)|(?<bare>[月火水木金土日])曜日?)? ?の? ?(?<half>午前|午後)?(?<hour>\d{1,2})(?::(?<minute>\d{2})|時(?:(?<minutes>\d{1,2})分|(?<halfPast>半))?)(?:から|~|〜)?$/u;
const english =
  /^(?:(?<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?(?:(?<day>\d{1,2})(?:st|nd|rd|th)? (?<month>[a-z]{3})[a-z]*|(?<monthFirst>[a-z]{3})[a-z]* (?<dayLast>\d{1,2})(?:st|nd|rd|th)?),?(?: (?<year>\d{4}),?)?(?: at)? (?<hour>\d{1,2}):(?<minute>\d{2})$/u;
const iso = /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2}) (?<hour>\d{1,2}):(?<minute>\d{2})$/u;

/**
 * A day and a time of day that are the whole of what somebody typed, such as 11/30 10時, in the form of LINE's picker
 * (`2024-11-30T10:00`, no zone). Nothing is guessed: without a month, a day or an hour, or with a weekday that is not
 * that day's, it is null. A day without a year is the next such one from `now` on in the person's zone.
 */
export function readTypedStart(
  text: string,
  { language, zone, now }: { readonly language: Language; readonly zone: string; readonly now: Date },
): string | null {
  const typed = text.normalize('NFKC').toLowerCase().trim().replace(/\s+/gu, ' ');
  const found =
    iso.exec(typed) ??
    (language === 'ja' ? japanese.exec(typed.replace(/(?:です|[。.])+$/u, '')) : english.exec(typed));
  const groups: Readonly<Partial<Record<string, string>>> | undefined = found?.groups;
  if (groups === undefined) return null;
  const month = monthOf(groups.month ?? groups.monthFirst ?? '');
  const day = Number(groups.day ?? groups.dayLast);
  const weekday = groups.weekday ?? groups.bare;
  const today = toLocal(now, zone).date;
  const thisYear = Number(today.slice(0, 4));
  const years = groups.year === undefined ? [thisYear, thisYear + 1] : [Number(groups.year)];
  const date = years
    .map((year) => `${year}-${twoDigits(month)}-${twoDigits(day)}`)
    .filter(isPlainDate)
    .find((one) => groups.year !== undefined || one >= today);
  const time = timeOf(groups);
  if (date === undefined || time === null) return null;
  return weekday === undefined || weekdaysOf[language].indexOf(weekday) === weekdayOf(date)
    ? `${date}T${time}`
    : null;
}

function timeOf(groups: Readonly<Partial<Record<string, string>>>): string | null {
  const { hour = '', half, minute, minutes, halfPast } = groups;
  const minuteOfHour = halfPast === undefined ? Number(minute ?? minutes ?? 0) : 30;
  const hourOfDay = Number(hour) + (half === '午後' ? 12 : 0);
  const isTime = Number(hour) <= (half === undefined ? 23 : 12) && hourOfDay <= 23 && minuteOfHour <= 59;
  return isTime ? `${twoDigits(hourOfDay)}:${twoDigits(minuteOfHour)}` : null;
}

function monthOf(typed: string): number {
  return months.includes(typed) ? months.indexOf(typed) + 1 : Number(typed);
}

/** From 0, Monday. */
function weekdayOf(date: PlainDate): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
