import type { Consent, Enrolment, Language, Person, QuietRange, Role } from '../../domain/people/people.ts';
import type { Session, SessionKind, SessionState } from '../../domain/sessions/sessions.ts';
import type {
  PhaseView,
  ProgrammeSettings,
  ProgrammeView,
  TeamView,
} from '../../use-cases/ports/records/views.ts';
import type {
  EnrolmentModel,
  PersonModel,
  ProgrammeModel,
  SessionModel,
  TeamModel,
} from '../generated/models.ts';

/** Guarantee: the column is only ever written from a value of this type by the repositories of this folder. */
export function stored<Value>(value: unknown): Value {
  return value as Value;
}

export function toPerson(row: PersonModel): Person {
  return {
    id: row.id,
    name: row.name,
    language: stored<Language>(row.language),
    zone: row.zone,
    quietRanges: stored<readonly QuietRange[]>(row.quietRanges),
    pausedUntil: row.pausedUntil,
    fewerMessages: row.fewerMessages,
    email: row.email,
    lineUserId: row.lineUserId,
    lineReachable: row.lineReachable,
    slackUserId: row.slackUserId,
    slackReachable: row.slackReachable,
  };
}

export function toEnrolment(row: EnrolmentModel): Enrolment {
  return {
    id: row.id,
    programmeId: row.programmeId,
    personId: row.personId,
    teamId: row.teamId,
    role: stored<Role>(row.role),
    organisation: row.organisation,
    consent: stored<Consent>(row.consent),
    endedAt: row.endedAt,
  };
}

export function toProgramme(row: ProgrammeModel): ProgrammeView {
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    code: row.code,
    name: row.name,
    shortName: row.shortName,
    template: row.template,
    zone: row.zone,
    language: stored<Language>(row.language),
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    phases: stored<readonly PhaseView[]>(row.phases),
    settings: stored<ProgrammeSettings>(row.settings),
  };
}

export function toTeam(row: TeamModel): TeamView {
  return { id: row.id, programmeId: row.programmeId, code: row.code };
}

export function toSession(row: SessionModel): Session {
  const { id, programmeId, teamId, number, startsAt, minutes, link, scheduleRevision } = row;
  const kind = stored<SessionKind>(row.kind);
  const state = stored<SessionState>(row.state);
  return { id, programmeId, teamId, kind, number, startsAt, minutes, link, state, scheduleRevision };
}
