import type { OfferedTime, Proposal, TimesAnswer } from '../../../domain/scheduling/proposal.ts';
import type { Ids } from '../../../shared/ids.ts';
import type { ProposalRecords } from '../../../use-cases/ports/records/proposal-records.ts';
import type { ProposalTimeModel } from '../../generated/models.ts';
import type { PrismaTransaction } from '../../prisma.ts';
import { stored } from '../mappers.ts';

/** With its times, the earliest first, and its answers: as JSON, so that one statement reads all of it. */
const wholeSql = `
  select p.id, p.programme_id as "programmeId", p.team_id as "teamId", p.session_id as "sessionId", p.kind, p.number,
    p.minutes, p.link, p.made_by as "madeBy", p.made_at as "madeAt", p.state,
    array(select json_build_object('id', t.id, 'startsAt', t.starts_at, 'personId', t.person_id, 'role', t.role)
      from proposal_times t where t.proposal_id = p.id order by t.starts_at, t.id) as times,
    array(select json_build_object('personId', a.person_id, 'suits', a.suits, 'noneFits', a.none_fits,
        'givenAt', a.given_at)
      from proposal_answers a where a.proposal_id = p.id order by a.person_id) as answers
  from proposals p`;
const byIdSql = `${wholeSql} where p.id = $1::uuid`;
const openSql = `${wholeSql} where p.team_id = $1::uuid and p.state = 'open'`;
const latestSql = `${wholeSql} where p.team_id = $1::uuid and p.kind = $2 and p.number = $3
  order by p.made_at desc, p.id desc limit 1`;

/** Proposals of times inside one transaction. */
export function createProposalRecords(tx: PrismaTransaction, ids: Ids): ProposalRecords {
  const read = async (sql: string, ...values: readonly (string | number)[]): Promise<Proposal | null> => {
    const [row] = await tx.$queryRawUnsafe<ProposalRow[]>(sql, ...values);
    return row === undefined ? null : toProposal(row);
  };
  return {
    lockTeam: async (teamId) => {
      await tx.$queryRaw`select 1 from teams where id = ${teamId}::uuid for update`;
    },
    find: (id) => read(byIdSql, id),
    openOf: (teamId) => read(openSql, teamId),
    latestFor: ({ teamId, kind, number }) => read(latestSql, teamId, kind, number),
    add: async ({ times, ...proposal }) => {
      const id = ids.next();
      await tx.proposal.create({
        data: {
          ...proposal,
          id,
          times: { create: times.map((time) => toTimeRow(ids.next(), time, proposal.madeAt)) },
        },
      });
      return id;
    },
    addTime: async (proposalId, time, at) => {
      const { startsAt, offeredBy } = time;
      const standing = await tx.proposalTime.findFirst({
        where: { proposalId, startsAt, role: offeredBy.role },
      });
      if (standing !== null) return toTime(standing);
      return toTime(
        await tx.proposalTime.create({ data: { ...toTimeRow(ids.next(), time, at), proposalId } }),
      );
    },
    removeTime: async (proposalId, id) => {
      await tx.proposalTime.deleteMany({ where: { id, proposalId } });
    },
    saveAnswer: async (proposalId, { personId, suits, noneFits, givenAt }) => {
      const answer = { suits: [...suits], noneFits, givenAt };
      await tx.proposalAnswer.upsert({
        where: { proposalId_personId: { proposalId, personId } },
        create: { proposalId, personId, ...answer },
        update: answer,
      });
    },
    settle: async (id, { state, sessionId, at }) => {
      await tx.proposal.update({
        where: { id },
        data: { state, settledAt: at, ...(sessionId === undefined ? {} : { sessionId }) },
      });
    },
  };
}

function toTimeRow(id: string, { startsAt, offeredBy }: Omit<OfferedTime, 'id'>, at: Date) {
  return { id, startsAt, personId: offeredBy.personId, role: offeredBy.role, at };
}

function toTime({
  id,
  startsAt,
  personId,
  role,
}: Pick<ProposalTimeModel, 'id' | 'startsAt' | 'personId' | 'role'>): OfferedTime {
  return { id, startsAt, offeredBy: { personId, role: stored<'mentor' | 'participant'>(role) } };
}

type ProposalRow = Omit<Proposal, 'times' | 'answers'> & {
  readonly times: readonly (Pick<ProposalTimeModel, 'id' | 'personId' | 'role'> & {
    readonly startsAt: string;
  })[];
  readonly answers: readonly (Omit<TimesAnswer, 'givenAt'> & { readonly givenAt: string | null })[];
};

function toProposal({ times, answers, ...proposal }: ProposalRow): Proposal {
  return {
    ...proposal,
    times: times.map((time) => toTime({ ...time, startsAt: new Date(time.startsAt) })),
    answers: answers.map(({ givenAt, ...answer }) => ({
      ...answer,
      givenAt: givenAt === null ? null : new Date(givenAt),
    })),
  };
}
