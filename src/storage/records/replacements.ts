import { toMentorPlaces } from '../../domain/people/mentor-places.ts';
import type { ReplacementRecords } from '../../use-cases/ports/records/replacement-records.ts';
import type { PrismaTransaction } from '../prisma.ts';

/** Mentors who took somebody's place, inside one transaction. */
export function createReplacementRecords(tx: PrismaTransaction): ReplacementRecords {
  return {
    placesOf: async (teamId) => {
      const rows = await tx.enrolment.findMany({
        where: { teamId, role: 'mentor' },
        orderBy: { person: { code: 'asc' } },
        select: { id: true, personId: true, replacesId: true, endedAt: true },
      });
      return toMentorPlaces(rows.map(({ id, ...placed }) => ({ enrolmentId: id, ...placed })));
    },
  };
}
