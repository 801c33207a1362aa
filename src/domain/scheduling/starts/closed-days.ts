import type { PlainDate } from '../../time.ts';

/** Days on which a kind of programme never meets. */
export type ClosedDays = {
  /** First and last day of every year as `MM-DD`; a stretch may go over the turn of the year. */
  readonly yearly: readonly { readonly from: string; readonly to: string }[];
  readonly dates: readonly PlainDate[];
};

/** The closed days around a day, first and last included. */
export type Closure = { readonly firstOn: PlainDate; readonly lastOn: PlainDate };

/** The stretch of closed days that a day of the programme's calendar falls into; null when it is open. */
export function findClosure(date: PlainDate, { yearly, dates }: ClosedDays): Closure | null {
  const year = Number(date.slice(0, 4));
  const day = date.slice(5);
  for (const { from, to } of yearly) {
    const turnsYear = from > to;
    const isBegun = day >= from;
    if (turnsYear ? !isBegun && day > to : !isBegun || day > to) continue;
    const firstYear = isBegun ? year : year - 1;
    return { firstOn: dayOf(firstYear, from), lastOn: dayOf(firstYear + (turnsYear ? 1 : 0), to) };
  }
  return dates.includes(date) ? { firstOn: date, lastOn: date } : null;
}

function dayOf(year: number, day: string): PlainDate {
  return `${String(year).padStart(4, '0')}-${day}`;
}
