import { NotFoundError } from '../../shared/errors.ts';
import type { CalendarRecords } from '../../use-cases/ports/records/calendar-records.ts';
import type { PrismaTransaction } from '../prisma.ts';

/** What calendar addresses are derived from, inside one transaction. */
export function createCalendarRecords(tx: PrismaTransaction): CalendarRecords {
  return {
    revisionOf: async (id) => {
      const row = await tx.person.findUnique({ where: { id }, select: { calendarRevision: true } });
      if (row === null) throw new NotFoundError('person');
      return row.calendarRevision;
    },
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
