import type { Moment } from '../../params.ts';
import { dates } from '../dates.ts';

/** Why a team stands still, as far as anybody has said; nobody is named. `at`: the last day of it. */
export const standstill = {
  away: ({ at, zone }: Moment) => `メンターの不在 ${dates.shortDay(at, zone)}まで`,
  pause: ({ at, zone }: Moment) => `参加者のお休み ${dates.shortDay(at, zone)}まで`,
  proposal: ({ days }: { readonly days: number }) =>
    days === 0 ? '候補を出したところ' : `候補を出して${days}日`,
};
