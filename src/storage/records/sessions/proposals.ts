import type { OfferedTime, Proposal, ProposalState } from '../../../domain/scheduling/proposal.ts';
import type { SessionKind } from '../../../domain/sessions/sessions.ts';
import type { Ids } from '../../../shared/ids.ts';
import type { ProposalRecords } from '../../../use-cases/ports/records/proposal-records.ts';
import type { ProposalAnswerModel, ProposalModel, ProposalTimeModel } from '../../generated/models.ts';
import type { PrismaTransaction } from '../../prisma.ts';
import { stored } from '../mappers.ts';

const whole = { times: { orderBy: { startsAt: 'asc' } }, answers: true } as const;

/** Proposals of times inside one transaction. */
export function createProposalRecords(tx: PrismaTransaction, ids: Ids): ProposalRecords {
  return {
    lockTeam: async (teamId) => {
      await tx.$queryRaw`select 1 from teams where id = ${teamId}::uuid for update`;
    },
    find: async (id) => toProposal(await tx.proposal.findUnique({ where: { id }, include: whole })),
    openOf: async (teamId) =>
      toProposal(await tx.proposal.findFirst({ where: { teamId, state: 'open' }, include: whole })),
    latestFor: async (about) =>
      toProposal(
        await tx.proposal.findFirst({
          where: about,
          orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
          include: whole,
        }),
      ),
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

function toTime({ id, startsAt, personId, role }: ProposalTimeModel): OfferedTime {
  return { id, startsAt, offeredBy: { personId, role: stored<'mentor' | 'participant'>(role) } };
}

type ProposalRow = ProposalModel & {
  readonly times: readonly ProposalTimeModel[];
  readonly answers: readonly ProposalAnswerModel[];
};

function toProposal(row: ProposalRow | null): Proposal | null {
  if (row === null) return null;
  const { id, programmeId, teamId, sessionId, number, minutes, link, madeBy, madeAt } = row;
  return {
    id,
    programmeId,
    teamId,
    sessionId,
    kind: stored<SessionKind>(row.kind),
    number,
    minutes,
    link,
    madeBy,
    madeAt,
    state: stored<ProposalState>(row.state),
    times: row.times.map(toTime),
    answers: row.answers.map(({ personId, suits, noneFits, givenAt }) => ({
      personId,
      suits,
      noneFits,
      givenAt,
    })),
  };
}
