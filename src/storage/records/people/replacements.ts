import { mentorsNewsKey } from '../../../domain/messaging/delivery.ts';
import { toMentorPlaces } from '../../../domain/people/mentor-places.ts';
import type { ReplacementRecords } from '../../../use-cases/ports/records/replacement-records.ts';
import type { PrismaTransaction } from '../../prisma.ts';
import { toProgramme, toTeam } from '../mappers.ts';

const teamSql = `
  select team_id as "teamId" from sessions where id = $1::uuid
  union all select x.team_id from seats s join sessions x on x.id = s.session_id where s.id = $1::uuid
  union all select team_id from proposals where id = $1::uuid
  union all select team_id from reflections where id = $1::uuid
  union all select team_id from enrolments where id = $1::uuid
  union all select id from teams where id = $1::uuid`;

/** Mentors who took somebody's place, inside one transaction. */
export function createReplacementRecords(tx: PrismaTransaction, workspaceId: string): ReplacementRecords {
  return {
    placesOf: async (teamId) => {
      const rows = await tx.enrolment.findMany({
        where: { teamId, role: 'mentor' },
        orderBy: { person: { code: 'asc' } },
        select: { id: true, personId: true, replacesId: true, endedAt: true },
      });
      return toMentorPlaces(rows.map(({ id, ...placed }) => ({ enrolmentId: id, ...placed })));
    },
    findTeam: async (programmeId, code) => {
      const row = await tx.team.findUnique({ where: { programmeId_code: { programmeId, code } } });
      return row === null ? null : toTeam(row);
    },
    findByCode: async (programmeId, code) => {
      const row = await tx.person.findUnique({
        where: { workspaceId_code: { workspaceId, code } },
        include: { enrolments: { where: { programmeId } } },
      });
      if (row === null) return null;
      return {
        personId: row.id,
        name: row.name,
        roles: row.enrolments.map(({ id, role, teamId, replacesId, endedAt }) => ({
          enrolmentId: id,
          role,
          teamId,
          replacesId,
          ended: endedAt !== null,
        })),
      };
    },
    follow: async ({ programmeId, personId, replacesId }) => {
      const { id } = await tx.enrolment.update({
        where: { programmeId_personId_role: { programmeId, personId, role: 'mentor' } },
        data: { replacesId },
        select: { id: true },
      });
      return id;
    },
    passSeats: async (from, { enrolmentId, personId }, now) => {
      const seats = await tx.seat.findMany({
        where: {
          enrolmentId: from,
          reflection: null,
          session: { startsAt: { gt: now }, state: { in: ['planned', 'unsettled'] } },
        },
        select: { id: true, sessionId: true },
        orderBy: [{ session: { startsAt: 'asc' } }, { sessionId: 'asc' }],
      });
      await tx.seat.updateMany({
        where: { id: { in: seats.map(({ id }) => id) } },
        data: { enrolmentId, personId, attendance: 'expected', wish: null, stance: null },
      });
      return seats.map(({ sessionId }) => sessionId);
    },
    seatedMentors: (sessionId) =>
      tx.seat.findMany({
        where: { sessionId, role: 'mentor' },
        select: { enrolmentId: true, personId: true },
      }),
    earlierWords: async (enrolmentId, mentorId) => {
      const news = await tx.delivery.findUnique({
        where: { dedupeKey: mentorsNewsKey({ enrolmentId, mentorId }), state: 'sent' },
        select: { sentAt: true },
      });
      const choice = await tx.earlierChoice.findUnique({
        where: { enrolmentId_mentorId: { enrolmentId, mentorId } },
        select: { shows: true },
      });
      return { toldAt: news?.sentAt ?? null, shows: choice?.shows ?? null };
    },
    choose: async ({ enrolmentId, mentorId, shows, at }) => {
      await tx.earlierChoice.upsert({
        where: { enrolmentId_mentorId: { enrolmentId, mentorId } },
        create: { enrolmentId, mentorId, shows, chosenAt: at },
        update: { shows, chosenAt: at },
      });
    },
    formerTeams: async (personId) => {
      const rows = await tx.enrolment.findMany({
        where: { personId, role: 'mentor', endedAt: { not: null }, replacedBy: { isNot: null } },
        include: { team: true, programme: true },
        orderBy: { endedAt: 'desc' },
      });
      return rows.flatMap(({ team, programme }) =>
        team === null ? [] : [{ ...toTeam(team), deskContact: toProgramme(programme).settings.deskContact }],
      );
    },
    teamOf: async (ref) => {
      const [row] = await tx.$queryRawUnsafe<{ teamId: string | null }[]>(teamSql, ref);
      return row?.teamId ?? null;
    },
  };
}
