import { toLocal } from '../../domain/time.ts';
import { cityName } from '../cities.ts';
import { clockTime, dayWord, differingZones, plainTime } from '../local-days.ts';
import type { Texts } from '../texts.ts';

const weekdays = 'MonTueWedThuFriSatSun';
const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const words = { today: 'Today', tonight: 'Tonight', tomorrow: 'Tomorrow', later: '' } as const;

/** The `position`-th (from 1) of names of three letters each. */
function shortName(names: string, position: number): string {
  return names.slice(3 * (position - 1), 3 * position);
}

function monthDay(at: Date, zone: string): string {
  const { month, day } = toLocal(at, zone);
  return `${day} ${shortName(months, month)}`;
}

function day(at: Date, zone: string): string {
  return `${shortName(weekdays, toLocal(at, zone).weekday)} ${monthDay(at, zone)}`;
}

function dayTime(at: Date, zone: string): string {
  return `${day(at, zone)}, ${clockTime(at, zone)}`;
}

function zoneName(zone: string): string {
  return cityName(zone, 'en');
}

export const dates: Texts['dates'] = {
  /** 12 Nov */
  monthDay,
  /** Tue 12 Nov */
  day,
  /** Tue 12 Nov, 21:00 */
  dayTime,
  /** Tue or Thu, of numbers from 1 (Monday) */
  weekdays: (numbers) => numbers.map((number) => shortName(weekdays, number)).join(' or '),
  /** 12 Nov: figures alone would be read in two ways. */
  shortDay: monthDay,
  /** Tue 10 Dec, 21:00 */
  shortDayOfWeekTime: dayTime,
  /** 2 Dec, 9:00 */
  shortDayTime: (at, zone) => `${monthDay(at, zone)}, ${clockTime(at, zone)}`,
  /** 25 Nov–1 Dec */
  span: ({ from, to, zone }) => `${monthDay(from, zone)}–${monthDay(to, zone)}`,
  /** Nov */
  month: (at, zone) => shortName(months, toLocal(at, zone).month),
  time: clockTime,
  relativeWord: (moment): string => words[dayWord(moment)],
  /** Tomorrow, Tue 12 Nov, 21:00 */
  relativeDayTime: (moment) => {
    const word = words[dayWord(moment)];
    const date = dayTime(moment.at, moment.zone);
    return word === '' ? date : `${word}, ${date}`;
  },
  /** Japan Wed 13 Nov, 10:00 / Los Angeles Tue 12 Nov, 17:00 */
  bothZones: ({ at, zones }) => {
    const differing = differingZones(at, zones);
    const several = differing.length > 1;
    return differing.map((zone) => (several ? `${zoneName(zone)} ` : '') + dayTime(at, zone)).join(' / ');
  },
  zoneName,
  /** Japan time */
  zoneTime: (zone) => `${zoneName(zone)} time`,
  ranges: (ranges) => ranges.map(({ from, to }) => `${plainTime(from)}–${plainTime(to)}`).join(', '),
};
