import { endOf, type Session } from './sessions.ts';

/** A session as one person's calendar shows it. Instants are UTC. */
export type CalendarEntry = Pick<Session, 'kind' | 'number' | 'startsAt' | 'link'> & {
  /** The same for everybody in the session and at every time, so that a calendar knows it again. */
  readonly uid: string;
  /** Rises with every move and cancellation (RFC 5545, 3.8.7.4). */
  readonly sequence: number;
  readonly endsAt: Date;
  /** When the date, the link or the cancellation that stands was made. */
  readonly changedAt: Date;
  readonly standing: 'certain' | 'open' | 'cancelled';
};

/** What of a session's record its calendar entry is drawn from. */
export type ScheduledSession = Omit<Session, 'programmeId' | 'teamId'> & {
  readonly scheduledAt: Date;
  readonly linkChangedAt: Date | null;
  readonly cancelledAt: Date | null;
};

/**
 * The calendar's entry of a session for somebody who attends or does not. A cancelled session can be given a new date,
 * which raises its schedule revision by one: counting revisions in twos keeps that above the cancellation.
 */
export function toCalendarEntry(session: ScheduledSession, attends: boolean): CalendarEntry {
  const { id, kind, number, startsAt, link, scheduleRevision } = session;
  const standing = attends ? standingOf(session) : 'cancelled';
  return {
    uid: `${id}@bansou`,
    sequence: (scheduleRevision - 1) * 2 + (standing === 'cancelled' ? 1 : 0),
    kind,
    number,
    startsAt,
    endsAt: endOf(session),
    link,
    changedAt: latest([session.scheduledAt, session.linkChangedAt, session.cancelledAt]),
    standing,
  };
}

function standingOf({ state }: ScheduledSession): CalendarEntry['standing'] {
  switch (state) {
    case 'planned':
    case 'held':
    // A calendar says what was agreed; whether people met is not its business.
    case 'missed':
      return 'certain';
    case 'unsettled':
      return 'open';
    case 'cancelled':
      return 'cancelled';
  }
}

function latest(instants: readonly (Date | null)[]): Date {
  return new Date(Math.max(...instants.map((at) => at?.getTime() ?? 0)));
}
