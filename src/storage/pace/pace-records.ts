import type { PaceRecords } from '../../use-cases/ports/records/pace-records.ts';
import type { PrismaTransaction } from '../prisma.ts';

/** The pace of teams inside one transaction. */
export function createPaceRecords(tx: PrismaTransaction): PaceRecords {
  return {
    claimTeam: async (now) => {
      const [row] = await tx.$queryRaw<{ id: string }[]>`
        select id from teams where pace_look_at <= ${now} order by pace_look_at limit 1 for update skip locked`;
      return row?.id ?? null;
    },
    lookAgainAt: async (id, paceLookAt) => {
      await tx.team.update({ where: { id }, data: { paceLookAt } });
    },
    restingUntil: async (id) => {
      const row = await tx.team.findUnique({ where: { id }, select: { offersRestUntil: true } });
      return row?.offersRestUntil ?? null;
    },
    rest: async (id, offersRestUntil) => {
      await tx.team.update({ where: { id }, data: { offersRestUntil } });
    },
  };
}
