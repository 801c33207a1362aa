import type { QuietRange } from '../../domain/people/people.ts';
import { toLocal } from '../../domain/time.ts';
import { cityName } from '../cities.ts';
import { clockTime, dayWord, differingZones, plainTime } from '../local-days.ts';
import type { DaySpan, SharedMoment, SoonMoment } from '../params.ts';

const weekdays = '月火水木金土日';
const words = { today: '今日', tonight: '今夜', tomorrow: '明日', later: '' } as const;

function monthDay(at: Date, zone: string): string {
  const { month, day } = toLocal(at, zone);
  return `${month}月${day}日`;
}

function dayOfWeek(at: Date, zone: string): string {
  return weekdays.charAt(toLocal(at, zone).weekday - 1);
}

function day(at: Date, zone: string): string {
  return `${monthDay(at, zone)}(${dayOfWeek(at, zone)})`;
}

function dayTime(at: Date, zone: string): string {
  return `${day(at, zone)} ${clockTime(at, zone)}`;
}

function shortDay(at: Date, zone: string): string {
  const local = toLocal(at, zone);
  return `${local.month}/${local.day}`;
}

function zoneName(zone: string): string {
  return cityName(zone, 'ja');
}

/** Dates and times as people read them, always in the zone that is given. */
export const dates = {
  /** 11月12日 */
  monthDay,
  /** 11月12日(火) */
  day,
  /** 11月12日(火) 21:00 */
  dayTime,
  /** 火・木, of numbers from 1 (Monday) */
  weekdays: (numbers: readonly number[]) => numbers.map((number) => weekdays.charAt(number - 1)).join('・'),
  /** 11/12 */
  shortDay,
  /** 12/10(火) 21:00 */
  shortDayOfWeekTime: (at: Date, zone: string) =>
    `${shortDay(at, zone)}(${dayOfWeek(at, zone)}) ${clockTime(at, zone)}`,
  /** 12/2 9:00 */
  shortDayTime: (at: Date, zone: string) => `${shortDay(at, zone)} ${clockTime(at, zone)}`,
  /** 11/25–12/1 */
  span: ({ from, to, zone }: DaySpan) => `${shortDay(from, zone)}–${shortDay(to, zone)}`,
  /** 11月 */
  month: (at: Date, zone: string) => `${toLocal(at, zone).month}月`,
  /** 21:00 */
  time: clockTime,
  /** 今日, 今夜 (from 18:00), 明日 or nothing, for a reader at `now`. */
  relativeWord: (moment: SoonMoment): string => words[dayWord(moment)],
  /** 明日 11月12日(火) 21:00; further away or past without the word. */
  relativeDayTime: (moment: SoonMoment) => {
    const word = words[dayWord(moment)];
    const date = dayTime(moment.at, moment.zone);
    return word === '' ? date : `${word} ${date}`;
  },
  /** 日本 11月13日(水) 10:00 ／ ロサンゼルス 11月12日(火) 17:00; one zone or equal clocks: the date alone. */
  bothZones: ({ at, zones }: SharedMoment) => {
    const differing = differingZones(at, zones);
    const several = differing.length > 1;
    return differing.map((zone) => (several ? `${zoneName(zone)} ` : '') + dayTime(at, zone)).join(' ／ ');
  },
  /** 日本 */
  zoneName,
  /** 日本時間 */
  zoneTime: (zone: string) => `${zoneName(zone)}時間`,
  /** 18:00–21:00、23:00–7:00 */
  ranges: (ranges: readonly QuietRange[]) =>
    ranges.map(({ from, to }) => `${plainTime(from)}–${plainTime(to)}`).join('、'),
};
