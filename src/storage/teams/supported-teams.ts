import type { SupportedTeams } from '../../use-cases/ports/records/supported-teams.ts';
import type { PrismaTransaction } from '../prisma.ts';
import { toProgramme, toTeam } from '../records/mappers.ts';

/** Which teams somebody looks after, inside one transaction. */
export function createSupportedTeams(tx: PrismaTransaction): SupportedTeams {
  return async (personId) => {
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
  };
}
