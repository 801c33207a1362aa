import type { CalendarLink, CalendarRecords } from '../ports/records/calendar-records.ts';
import { makeCalendarSecret } from './calendar-secret.ts';

/** Where calendars are answered, and the key that their addresses are made with. */
export type CalendarSite = {
  /** Undefined: this server has no public address, and nobody is offered a calendar. */
  readonly baseUrl: string | undefined;
  readonly secretKey: string;
};

/** The addresses as they are at the moment of asking, in the transaction of whoever reads the revisions. */
export function createCalendarLink(
  { baseUrl, secretKey }: CalendarSite,
  { revisionOf }: Pick<CalendarRecords, 'revisionOf'>,
): CalendarLink {
  return async (personId, sessionId) => {
    if (baseUrl === undefined) return null;
    const secret = makeCalendarSecret({ personId, revision: await revisionOf(personId) }, secretKey);
    const calendar = `${baseUrl}/calendar/${secret}`;
    if (sessionId === undefined) return `${calendar}.ics`;
    // LINE's own browser cannot open a calendar's file; with this sign LINE hands the address to the phone's browser.
    return `${calendar}/${sessionId}.ics?openExternalBrowser=1`;
  };
}
