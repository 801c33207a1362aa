import type { Texts } from '../../texts.ts';
import { dates } from '../dates.ts';

export const standstill: Texts['standstill'] = {
  away: ({ at, zone }) => `a mentor is away until ${dates.shortDay(at, zone)}`,
  pause: ({ at, zone }) => `a participant pauses until ${dates.shortDay(at, zone)}`,
  proposal: ({ days }) =>
    days === 0 ? 'times have just been offered' : `times offered ${days} ${days === 1 ? 'day' : 'days'} ago`,
};
