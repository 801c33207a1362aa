import { NotFoundError } from '../../shared/errors.ts';
import type { CalendarLink, CalendarRecords } from '../../use-cases/ports/records/calendar-records.ts';
import type { PrismaTransaction } from '../prisma.ts';

/** Makes addresses out of revisions: storage knows neither the key nor where the server is. */
export type OpenCalendarLink = (revisions: Pick<CalendarRecords, 'revisionOf'>) => CalendarLink;

/** Calendar addresses and what they are derived from, inside one transaction. */
export function createCalendarRecords(
  tx: PrismaTransaction,
  openLink: OpenCalendarLink = () => async () => null,
): CalendarRecords {
  const revisionOf = async (id: string): Promise<number> => {
    const row = await tx.person.findUnique({ where: { id }, select: { calendarRevision: true } });
    if (row === null) throw new NotFoundError('person');
    return row.calendarRevision;
  };
  return {
    revisionOf,
    linkTo: openLink({ revisionOf }),
    revoke: async (id, calendarRevision) => {
      const { count } = await tx.person.updateMany({
        where: { id, calendarRevision },
        data: { calendarRevision: { increment: 1 } },
      });
      return count === 1;
    },
    findMember: async (programmeId, code) => {
      const row = await tx.enrolment.findFirst({
        where: { programmeId, endedAt: null, person: { code } },
        select: { person: { select: { id: true, name: true } } },
      });
      return row === null ? null : { personId: row.person.id, name: row.person.name };
    },
  };
}
