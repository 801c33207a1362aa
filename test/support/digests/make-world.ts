import type { Random } from '../../../playground/world/random.ts';
import { calendarWeek, daysLater } from './calendar.ts';
import { addPeople } from './make-people.ts';
import { formHash, type ProgrammeRow, type SeatRow, type SessionRow, type World } from './rows.ts';

export const hour = 3_600_000;
export const day = 24 * hour;

/** Mondays before a week 53, before the first week of a year, before clock changes, and before none of these. */
const mondays = [
  '2026-12-21',
  '2020-12-21',
  '2024-12-16',
  '2024-12-23',
  '2025-03-17',
  '2025-10-20',
  '2025-06-02',
];
const zones = [
  'Asia/Tokyo',
  'Asia/Tokyo',
  'America/Los_Angeles',
  'Europe/London',
  'Australia/Sydney',
  'Asia/Kolkata',
  'Pacific/Auckland',
];

/** What a world is drawn from: numbers, its own ids, and the weeks that its digests are about. */
export type Draw = Random & {
  readonly id: () => string;
  readonly monday: string;
  readonly weeks: number;
  /** Nearly everybody meets and answers, so that there are means to show. */
  readonly isLively: boolean;
};

export function createDraw(random: Random, serial: number): Draw {
  let ids = 0;
  return {
    ...random,
    id: () => {
      ids += 1;
      return `${hex(serial, 8)}-0000-4000-8000-${hex(ids, 12)}`;
    },
    monday: random.pick(mondays),
    weeks: random.integer(2, 3),
    isLively: random.chance(0.3),
  };
}

/** A random workspace with its programmes, and sometimes another one whose rows must not count. */
export function makeWorld(draw: Draw, size: number): World {
  const world: World = {
    workspaces: [],
    programmes: [],
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
  for (let count = draw.chance(0.3) ? 2 : 1; count > 0; count -= 1) {
    const workspaceId = draw.id();
    world.workspaces.push({ id: workspaceId, name: 'a', created_at: 0 });
    for (let programmes = draw.integer(1, 2); programmes > 0; programmes -= 1) {
      const programme = makeProgramme(draw, workspaceId);
      world.programmes.push(programme);
      addPeople(draw, world, programme, size);
      addSessions(draw, world, programme);
    }
  }
  return world;
}

function makeProgramme(draw: Draw, workspaceId: string): ProgrammeRow {
  const id = draw.id();
  return {
    id,
    workspace_id: workspaceId,
    code: id,
    name: 'a',
    short_name: 'a',
    template: 'npo-mentoring',
    zone: draw.pick(zones),
    language: 'ja',
    starts_on: daysLater(draw.monday, -60),
    ends_on: daysLater(draw.monday, 60),
    phases: [
      { key: 'training', startsOn: daysLater(draw.monday, -60), endsOn: daysLater(draw.monday, -30) },
      {
        key: 'mentoring',
        startsOn: daysLater(draw.monday, draw.integer(-45, 12)),
        endsOn: daysLater(draw.monday, draw.integer(13, 50)),
      },
    ],
    settings: { deskChannel: 'C1' },
    created_at: 0,
  };
}

function addSessions(draw: Draw, world: World, programme: ProgrammeRow): void {
  const teams = world.teams.filter((team) => team.programme_id === programme.id);
  for (const team of teams) {
    // Some have had all their sessions, or all but one, long ago.
    const early = draw.chance(0.15) ? draw.integer(5, 7) : 0;
    for (let number = 0; number < early; number += 1) {
      addSession(draw, world, programme, { team_id: team.id, week: -5, kind: 'mentoring', state: 'held' });
    }
    if (early > 0) continue;
    const share = draw.isLively ? 1 : draw.pick([0.1, 0.5, 0.9]);
    for (let week = draw.isLively ? -1 : -5; week <= draw.weeks + 1; week += 1) {
      while (draw.chance(share / 2 + 0.1)) {
        addSession(draw, world, programme, { team_id: team.id, week, kind: draw.pick(kindsOfTeam) });
      }
    }
  }
  for (const week of [-1, 0, 1]) {
    if (draw.chance(0.2)) addSession(draw, world, programme, { team_id: null, week, kind: 'training' });
  }
}

const kindsOfTeam = ['mentoring', 'mentoring', 'mentoring', 'closing', 'mentors_closing'];

function addSession(
  draw: Draw,
  world: World,
  programme: ProgrammeRow,
  { team_id, week, kind, state }: { team_id: string | null; week: number; kind: string; state?: string },
): void {
  const { startsAt, endsAt } = calendarWeek(draw.monday, week, programme.zone);
  const minutes = draw.pick([40, 60, 120]);
  const length = minutes * 60_000;
  // Around the turn of the week, on it to the millisecond, or anywhere within.
  const ends = draw.pick([
    endsAt,
    endsAt - 1,
    endsAt + length / 2,
    overdueAt(draw.monday, week),
    overdueAt(draw.monday, week) + hour / 2,
    ...Array.from({ length: 8 }, () => startsAt + draw.integer(0, 7 * 24 * 12) * 300_000),
  ]);
  const session: SessionRow = {
    id: draw.id(),
    programme_id: programme.id,
    team_id,
    scope_id: team_id ?? programme.id,
    kind,
    number: world.sessions.length,
    starts_at: ends - length,
    ends_at: ends,
    minutes,
    state:
      state ??
      (draw.isLively && draw.chance(0.9)
        ? 'held'
        : draw.pick(['planned', 'held', 'held', 'held', 'missed', 'unsettled', 'cancelled'])),
    contradicted: draw.chance(0.15),
    schedule_revision: 1,
    scheduled_at: 0,
  };
  world.sessions.push(session);
  const mentorsOnly = kind === 'training' || kind === 'mentors_closing';
  const members = world.enrolments.filter(
    (one) =>
      one.programme_id === programme.id &&
      (one.role === 'mentor' || (one.role === 'participant' && !mentorsOnly)) &&
      (team_id === null || one.team_id === team_id),
  );
  for (const member of members) {
    const seat: SeatRow = {
      id: draw.id(),
      session_id: session.id,
      enrolment_id: member.id,
      person_id: member.person_id,
      role: member.role,
      attendance: draw.chance(0.85) ? 'expected' : 'cannot',
    };
    world.seats.push(seat);
    if (draw.chance(0.8)) addReflection(draw, world, session, seat);
  }
}

/** When the digests of a week are taken, all programmes' at once. */
export function digestAt(monday: string, week: number): number {
  return calendarWeek(monday, week, 'Asia/Tokyo').endsAt + 33 * hour;
}

/** The last end that is 72 hours ago when the week's digest is taken. */
function overdueAt(monday: string, week: number): number {
  return digestAt(monday, week) - 72 * hour;
}

function addReflection(draw: Draw, world: World, session: SessionRow, seat: SeatRow): void {
  const enrolment = world.enrolments.find((one) => one.id === seat.enrolment_id);
  world.reflections.push({
    id: draw.id(),
    programme_id: session.programme_id,
    enrolment_id: seat.enrolment_id,
    person_id: seat.person_id,
    session_id: session.id,
    seat_id: seat.id,
    team_id: enrolment?.team_id ?? null,
    role: seat.role,
    form_key: session.kind,
    form_hash: formHash,
    position: 'q1',
    status: 'open',
    opened_at: session.starts_at,
    touched_at: session.starts_at,
    closes_at: session.ends_at + 21 * day,
    met: null,
    satisfaction: null,
    answered_at: null,
  });
}

function hex(value: number, length: number): string {
  return value.toString(16).padStart(length, '0');
}
