import type { Language } from '../../domain/people/people.ts';
import type { ScheduledSession } from '../../domain/sessions/calendar-entry.ts';

/** What answering a calendar reads: at most one row while nobody has shown that the address is theirs. */
export type CalendarReads = {
  readonly findOwner: (personId: string) => Promise<CalendarOwner | null>;
  /** Sessions of any state in which a running enrolment of the person has a seat, earliest first; or one of them. */
  readonly sessionsOf: (personId: string, sessionId: string | null) => Promise<readonly SeatedSession[]>;
};

export type CalendarOwner = { readonly revision: number; readonly language: Language };

export type SeatedSession = ScheduledSession & { readonly attends: boolean };
