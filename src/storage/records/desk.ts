import type { OwnField, RosterRow } from '../../domain/imports/roster-row.ts';
import type { Language, QuietRange, Role } from '../../domain/people/people.ts';
import type { SessionKind, SessionState } from '../../domain/sessions/sessions.ts';
import type { Ids } from '../../shared/ids.ts';
import type { DeskRecords } from '../../use-cases/ports/records/desk-records.ts';
import type { PrismaTransaction } from '../prisma.ts';
import { stored, toProgramme } from './mappers.ts';

/** Programmes, rosters, sessions and join codes inside one transaction. */
export function createDeskRecords(tx: PrismaTransaction, ids: Ids, workspaceId: string): DeskRecords {
  const teamId = async (programmeId: string, code: string): Promise<string> => {
    const row = await tx.team.upsert({
      where: { programmeId_code: { programmeId, code } },
      create: { id: ids.next(), programmeId, code },
      update: {},
    });
    return row.id;
  };
  return {
    findProgramme: async (code) => {
      const row = await tx.programme.findUnique({ where: { code } });
      return row === null ? null : toProgramme(row);
    },
    createProgramme: async ({ settings, phases, ...programme }, now) => {
      const row = await tx.programme.create({
        data: {
          id: ids.next(),
          workspaceId,
          ...programme,
          settings: { ...settings, helpPlaces: settings.helpPlaces.map((place) => ({ ...place })) },
          phases: phases.map((phase) => ({ ...phase })),
          createdAt: now,
        },
      });
      return toProgramme(row);
    },
    updateSettings: async (id, settings) => {
      const helpPlaces = settings.helpPlaces.map((place) => ({ ...place }));
      await tx.programme.update({ where: { id }, data: { settings: { ...settings, helpPlaces } } });
    },
    rosterOf: async (programmeId) => {
      const rows = await tx.enrolment.findMany({
        where: { programmeId, endedAt: null },
        include: { person: true, team: true },
        orderBy: [{ person: { code: 'asc' } }, { role: 'asc' }],
      });
      return rows.map(
        (row): RosterRow => ({
          code: row.person.code,
          role: stored<Role>(row.role),
          name: row.person.name,
          teams: row.team === null ? row.teamCodes : [row.team.code],
          organisation: row.organisation,
          email: row.person.email,
          zone: row.person.zone,
          language: stored<Language>(row.person.language),
          quietRanges: stored<readonly QuietRange[]>(row.person.quietRanges),
          blank: [],
        }),
      );
    },
    endedParts: async (programmeId) => {
      const rows = await tx.enrolment.findMany({
        where: { programmeId, endedAt: { not: null } },
        select: { role: true, endedAt: true, person: { select: { code: true } } },
      });
      return rows.flatMap(({ role, endedAt, person: { code } }) =>
        endedAt === null ? [] : [{ code, role: stored<Role>(role), endedAt }],
      );
    },
    saveRosterRow: async (programmeId, row, now) => {
      const { code, name, email, zone, language } = row;
      const quietRanges = row.quietRanges.map((range) => ({ ...range }));
      const isGiven = (field: OwnField): boolean => !row.blank.includes(field);
      const former = await tx.person.findUnique({
        where: { workspaceId_code: { workspaceId, code } },
        select: { email: true },
      });
      const person = await tx.person.upsert({
        where: { workspaceId_code: { workspaceId, code } },
        create: {
          id: ids.next(),
          workspaceId,
          code,
          createdAt: now,
          name,
          email,
          zone,
          language,
          quietRanges,
        },
        update: {
          name,
          email,
          ...(isGiven('zone') ? { zone } : {}),
          ...(isGiven('language') ? { language } : {}),
          ...(isGiven('quietRanges') ? { quietRanges } : {}),
        },
      });
      // A new address is looked for with the next sweep, not a day later.
      await tx.person.updateMany({
        where: {
          id: person.id,
          slackUserId: null,
          slackLookedUpAt: { not: null },
          email: { not: former?.email ?? null },
        },
        data: { slackLookedUpAt: null },
      });
      const isMember = row.role === 'participant' || row.role === 'mentor';
      const [firstTeam] = row.teams;
      const place = {
        teamId: isMember && firstTeam !== undefined ? await teamId(programmeId, firstTeam) : null,
        teamCodes: isMember ? [] : [...row.teams],
        organisation: row.organisation,
      };
      const enrolment = await tx.enrolment.upsert({
        where: { programmeId_personId_role: { programmeId, personId: person.id, role: row.role } },
        create: {
          id: ids.next(),
          programmeId,
          personId: person.id,
          role: row.role,
          createdAt: now,
          ...place,
        },
        update: place,
      });
      // Who changed teams has no place left in what the former team still plans.
      await tx.seat.deleteMany({
        where: {
          enrolmentId: enrolment.id,
          reflection: null,
          session: {
            startsAt: { gt: now },
            state: { in: ['planned', 'unsettled'] },
            NOT: { OR: [{ teamId: null }, ...(place.teamId === null ? [] : [{ teamId: place.teamId }])] },
          },
        },
      });
      return { personId: person.id };
    },
    ownerOfEmail: async (email) => {
      const row = await tx.person.findFirst({ where: { workspaceId, email }, select: { code: true } });
      return row?.code ?? null;
    },
    teamCodes: async (programmeId) => {
      const rows = await tx.team.findMany({ where: { programmeId }, orderBy: { code: 'asc' } });
      return rows.map(({ code }) => code);
    },
    mentorsByTeam: async (programmeId) => {
      const rows = await tx.enrolment.findMany({
        where: { programmeId, role: 'mentor', endedAt: null, teamId: { not: null } },
        include: { team: true },
      });
      const teams = new Map<string, string[]>();
      for (const { team, personId } of rows) {
        if (team !== null) teams.set(team.code, [...(teams.get(team.code) ?? []), personId]);
      }
      return teams;
    },
    sessionsOf: async (programmeId) => {
      const rows = await tx.session.findMany({
        where: { programmeId },
        include: { team: true },
        orderBy: { startsAt: 'asc' },
      });
      return rows.map((row) => ({
        id: row.id,
        state: stored<SessionState>(row.state),
        team: row.team?.code ?? null,
        kind: stored<SessionKind>(row.kind),
        number: row.number,
        startsAt: row.startsAt,
        minutes: row.minutes,
        link: row.link,
      }));
    },
    createSession: async (programmeId, row, now) => {
      const id = ids.next();
      const team = row.team === null ? null : await teamId(programmeId, row.team);
      await tx.session.create({
        data: {
          id,
          programmeId,
          teamId: team,
          scopeId: team ?? programmeId,
          kind: row.kind,
          number: row.number,
          startsAt: row.startsAt,
          endsAt: new Date(row.startsAt.getTime() + row.minutes * 60_000),
          minutes: row.minutes,
          link: row.link,
          state: 'planned',
          scheduledAt: now,
        },
      });
      return id;
    },
    setLink: async (id, link, linkChangedAt) => {
      await tx.session.update({ where: { id }, data: { link, linkChangedAt } });
    },
    findEnrolment: async (programmeId, code, role) => {
      const row = await tx.enrolment.findFirst({
        where: { programmeId, role, endedAt: null, person: { code } },
        include: { person: true },
      });
      if (row === null) return null;
      const { name, lineUserId, language } = row.person;
      return {
        enrolmentId: row.id,
        personId: row.personId,
        name,
        lineUserId,
        language: stored<Language>(language),
      };
    },
    issueJoinCode: async (enrolmentId, codeHash, issuedAt, expiresAt) => {
      const { count } = await tx.joinCode.updateMany({
        where: { enrolmentId, usedAt: null, expiresAt: { gt: issuedAt } },
        data: { expiresAt: issuedAt },
      });
      await tx.joinCode.create({ data: { id: ids.next(), enrolmentId, codeHash, issuedAt, expiresAt } });
      return count > 0;
    },
    comingSessions: async (programmeId, now) => {
      const rows = await tx.session.findMany({
        where: { programmeId, state: { in: ['planned', 'unsettled'] }, startsAt: { gt: now } },
        select: { id: true },
        // As `upcomingSeats`: whoever locks several waits for whoever locks the same ones.
        orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ id }) => id);
    },
  };
}
