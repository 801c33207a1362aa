import type { PartnerChoice } from '../../../domain/scheduling/pair/decide-absence.ts';
import type { Ids } from '../../../shared/ids.ts';
import type {
  AbsenceReason,
  AbsenceRecords,
  SessionDate,
  StandingRange,
} from '../../../use-cases/ports/records/absence-records.ts';
import type { AwayRangeModel } from '../../generated/models.ts';
import type { PrismaTransaction } from '../../prisma.ts';
import { stored } from '../mappers.ts';

const withZone = { person: { select: { zone: true } } } as const;

/** Absences and days away inside one transaction. */
export function createAbsenceRecords(tx: PrismaTransaction, ids: Ids): AbsenceRecords {
  const dateOf = ({ sessionId, revision }: SessionDate) => ({ sessionId, scheduleRevision: revision });
  return {
    awayOf: (personIds) =>
      tx.$queryRaw<StandingRange[]>`
        select a.id, a.person_id as "personId", a.from_on as "fromOn", a.to_on as "toOn", a.said_at as "saidAt", p.zone
        from away_ranges a join people p on p.id = a.person_id
        where a.person_id = any (${[...personIds]}::uuid[]) and a.ended_at is null
        order by a.from_on, a.id`,
    findAway: async (id) => {
      const row = await tx.awayRange.findUnique({ where: { id }, include: withZone });
      return row === null ? null : { ...toRange(row), endedAt: row.endedAt };
    },
    addAway: async (range) => {
      const id = ids.next();
      await tx.awayRange.create({ data: { ...range, id } });
      return id;
    },
    endAway: async (id, personId, endedAt) => {
      const { count } = await tx.awayRange.updateMany({
        where: { id, personId, endedAt: null },
        data: { endedAt },
      });
      return count > 0;
    },
    sayingsOf: async (date) => {
      const absences = await tx.absence.findMany({
        where: dateOf(date),
        orderBy: [{ saidAt: 'asc' }, { id: 'asc' }],
      });
      const answers = await tx.absenceAnswer.findMany({
        where: dateOf(date),
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
      });
      return {
        absences: absences.map(({ personId, because, saidAt, backAt }) => ({
          personId,
          because: stored<AbsenceReason>(because),
          at: saidAt,
          backAt,
        })),
        answers: answers.map(({ personId, choice, at }) => ({
          personId,
          choice: stored<PartnerChoice>(choice),
          at,
        })),
      };
    },
    sayAbsent: async (date, { personId, because, at }) => {
      const { count } = await tx.absence.createMany({
        data: [{ id: ids.next(), ...dateOf(date), personId, because, saidAt: at }],
        skipDuplicates: true,
      });
      return count > 0;
    },
    sayBack: async (date, personId, backAt) => {
      const { count } = await tx.absence.updateMany({
        where: { ...dateOf(date), personId, backAt: null },
        data: { backAt },
      });
      return count > 0;
    },
    addAnswer: async (date, answer) => {
      await tx.absenceAnswer.create({ data: { id: ids.next(), ...dateOf(date), ...answer } });
    },
    sessionsWithAbsence: (now, until, limit) =>
      tx.$queryRaw`
        select s.id as "sessionId", s.team_id as "teamId" from sessions s
        where s.state = 'planned' and s.starts_at > ${now} and s.starts_at <= ${until} and s.team_id is not null
          and exists (select 1 from absences a where a.session_id = s.id and a.back_at is null
            and a.schedule_revision = s.schedule_revision)
        order by s.starts_at, s.id limit ${limit}`,
  };
}

function toRange(row: AwayRangeModel & { readonly person: { readonly zone: string } }): StandingRange {
  const { id, personId, fromOn, toOn, saidAt } = row;
  return { id, personId, fromOn, toOn, saidAt, zone: row.person.zone };
}
