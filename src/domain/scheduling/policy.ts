import type { ClosedDays } from './starts/closed-days.ts';

/** How a kind of programme finds its dates; data of its template. */
export type SchedulingPolicy = {
  readonly closedDays: ClosedDays;
  readonly minutes: { readonly least: number; readonly most: number };
  /** Start times that one proposal may offer. */
  readonly mostChoices: number;
  /** A start further away than this is taken for a slip of the pen in the year. */
  readonly farthestDays: number;
  /** How long before the start somebody may still bring up a time of their own in LINE's picker. */
  readonly ownTimeLeadMinutes: number;
  readonly suggestions: {
    readonly most: number;
    readonly leadMinutes: number;
    /** How far ahead they look. */
    readonly withinDays: number;
  };
  readonly offers: {
    /** The next session is needed when the cadence will call for it within so many days. */
    readonly aheadDays: number;
    readonly everyDays: number;
    /** The hour at which a team's pace is looked at each day, `HH:mm` on the programme's clock. */
    readonly at: string;
  };
  readonly absence: {
    /** The partner has not answered: the coordinators are told, and later the session becomes one to move. */
    readonly deskBeforeMinutes: number;
    readonly moveBeforeMinutes: number;
  };
};

/** CONVERSATIONS 3.14; the length of a session as in a sessions file. */
export const defaultSchedulingPolicy: SchedulingPolicy = {
  closedDays: { yearly: [{ from: '12-29', to: '01-03' }], dates: [] },
  minutes: { least: 10, most: 480 },
  mostChoices: 3,
  farthestDays: 366,
  ownTimeLeadMinutes: 12 * 60,
  suggestions: { most: 3, leadMinutes: 48 * 60, withinDays: 60 },
  offers: { aheadDays: 31, everyDays: 7, at: '12:00' },
  absence: { deskBeforeMinutes: 60, moveBeforeMinutes: 30 },
};
