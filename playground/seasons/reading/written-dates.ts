import type { SessionKind } from '../season.ts';
import { wallClock } from '../zoned-time.ts';

const weekdays = {
  ja: ['月', '火', '水', '木', '金', '土', '日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A start as messages write it, in both languages: `11月12日(火) 21:00` and `Tue 12 Nov, 21:00`. */
export function writtenStarts(at: Date, zone: string): readonly string[] {
  const { month, day, hour, minute, weekday } = wallClock(at, zone);
  const time = `${hour}:${String(minute).padStart(2, '0')}`;
  return [
    `${month}月${day}日(${weekdays.ja[weekday - 1]}) ${time}`,
    `${weekdays.en[weekday - 1]} ${day} ${months[month - 1]}, ${time}`,
  ];
}

/** A day without weekday and time: `11月12日` and `12 Nov`. */
export function writtenDays(at: Date, zone: string): readonly string[] {
  const { month, day } = wallClock(at, zone);
  return [`${month}月${day}日`, `${day} ${months[month - 1]}`];
}

/** A day of a digest's header: `11/25` and `25 Nov`. */
export function writtenShortDays(date: string): readonly string[] {
  const [, month = '', day = ''] = date.split('-');
  return [`${Number(month)}/${Number(day)}`, `${Number(day)} ${months[Number(month) - 1]}`];
}

/** How messages call a session, in both languages. */
export function writtenNames(kind: SessionKind, number: number): readonly string[] {
  switch (kind) {
    case 'mentoring':
      return [`第${number}回`, `eeting ${number}`];
    case 'training':
      return ['研修', 'he training'];
    case 'closing':
      return ['振り返りの会', 'he closing meeting'];
    case 'mentors_closing':
      return ['メンター振り返り会', "he mentors' closing"];
  }
}

/** Whether a text holds a written date or number as such, not as the tail of a longer one (`1月2日` in `11月2日`). */
export function holdsWhole(text: string, written: string): boolean {
  for (let index = text.indexOf(written); index >= 0; index = text.indexOf(written, index + 1)) {
    const isBounded =
      !/\d/u.test(text.charAt(index - 1)) &&
      !(endsInDigit(written) && /\d/u.test(text.charAt(index + written.length)));
    if (isBounded) return true;
  }
  return false;
}

function endsInDigit(text: string): boolean {
  return /\d$/u.test(text);
}
