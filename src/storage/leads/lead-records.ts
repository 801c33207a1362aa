import type { LeadRecords } from '../../use-cases/ports/records/lead-records.ts';
import type { PrismaTransaction } from '../prisma.ts';
import type { Query } from '../records/sessions/session-views.ts';
import { readLeadRecords } from './read-lead-records.ts';

/** Who leads sessions, inside one transaction. */
export function createLeadRecords(tx: PrismaTransaction): LeadRecords {
  const query: Query = (_name, text, ...values) => tx.$queryRawUnsafe(text, ...values);
  return {
    ofTeam: async (teamId) =>
      (await readLeadRecords(query, [teamId])).get(teamId) ?? { mentors: [], sessions: [] },
    choose: async (id, leadId) => {
      await tx.session.update({ where: { id }, data: { leadId, leadSwaps: { increment: 1 } } });
    },
    keep: async (id, leadId) => {
      await tx.session.update({ where: { id }, data: { leadId } });
    },
  };
}
