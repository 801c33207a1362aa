import { isPaused } from '../../people/pauses.ts';
import type { SessionState } from '../../sessions/sessions.ts';
import { minutesBetween, type PlainDate } from '../../time.ts';
import { findAway } from '../starts/availability.ts';
import { findLead, type Place } from './plan-leads.ts';

/** A mentor's time in the team; `until` is null while it lasts. */
export type Tenure = {
  readonly personId: string;
  readonly zone: string;
  readonly pausedUntil: PlainDate | null;
  /** Days away, first and last included, on the mentor's own calendar. */
  readonly away: readonly { readonly fromOn: PlainDate; readonly toOn: PlainDate }[];
  readonly since: Date;
  readonly until: Date | null;
};

/** A session as far as leading it goes. */
export type LedSession = {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: SessionState;
  /** Whom the pair chose; from the end on, who led. */
  readonly leadId: string | null;
  /** How often the pair has swapped. */
  readonly swaps: number;
  /** Mentors who said that they cannot come. */
  readonly absent: readonly string[];
};

/** What decides who leads in a team: mentors in roster order, former ones too, and its sessions by start. */
export type LeadRecord = { readonly mentors: readonly Tenure[]; readonly sessions: readonly LedSession[] };

/**
 * Who leads, or led, each session that took place or stands, by its id; null where no mentor comes. Who cannot come, is
 * away or pauses on the day, does not lead. Sessions that were missed, called off or have no date are left out and count for
 * nothing.
 */
export function leadsOf({ mentors, sessions }: LeadRecord, now: Date): ReadonlyMap<string, string | null> {
  const places = placesOf(mentors);
  const leads = new Map<string, string | null>();
  for (const session of sessions.filter(stands)) {
    const absent = [
      ...session.absent,
      ...mentors.filter(rests(session, now)).map(({ personId }) => personId),
    ];
    const isOver = session.endsAt <= now && session.leadId !== null;
    const lead = isOver
      ? session.leadId
      : findLead({ places, led: [...leads.values()] }, { absent, chosen: session.leadId });
    leads.set(session.id, lead);
  }
  return leads;
}

/** The record as it were if the pair chose this mentor for the session. */
export function chooseLead(record: LeadRecord, sessionId: string, leadId: string): LeadRecord {
  const sessions = record.sessions.map((one) => (one.id === sessionId ? { ...one, leadId } : one));
  return { ...record, sessions };
}

/** The session before this one that took place, as far as anybody knows; null before the first. */
export function sessionBefore({ sessions }: LeadRecord, sessionId: string, now: Date): LedSession | null {
  const index = sessions.findIndex(({ id }) => id === sessionId);
  return sessions.slice(0, Math.max(0, index)).findLast((one) => stands(one) && one.endsAt <= now) ?? null;
}

/** The team's next session with a date; null where none stands. */
export function nextSession({ sessions }: LeadRecord, now: Date): LedSession | null {
  return sessions.find(({ state, startsAt }) => state === 'planned' && startsAt > now) ?? null;
}

/**
 * The pair's places, by who came first: whoever joined at or after the end of a former mentor's time has taken over the
 * place that fell free first. A place that nobody holds now is none.
 */
export function placesOf(mentors: readonly Tenure[]): readonly Place[] {
  const places: Tenure[][] = [];
  for (const one of [...mentors].sort((a, b) => a.since.getTime() - b.since.getTime())) {
    const free = places.filter((place) => endOf(place) <= one.since.getTime());
    const [first] = free.sort((a, b) => endOf(a) - endOf(b));
    if (first === undefined) places.push([one]);
    else first.push(one);
  }
  return places
    .filter((place) => endOf(place) === Number.POSITIVE_INFINITY)
    .map((place) => place.map(({ personId }) => personId));
}

/** Since when nobody holds the place, in milliseconds; infinite while somebody does. */
function endOf(place: readonly Tenure[]): number {
  return place.at(-1)?.until?.getTime() ?? Number.POSITIVE_INFINITY;
}

function stands({ state }: LedSession): boolean {
  return state === 'planned' || state === 'held';
}

/** A pause and days away are known from now on: what is over was not prevented by them. */
function rests({ startsAt, endsAt }: LedSession, now: Date): (mentor: Tenure) => boolean {
  const stretch = { startsAt, minutes: minutesBetween(startsAt, endsAt) };
  return (mentor) =>
    startsAt > now &&
    (isPaused(mentor, startsAt) ||
      findAway(
        stretch,
        mentor.away.map((range) => ({ ...mentor, ...range })),
      ).length > 0);
}
