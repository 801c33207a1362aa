import { isPossibleId } from '../../domain/messaging/actions.ts';
import type { Language } from '../../domain/people/people.ts';
import { type CalendarEntry, toCalendarEntry } from '../../domain/sessions/calendar-entry.ts';
import type { CalendarReads } from '../ports/calendar-reads.ts';
import { claimedOwner, isSameSecret, makeCalendarSecret } from './calendar-secret.ts';

/** A calendar in its owner's language. */
export type PersonalCalendar = {
  readonly language: Language;
  readonly entries: readonly CalendarEntry[];
};

/** Null for a secret that opens nothing, never has or no longer does; also for a session that is not the owner's. */
export type ReadCalendar = (secret: string, sessionId?: string) => Promise<PersonalCalendar | null>;

/**
 * Answers whoever holds a calendar's secret. The whole calendar leaves out what its owner cannot attend; a single session
 * is then called off, so that a calendar which has it takes it back.
 */
export function createReadCalendar({
  reads,
  secretKey,
}: {
  readonly reads: CalendarReads;
  readonly secretKey: string;
}): ReadCalendar {
  return async (secret, sessionId) => {
    const personId = claimedOwner(secret);
    if (personId === null || (sessionId !== undefined && !isPossibleId(sessionId))) return null;
    const owner = await reads.findOwner(personId);
    if (owner === null) return null;
    const { revision, language } = owner;
    if (!isSameSecret(secret, makeCalendarSecret({ personId, revision }, secretKey))) return null;
    const sessions = await reads.sessionsOf(personId, sessionId ?? null);
    if (sessionId !== undefined && sessions.length === 0) return null;
    const shown = sessionId === undefined ? sessions.filter(({ attends }) => attends) : sessions;
    return { language, entries: shown.map((session) => toCalendarEntry(session, session.attends)) };
  };
}
