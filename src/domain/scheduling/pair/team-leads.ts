import { type Placed, toMentorPlaces } from '../../people/mentor-places.ts';
import { isPaused } from '../../people/pauses.ts';
import type { SessionState } from '../../sessions/sessions.ts';
import { minutesBetween, type PlainDate } from '../../time.ts';
import { findAway } from '../starts/availability.ts';
import { findLead, type Place } from './find-lead.ts';

/** A mentor's part in the team, as far as leading goes. */
export type Tenure = Placed & {
  readonly zone: string;
  readonly pausedUntil: PlainDate | null;
  /** Days away, first and last included, on the mentor's own calendar. */
  readonly away: readonly { readonly fromOn: PlainDate; readonly toOn: PlainDate }[];
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

/** The pair's places in roster order, each with everybody who held it. A place that nobody holds now is none. */
function placesOf(mentors: readonly Tenure[]): readonly Place[] {
  return toMentorPlaces(mentors)
    .filter((place) => place.at(-1)?.endedAt === null)
    .map((place) => place.map(({ personId }) => personId));
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
