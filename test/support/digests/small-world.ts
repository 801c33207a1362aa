import { randomUUID } from 'node:crypto';
import { type EnrolmentRow, formHash, type SessionRow, type World } from './rows.ts';

const minutes = 40;

/** One programme in Tokyo with nothing but what a test adds to it. */
export type SmallWorld = World & { readonly programmeId: string };

type Dates = { readonly startsOn?: string; readonly endsOn?: string };

/** A programme without teams. Every call makes a workspace of its own unless one is given. */
export function makeProgramme({
  startsOn = '2024-10-01',
  endsOn = '2025-02-28',
  workspaceId = randomUUID(),
}: Dates & { readonly workspaceId?: string } = {}): SmallWorld {
  const programmeId = randomUUID();
  return {
    programmeId,
    workspaces: [{ id: workspaceId, name: 'a', created_at: 0 }],
    programmes: [
      {
        id: programmeId,
        workspace_id: workspaceId,
        code: programmeId,
        name: 'NPOメンタリング2024',
        short_name: 'a',
        template: 'npo-mentoring',
        zone: 'Asia/Tokyo',
        language: 'ja',
        starts_on: startsOn,
        ends_on: endsOn,
        phases: [{ key: 'mentoring', startsOn, endsOn }],
        settings: { deskChannel: 'C1', pushTarget: 120 },
        created_at: 0,
      },
    ],
    teams: [],
    people: [],
    away_ranges: [],
    enrolments: [],
    sessions: [],
    proposals: [],
    seats: [],
    reflections: [],
    corrections: [],
    murmurs: [],
    deliveries: [],
  };
}

/** A programme with one mentor a team, who has an open reflection about each of the team's sessions. */
export function makeSmallWorld(sessions: readonly (readonly Date[])[], dates: Dates = {}): SmallWorld {
  const world = makeProgramme(dates);
  for (const starts of sessions) {
    const teamId = addTeam(world);
    addMember(world, { teamId });
    for (const startsAt of starts) addSession(world, { teamId, startsAt, isReflected: true });
  }
  return world;
}

/** The id of a new team; codes go on from 01. */
export function addTeam(world: SmallWorld): string {
  const id = randomUUID();
  const code = String(world.teams.length + 1).padStart(2, '0');
  world.teams.push({ id, programme_id: world.programmeId, code });
  return id;
}

/** A new person in a role; a mentor unless said otherwise. */
export function addMember(
  world: SmallWorld,
  member: {
    readonly teamId: string | null;
    readonly role?: string;
    readonly endedAt?: Date;
    readonly code?: string;
    readonly email?: string;
    readonly slackUserId?: string | null;
  },
): EnrolmentRow {
  const id = randomUUID();
  const { teamId, role = 'mentor', endedAt, code = id, slackUserId = `U${id}` } = member;
  world.people.push({
    id,
    workspace_id: world.workspaces[0]?.id ?? '',
    code,
    name: 'a',
    email: member.email ?? null,
    zone: 'Asia/Tokyo',
    language: 'ja',
    quiet_ranges: [],
    paused_until: null,
    line_user_id: null,
    line_reachable: false,
    slack_user_id: slackUserId,
    slack_reachable: slackUserId !== null,
    slack_looked_up_at: null,
    created_at: 0,
  });
  const enrolment: EnrolmentRow = {
    id: randomUUID(),
    programme_id: world.programmeId,
    person_id: id,
    role,
    team_id: teamId,
    consent: 'agreed',
    created_at: 0,
    ended_at: endedAt?.getTime() ?? null,
  };
  world.enrolments.push(enrolment);
  return enrolment;
}

/** A session in which everybody of the team so far has a seat (nobody, where the team is null). */
export function addSession(
  world: SmallWorld,
  session: {
    readonly teamId: string | null;
    readonly startsAt: Date;
    readonly kind?: string;
    readonly state?: string;
    readonly isReflected?: boolean;
  },
): SessionRow {
  const { teamId, startsAt, kind = 'mentoring', state = 'planned', isReflected = false } = session;
  const at = startsAt.getTime();
  const row: SessionRow = {
    id: randomUUID(),
    programme_id: world.programmeId,
    team_id: teamId,
    scope_id: teamId ?? world.programmeId,
    kind,
    number: world.sessions.length + 1,
    starts_at: at,
    ends_at: at + minutes * 60_000,
    minutes,
    state,
    contradicted: false,
    schedule_revision: 1,
    scheduled_at: 0,
  };
  world.sessions.push(row);
  for (const member of world.enrolments) {
    if (teamId === null || member.team_id !== teamId) continue;
    const seatId = randomUUID();
    world.seats.push({
      id: seatId,
      session_id: row.id,
      enrolment_id: member.id,
      person_id: member.person_id,
      role: member.role,
      attendance: 'expected',
    });
    if (isReflected) addReflection(world, row, member, seatId);
  }
  return row;
}

function addReflection(world: SmallWorld, session: SessionRow, member: EnrolmentRow, seatId: string): void {
  world.reflections.push({
    id: randomUUID(),
    programme_id: world.programmeId,
    enrolment_id: member.id,
    person_id: member.person_id,
    session_id: session.id,
    seat_id: seatId,
    team_id: member.team_id,
    role: member.role,
    form_key: `mentoring.${member.role}`,
    form_hash: formHash,
    position: 'q1',
    status: 'open',
    opened_at: session.starts_at,
    touched_at: session.starts_at,
    closes_at: session.ends_at,
    met: null,
    satisfaction: null,
    answered_at: null,
  });
}
