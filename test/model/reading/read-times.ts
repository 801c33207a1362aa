import { instantOf, wallClock } from '../../../playground/seasons/zoned-time.ts';

const day = '(\\d{1,2})月(\\d{1,2})日\\(([月火水木金土日])\\) (\\d{1,2}:\\d{2})';
const cities: Readonly<Record<string, string>> = { 日本: 'Asia/Tokyo', ニューヨーク: 'America/New_York' };
const weekdays = '月火水木金土日';
const plainDay = '\\d{1,2}月\\d{1,2}日\\([月火水木金土日]\\) \\d{1,2}:\\d{2}';
const city = `(?:${Object.keys(cities).join('|')}) `;
/** A date as it is written, with the other clock beside it where there are two; for a longer expression. */
export const writtenDate = `((?:${city})?${plainDay}(?: ／ ${city}${plainDay})?)`;

/**
 * The instant that a written date means to somebody in `zone`. Throws where the weekday is another one, or where two
 * clocks beside each other show different instants.
 */
export function readTimes(text: string, zone: string): number {
  const found = [...text.matchAll(new RegExp(`(?:(${Object.keys(cities).join('|')}) )?${day}`, 'gu'))];
  const instants = found.map(([whole, place = '', month = '', date = '', weekday = '', time = '']) => {
    const there = cities[place] ?? zone;
    const at = instantOf(`2024-${month.padStart(2, '0')}-${date.padStart(2, '0')}`, time, there);
    const shown = weekdays.charAt(wallClock(at, there).weekday - 1);
    if (shown !== weekday) throw new Error(`wrong weekday: ${whole} is a ${shown}`);
    return at.getTime();
  });
  const [first] = instants;
  if (first === undefined) throw new Error(`no date in: ${text}`);
  if (instants.some((at) => at !== first)) throw new Error(`two clocks, two instants: ${text}`);
  return first;
}
