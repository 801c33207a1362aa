import type { DigestFigures } from '../../domain/digests/figures.ts';
import type { DigestRecords } from '../../use-cases/ports/records/records.ts';
import type { PrismaTransaction } from '../prisma.ts';
import { stored, toProgramme } from './mappers.ts';

/** Digests as they were taken, inside one transaction. */
export function createDigestRecords(tx: PrismaTransaction): DigestRecords {
  return {
    find: async (id) => {
      const row = await tx.digest.findUnique({ where: { id }, include: { programme: true } });
      if (row === null) return null;
      const programme = toProgramme(row.programme);
      return {
        id: row.id,
        programmeId: row.programmeId,
        programmeName: programme.name,
        zone: programme.zone,
        pushTarget: programme.settings.pushTarget,
        pushLimit: programme.settings.pushLimit,
        isoWeek: row.isoWeek,
        startsAt: row.startsAt,
        endsAt: row.endsAt,
        takenAt: row.takenAt,
        figures: stored<DigestFigures>(row.figures),
      };
    },
  };
}
