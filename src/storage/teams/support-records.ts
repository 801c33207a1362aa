import type { SupportRecords } from '../../use-cases/ports/records/support-records.ts';
import type { PrismaTransaction } from '../prisma.ts';
import { toPerson, toProgramme, toTeam } from '../records/mappers.ts';

/** Who looks after which teams, inside one transaction. */
export function createSupportRecords(tx: PrismaTransaction): SupportRecords {
  return {
    teamsOf: async (personId) => {
      const enrolments = await tx.enrolment.findMany({
        where: { personId, role: 'supporter', endedAt: null },
        select: { programmeId: true, teamCodes: true },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      const teams = await tx.team.findMany({
        where: {
          OR: enrolments.map(({ programmeId, teamCodes }) => ({ programmeId, code: { in: teamCodes } })),
        },
        include: { programme: true },
        orderBy: { code: 'asc' },
      });
      return enrolments.flatMap(({ programmeId }) =>
        teams
          .filter((team) => team.programmeId === programmeId)
          .map((team) => ({ team: toTeam(team), programme: toProgramme(team.programme) })),
      );
    },
    supportersOf: async (programmeId) => {
      const enrolments = await tx.enrolment.findMany({
        where: { programmeId, role: 'supporter', endedAt: null },
        include: { person: true },
        orderBy: { person: { code: 'asc' } },
      });
      if (enrolments.length === 0) return [];
      const teams = await tx.team.findMany({ where: { programmeId }, select: { code: true } });
      const codes = new Set(teams.map(({ code }) => code));
      return enrolments
        .filter(({ teamCodes }) => teamCodes.some((code) => codes.has(code)))
        .map(({ person }) => toPerson(person));
    },
  };
}
