import type { Person } from '../../../domain/people/people.ts';
import type { Session } from '../../../domain/sessions/sessions.ts';
import type { ProgrammeView, SeatView, SessionView } from '../../../use-cases/ports/records/views.ts';
import { stored } from '../mappers.ts';

/** One statement on whatever connection the caller works with. */
export type Query = <Row extends object>(name: string, text: string, ...values: unknown[]) => Promise<Row[]>;

/** A person under the names of the domain. */
export const personColumns = `p.name, p.language, p.zone, p.quiet_ranges as "quietRanges",
  p.paused_until as "pausedUntil", p.fewer_messages as "fewerMessages", p.email, p.line_user_id as "lineUserId", p.line_reachable as "lineReachable", p.slack_user_id as "slackUserId",
  p.slack_reachable as "slackReachable"`;

export type PersonRow = Omit<Person, 'id'>;

/** A programme under the names of the domain. */
export const programmeColumns = `g.workspace_id as "workspaceId", g.code, g.name, g.short_name as "shortName", g.template,
  g.zone, g.language, g.starts_on as "startsOn", g.ends_on as "endsOn", g.phases, g.settings`;

type SessionRow = Session &
  Omit<ProgrammeView, 'id' | 'phases' | 'settings'> & {
    readonly teamCode: string | null;
    /** Both null where another row of the programme has them. */
    readonly phases: ProgrammeView['phases'] | null;
    readonly settings: ProgrammeView['settings'] | null;
  };
type SeatRow = PersonRow & {
  readonly seatId: string;
  readonly sessionId: string;
  readonly enrolmentId: string;
  readonly personId: string;
  readonly seatRole: SeatView['seat']['role'];
  readonly attendance: SeatView['seat']['attendance'];
  readonly wish: SeatView['seat']['wish'];
  readonly stance: SeatView['seat']['stance'];
  readonly programmeId: string;
  readonly teamId: string | null;
  readonly role: SeatView['enrolment']['role'];
  readonly organisation: string | null;
  readonly consent: SeatView['enrolment']['consent'];
  readonly endedAt: Date | null;
  readonly programmes: number;
};

/** Each programme's documents come with the first of its sessions only: read for many, they would be most of it. */
const sessionsSql = `
  select x.id, x.programme_id as "programmeId", x.team_id as "teamId", t.code as "teamCode", x.kind, x.number,
    x.starts_at as "startsAt", x.minutes, x.link, x.state, x.schedule_revision as "scheduleRevision",
    g.workspace_id as "workspaceId", g.code, g.name, g.short_name as "shortName", g.template, g.zone, g.language,
    g.starts_on as "startsOn", g.ends_on as "endsOn",
    case when row_number() over own = 1 then g.phases end as phases,
    case when row_number() over own = 1 then g.settings end as settings
  from sessions x join programmes g on g.id = x.programme_id left join teams t on t.id = x.team_id`;

const ownSql = 'window own as (partition by g.id order by x.id)';

/** Sessions by their own ids, or by those of seats in them. */
const sessionsBy = {
  session: `${sessionsSql} where x.id = any ($1::uuid[]) ${ownSql}`,
  seat: `${sessionsSql} where x.id in (select session_id from seats where id = any ($1::uuid[])) ${ownSql}`,
};

const seatsSql = (whose: string): string => `
  select s.id as "seatId", s.session_id as "sessionId", s.enrolment_id as "enrolmentId", s.person_id as "personId",
    s.role as "seatRole", s.attendance, s.wish, s.stance, e.programme_id as "programmeId", e.team_id as "teamId",
    e.role, e.organisation, e.consent, e.ended_at as "endedAt", ${personColumns},
    (select count(*)::int from enrolments o
     where o.person_id = p.id and o.ended_at is null and o.role = s.role) as programmes
  from seats s
  join enrolments e on e.id = s.enrolment_id ${whose}
  join people p on p.id = e.person_id
  where s.session_id = any ($1::uuid[])
  order by s.session_id, p.code`;

/** Of everybody who belongs to the programme now, or of those as well whose part has ended. */
const seatsBy = { members: seatsSql('and e.ended_at is null'), anybody: seatsSql('') };

/** Sessions as messages need them, by session id, in two statements; seats of ended enrolments only where asked for. */
export async function readSessionViews(
  query: Query,
  by: 'session' | 'seat',
  ids: readonly string[],
  whose: keyof typeof seatsBy = 'members',
): Promise<ReadonlyMap<string, SessionView>> {
  const sessions = await query<SessionRow>(`sessions-by-${by}`, sessionsBy[by], ids);
  if (sessions.length === 0) return new Map();
  const sessionIds = sessions.map(({ id }) => id);
  const seats = await query<SeatRow>(`seats-of-${whose}`, seatsBy[whose], sessionIds);
  const seatsOf = Map.groupBy(seats, ({ sessionId }) => sessionId);
  const programmes = new Map(
    sessions.flatMap((row) => toProgrammeView(row) ?? []).map((one) => [one.id, one]),
  );
  return new Map(
    sessions.flatMap((row) => {
      const programme = programmes.get(row.programmeId);
      if (programme === undefined) return [];
      return [[row.id, toSessionView(row, programme, seatsOf.get(row.id) ?? [])] as const];
    }),
  );
}

/** From the row that has the programme's documents; null from the others. */
function toProgrammeView(row: SessionRow): ProgrammeView | null {
  const { programmeId: id, workspaceId, code, name, shortName, template } = row;
  const { zone, language, startsOn, endsOn, phases, settings } = row;
  if (phases === null || settings === null) return null;
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

function toSessionView(row: SessionRow, programme: ProgrammeView, seats: readonly SeatRow[]): SessionView {
  const { id, programmeId, teamId, teamCode, kind, number, startsAt, minutes, link, state } = row;
  const { scheduleRevision } = row;
  return {
    session: { id, programmeId, teamId, kind, number, startsAt, minutes, link, state, scheduleRevision },
    programme,
    team: teamId === null || teamCode === null ? null : { id: teamId, programmeId, code: teamCode },
    seats: seats.map(toSeatView),
  };
}

function toSeatView(row: SeatRow): SeatView {
  const { seatId, sessionId, enrolmentId, personId, seatRole, programmes } = row;
  const { programmeId, teamId, role, organisation, consent, endedAt } = row;
  const { attendance, wish, stance } = row;
  return {
    seat: { id: seatId, sessionId, enrolmentId, personId, role: seatRole, attendance, wish, stance },
    enrolment: { id: enrolmentId, programmeId, personId, teamId, role, organisation, consent, endedAt },
    person: toPerson(personId, row),
    inSeveralProgrammes: programmes > 1,
  };
}

/** A person from the columns above. */
export function toPerson(id: string, row: PersonRow): Person {
  const { name, language, zone, pausedUntil, fewerMessages, email } = row;
  const { lineUserId, lineReachable, slackUserId, slackReachable } = row;
  const quietRanges = stored<Person['quietRanges']>(row.quietRanges);
  return {
    id,
    name,
    language,
    zone,
    quietRanges,
    pausedUntil,
    fewerMessages,
    email,
    lineUserId,
    lineReachable,
    slackUserId,
    slackReachable,
  };
}
