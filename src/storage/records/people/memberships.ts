import type { Enrolment } from '../../../domain/people/people.ts';
import type {
  Member,
  Membership,
  ProgrammeView,
  TeamInProgramme,
} from '../../../use-cases/ports/records/views.ts';
import { type PersonRow, personColumns, programmeColumns, toPerson } from '../sessions/session-views.ts';

type EnrolmentRow = Omit<Enrolment, 'id'> & { readonly enrolmentId: string };
export type MemberRow = PersonRow & EnrolmentRow;
type ProgrammeRow = Omit<ProgrammeView, 'id'> & { readonly programmeId: string };
export type MembershipRow = EnrolmentRow & ProgrammeRow & { readonly teamCode: string | null };
export type TeamRow = ProgrammeRow & { readonly teamId: string; readonly teamCode: string };

const enrolmentColumns = `e.id as "enrolmentId", e.programme_id as "programmeId", e.person_id as "personId",
  e.team_id as "teamId", e.role, e.organisation, e.consent, e.ended_at as "endedAt"`;

/** Running members by the ids of their teams or programmes ($1) and by role ($2), in the order of the roster's codes. */
export function membersSql(column: 'team_id' | 'programme_id'): string {
  return `
    select ${enrolmentColumns}, ${personColumns}
    from enrolments e join people p on p.id = e.person_id
    where e.${column} = any ($1::uuid[]) and e.role = any ($2) and e.ended_at is null
    order by p.code`;
}

const anyMembershipSql = `
  select ${enrolmentColumns}, t.code as "teamCode", ${programmeColumns}
  from enrolments e join programmes g on g.id = e.programme_id left join teams t on t.id = e.team_id`;

/** A person's running memberships, oldest first, or that of one enrolment. */
export const membershipsSql = {
  person: `${anyMembershipSql} where e.person_id = $1::uuid and e.ended_at is null order by e.created_at, e.id`,
  enrolment: `${anyMembershipSql} where e.id = $1::uuid`,
};

/** A team with its programme. */
export const teamSql = `
  select t.id as "teamId", t.code as "teamCode", g.id as "programmeId", ${programmeColumns}
  from teams t join programmes g on g.id = t.programme_id where t.id = $1::uuid`;

export function toMember(row: MemberRow): Member {
  return { person: toPerson(row.personId, row), enrolment: toEnrolment(row) };
}

export function toMembership(row: MembershipRow): Membership {
  const { programmeId, teamId, teamCode } = row;
  const team = teamId === null || teamCode === null ? null : { id: teamId, programmeId, code: teamCode };
  return { enrolment: toEnrolment(row), programme: toProgramme(row), team };
}

export function toTeam(row: TeamRow): TeamInProgramme {
  const { teamId: id, teamCode: code, programmeId } = row;
  return { team: { id, programmeId, code }, programme: toProgramme(row) };
}

function toEnrolment(row: EnrolmentRow): Enrolment {
  const { enrolmentId: id, programmeId, personId, teamId, role, organisation, consent, endedAt } = row;
  return { id, programmeId, personId, teamId, role, organisation, consent, endedAt };
}

function toProgramme(row: ProgrammeRow): ProgrammeView {
  const { programmeId: id, workspaceId, code, name, shortName, template } = row;
  const { zone, language, startsOn, endsOn, phases, settings } = row;
  return {
    id,
    workspaceId,
    code,
    name,
    shortName,
    template,
    zone,
    language,
    startsOn,
    endsOn,
    phases,
    settings,
  };
}
