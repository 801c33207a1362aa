import type { Decision, DigestFigures } from '../../../src/domain/digests/figures.ts';
import type { CalendarWeek } from './calendar.ts';
import { hour } from './make-world.ts';
import {
  compare,
  neverArrived,
  recountPushes,
  recountUndelivered,
  recountUnreachable,
} from './recount-reach.ts';
import { recountStandstills } from './recount-standstills.ts';
import type { ProgrammeRow, ReflectionRow, SessionRow, World } from './rows.ts';

/** What each reflection and correction was counted in, and what else was listed: the first digest that found it. */
export type History = {
  readonly reflections: Map<string, string>;
  readonly corrections: Map<string, string>;
  readonly contradictions: Map<string, string>;
  readonly undelivered: Map<string, string>;
};

/** Before the first digest. */
export function newHistory(): History {
  return {
    reflections: new Map(),
    corrections: new Map(),
    contradictions: new Map(),
    undelivered: new Map(),
  };
}

export type Asked = {
  readonly world: World;
  readonly history: History;
  readonly programme: ProgrammeRow;
  readonly previous: CalendarWeek;
  readonly week: CalendarWeek;
  readonly next: CalendarWeek;
  readonly takenAt: number;
};

/** The figures of a programme's week, counted row by row; the history goes on. */
export function recount(asked: Asked): DigestFigures {
  const { programme, history, week, previous, next, takenAt } = asked;
  const world = ofProgramme(asked.world, programme.id);
  const digest = `${programme.id} ${week.label}`;
  const sessionOf = (one: ReflectionRow): SessionRow | undefined =>
    world.sessions.find((session) => session.id === one.session_id);
  const isCounted = (id: string): boolean => history.reflections.get(id) === digest;

  for (const one of world.reflections) {
    const session = sessionOf(one);
    if (history.reflections.has(one.id) || one.answered_at === null || session === undefined) continue;
    if (one.answered_at < week.endsAt && session.ends_at < week.endsAt)
      history.reflections.set(one.id, digest);
  }
  for (const one of world.corrections) {
    if (!history.corrections.has(one.id) && one.at < week.endsAt) history.corrections.set(one.id, digest);
  }

  const standing = world.sessions.filter(({ state }) => state !== 'cancelled');
  for (const one of standing) {
    if (!one.contradicted || history.contradictions.has(one.id)) continue;
    if (one.ends_at < week.endsAt) history.contradictions.set(one.id, digest);
  }
  for (const { id, due_at } of world.deliveries.filter(neverArrived)) {
    if (due_at < week.endsAt && !history.undelivered.has(id)) history.undelivered.set(id, digest);
  }
  const endedIn = ({ startsAt, endsAt }: CalendarWeek): SessionRow[] =>
    standing.filter((one) => one.ends_at >= startsAt && one.ends_at < endsAt);
  const ofWeek = endedIn(week);
  const inState = (state: string): number => ofWeek.filter((one) => one.state === state).length;

  const due = (sessions: readonly SessionRow[], role: string): string[] =>
    world.seats.flatMap((seat) => {
      const session = sessions.find((one) => one.id === seat.session_id);
      const member = world.enrolments.find((one) => one.id === seat.enrolment_id);
      if (session === undefined || member === undefined) return [];
      const asksAnything = ['planned', 'held', 'missed'].includes(session.state);
      const wantsTo =
        member.consent === 'agreed' || (member.role === 'mentor' && member.consent === 'unanswered');
      const wasThere = member.ended_at === null || member.ended_at > session.ends_at;
      return asksAnything && wantsTo && wasThere && seat.attendance === 'expected' && seat.role === role
        ? [seat.id]
        : [];
    });
  const answersOf = (seats: readonly string[], counts: (one: ReflectionRow) => boolean): ReflectionRow[] =>
    world.reflections.filter((one) => one.seat_id !== null && seats.includes(one.seat_id) && counts(one));
  const share = (role: string) => {
    const seats = due(ofWeek, role);
    return { due: seats.length, answered: answersOf(seats, (one) => isCounted(one.id)).length };
  };
  const satisfaction = (role: string): DigestFigures['satisfaction']['mentor'] => {
    const rated = answersOf(due(ofWeek, role), (one) => isCounted(one.id) && one.satisfaction !== null);
    const of = (stars: number): number => rated.filter((one) => one.satisfaction === stars).length;
    return {
      n: rated.length,
      people: new Set(rated.map((one) => one.person_id)).size,
      sum: rated.reduce((sum, one) => sum + (one.satisfaction ?? 0), 0),
      counts: [of(5), of(4), of(3), of(2), of(1)],
    };
  };
  const lastSeats = ['mentor', 'participant'].flatMap((role) => due(endedIn(previous), role));
  const mentoring = standing.filter(({ kind }) => kind === 'mentoring');
  const idle = recountStandstills(world, programme, week);
  return {
    sessions: {
      planned: ofWeek.length,
      held: inState('held'),
      notMet: inState('missed'),
      unsettled: inState('unsettled'),
      awaiting: inState('planned'),
    },
    reflections: { mentor: share('mentor'), participant: share('participant') },
    lastWeek:
      lastSeats.length === 0
        ? null
        : {
            due: lastSeats.length,
            answered: answersOf(lastSeats, (one) => history.reflections.has(one.id)).length,
          },
    late: world.reflections.filter(
      (one) => isCounted(one.id) && (sessionOf(one)?.ends_at ?? Infinity) < week.startsAt,
    ).length,
    corrected: new Set(
      world.corrections
        .filter((one) => history.corrections.get(one.id) === digest)
        .map((one) => one.reflection_id),
    ).size,
    satisfaction: { mentor: satisfaction('mentor'), participant: satisfaction('participant') },
    soFar: {
      held: mentoring.filter((one) => one.state === 'held' && one.starts_at < week.endsAt).length,
      planned: mentoring.length,
      idleTeams: idle.length,
    },
    decisions: [
      ...moments(
        world,
        'unsettled',
        (one) =>
          one.state === 'unsettled' &&
          one.starts_at >= previous.startsAt &&
          !world.proposals.some(({ session_id, state }) => session_id === one.id && state === 'open'),
      ),
      ...moments(world, 'contradiction', (one) => history.contradictions.get(one.id) === digest),
      ...deskDecisions(world, week),
      ...moments(
        world,
        'awaiting',
        (one) =>
          one.state === 'planned' && one.ends_at >= previous.startsAt && one.ends_at + 72 * hour <= takenAt,
      ),
      ...idle,
    ],
    undelivered: recountUndelivered(world, ({ id }) => history.undelivered.get(id) === digest),
    unreachable: recountUnreachable(world),
    pushes: recountPushes(asked.world, programme, week, takenAt),
    nextWeek: {
      count: standing.filter(
        (one) =>
          ['planned', 'unsettled'].includes(one.state) &&
          one.starts_at >= week.endsAt &&
          one.starts_at < next.endsAt,
      ).length,
      undated: standing.filter(
        (one) => one.state === 'unsettled' && one.starts_at >= week.endsAt && one.starts_at < next.endsAt,
      ).length,
    },
  };
}

function ofProgramme(world: World, id: string): World {
  const mine = (one: { programme_id: string | null }): boolean => one.programme_id === id;
  return {
    ...world,
    teams: world.teams.filter(mine),
    enrolments: world.enrolments.filter(mine),
    sessions: world.sessions.filter(mine),
    proposals: world.proposals.filter(mine),
    reflections: world.reflections.filter(mine),
    corrections: world.corrections.filter(mine),
    murmurs: world.murmurs.filter(mine),
    deliveries: world.deliveries.filter(mine),
  };
}

function moments(
  world: World,
  kind: 'unsettled' | 'contradiction' | 'awaiting',
  counts: (session: SessionRow) => boolean,
): Decision[] {
  return world.sessions
    .filter(counts)
    .map((one) => ({ at: one.starts_at, team: world.teams.find(({ id }) => id === one.team_id)?.code ?? '' }))
    .sort((a, b) => a.at - b.at || compare(a.team, b.team))
    .map(({ at, team }) => ({ kind, team, at: iso(at) }));
}

function deskDecisions(world: World, week: CalendarWeek): Decision[] {
  const within = (at: number | null): boolean => at !== null && at >= week.startsAt && at < week.endsAt;
  const planned = (kind: string) =>
    world.deliveries.filter((one) => one.kind === kind && within(one.planned_at));
  const worried = new Set(planned('worry.desk').map((one) => one.subject.reflectionId));
  const byTeam = new Map<string, number>();
  for (const { id, team_id } of world.reflections) {
    const team = world.teams.find((one) => one.id === team_id);
    if (team !== undefined && worried.has(id)) byTeam.set(team.code, (byTeam.get(team.code) ?? 0) + 1);
  }
  const contacts = planned('contact.desk').filter(({ state }) => state !== 'cancelled').length;
  const murmurs = new Set(world.murmurs.filter((one) => within(one.sent_on_at)).map((one) => one.burst_id));
  return [
    ...[...byTeam]
      .sort(([a], [b]) => compare(a, b))
      .map(([team, count]): Decision => ({ kind: 'worries', team, count })),
    ...(contacts > 0 ? [{ kind: 'contacts', count: contacts } as const] : []),
    ...(murmurs.size > 0 ? [{ kind: 'murmurs', count: murmurs.size } as const] : []),
  ];
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
