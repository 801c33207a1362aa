import { NotFoundError } from '../../../shared/errors.ts';
import type { Ids } from '../../../shared/ids.ts';
import type { PeopleRecords } from '../../../use-cases/ports/records/records.ts';
import type { Member, Membership } from '../../../use-cases/ports/records/views.ts';
import type { PrismaTransaction } from '../../prisma.ts';
import { toEnrolment, toPerson, toProgramme } from '../mappers.ts';
import {
  type MemberRow,
  type MembershipRow,
  membershipsSql,
  membersSql,
  type TeamRow,
  teamSql,
  toMember,
  toMembership,
  toTeam,
} from './memberships.ts';
import { pairGroupsSql } from './pair-groups-sql.ts';

/** People, their roles and what they agreed to, inside one transaction. */
export function createPeopleRecords(tx: PrismaTransaction, ids: Ids): PeopleRecords {
  const members = async (
    column: 'team_id' | 'programme_id',
    id: string,
    roles: readonly string[],
  ): Promise<readonly Member[]> => {
    const rows = await tx.$queryRawUnsafe<MemberRow[]>(membersSql(column), [id], roles);
    return rows.map(toMember);
  };
  const memberships = async (by: keyof typeof membershipsSql, id: string): Promise<readonly Membership[]> => {
    const rows = await tx.$queryRawUnsafe<MembershipRow[]>(membershipsSql[by], id);
    return rows.map(toMembership);
  };
  return {
    findPersonByLineUser: async (lineUserId) => {
      const row = await tx.person.findUnique({ where: { lineUserId } });
      return row === null ? null : toPerson(row);
    },
    findPersonBySlackUser: async (slackUserId) => {
      const row = await tx.person.findUnique({ where: { slackUserId } });
      return row === null ? null : toPerson(row);
    },
    getPerson: async (id) => {
      const row = await tx.person.findUnique({ where: { id } });
      if (row === null) throw new NotFoundError('person');
      return toPerson(row);
    },
    membershipsOf: (personId) => memberships('person', personId),
    findMembership: async (enrolmentId) => (await memberships('enrolment', enrolmentId))[0] ?? null,
    getEnrolment: async (id) => {
      const row = await tx.enrolment.findUnique({ where: { id } });
      if (row === null) throw new NotFoundError('enrolment');
      return toEnrolment(row);
    },
    getProgramme: async (id) => {
      const row = await tx.programme.findUnique({ where: { id } });
      if (row === null) throw new NotFoundError('programme');
      return toProgramme(row);
    },
    latestProgramme: async () => {
      const row = await tx.programme.findFirst({ orderBy: [{ startsOn: 'desc' }, { createdAt: 'desc' }] });
      return row === null ? null : toProgramme(row);
    },
    getTeam: async (id) => {
      const [row] = await tx.$queryRawUnsafe<TeamRow[]>(teamSql, id);
      if (row === undefined) throw new NotFoundError('team');
      return toTeam(row);
    },
    pairGroup: async (id) => {
      const rows = await tx.$queryRawUnsafe<{ groupId: string | null }[]>(pairGroupsSql, [id]);
      return rows[0]?.groupId ?? null;
    },
    membersOfTeam: (teamId, role) => members('team_id', teamId, [role]),
    everybodyOfTeam: async (teamId) => {
      const everybody = await members('team_id', teamId, ['mentor', 'participant']);
      const [mentors = [], participants = []] = (['mentor', 'participant'] as const).map((role) =>
        everybody.filter(({ enrolment }) => enrolment.role === role),
      );
      return { mentors, participants };
    },
    coordinatorsOf: (programmeId) => members('programme_id', programmeId, ['coordinator']),
    setConsent: async (id, { consent, version, at }) => {
      await tx.enrolment.update({
        where: { id },
        data: { consent, consentVersion: version, consentAt: at },
      });
    },
    setLanguage: async (id, language) => {
      await tx.person.update({ where: { id }, data: { language } });
    },
    setQuietRanges: async (id, ranges) => {
      await tx.person.update({ where: { id }, data: { quietRanges: ranges.map((range) => ({ ...range })) } });
    },
    setZone: async (id, zone) => {
      await tx.person.update({ where: { id }, data: { zone } });
    },
    setPausedUntil: async (id, pausedUntil) => {
      await tx.person.update({ where: { id }, data: { pausedUntil } });
    },
    setFewerMessages: async (id, fewerMessages) => {
      await tx.person.update({ where: { id }, data: { fewerMessages } });
    },
    endEnrolment: async (id, endedAt) => {
      const { count } = await tx.enrolment.updateMany({ where: { id, endedAt: null }, data: { endedAt } });
      return count === 1;
    },
    linkLine: async (id, lineUserId) => {
      await tx.person.update({ where: { id }, data: { lineUserId, lineReachable: true } });
    },
    setLineReachable: async (lineUserId, lineReachable) => {
      const { count } = await tx.person.updateMany({
        where: { lineUserId, lineReachable: !lineReachable },
        data: { lineReachable },
      });
      const row = count === 0 ? null : await tx.person.findUnique({ where: { lineUserId } });
      return row === null ? null : toPerson(row);
    },
    linkSlack: async (id, slackUserId) => {
      await tx.$executeRaw`
        update people set slack_user_id = ${slackUserId}, slack_reachable = true
        where id = ${id}::uuid and not exists (select 1 from people other where other.slack_user_id = ${slackUserId})`;
    },
    savePairGroup: async (id, group) => {
      const slackGroupMembers = [...group.slackUserIds].sort().join(',');
      await tx.team.update({ where: { id }, data: { slackGroupId: group.id, slackGroupMembers } });
    },
    setSlackReachable: async (slackUserId, slackReachable) => {
      const { count } = await tx.person.updateMany({
        where: { slackUserId, slackReachable: !slackReachable },
        data: { slackReachable },
      });
      const row = count === 0 ? null : await tx.person.findUnique({ where: { slackUserId } });
      return row === null ? null : toPerson(row);
    },
    findJoinCode: (codeHash) =>
      tx.joinCode.findUnique({
        where: { codeHash },
        select: { id: true, enrolmentId: true, expiresAt: true, usedAt: true },
      }),
    useJoinCode: async (id, usedAt) => {
      const { count } = await tx.joinCode.updateMany({ where: { id, usedAt: null }, data: { usedAt } });
      return count === 1;
    },
    wrongTries: async (accountHash, since) => {
      const rows = await tx.wrongTry.findMany({
        where: { accountHash, triedAt: { gte: since } },
        orderBy: { triedAt: 'asc' },
      });
      return rows.map((row) => row.triedAt);
    },
    addWrongTry: async (accountHash, triedAt) => {
      await tx.wrongTry.create({ data: { id: ids.next(), accountHash, triedAt } });
    },
  };
}
