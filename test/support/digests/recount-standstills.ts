import { Temporal } from '@js-temporal/polyfill';
import type { Decision } from '../../../src/domain/digests/figures.ts';
import type { CalendarWeek } from './calendar.ts';
import { compare } from './recount-reach.ts';
import type { ProgrammeRow, World } from './rows.ts';

/** What the kind of programme in these worlds asks for. */
const sessionsPerTeam = 6;
const idleAfterDays = 21;
const reasonLastsDays = 7;

type Idle = Extract<Decision, { kind: 'idle' }>;

/** Teams of one programme that have sessions to come and have not met for three weeks of calendar days. */
export function recountStandstills(
  world: World,
  programme: ProgrammeRow,
  { endsAt }: CalendarWeek,
): readonly Decision[] {
  const phase = programme.phases.find(({ key }) => key === 'mentoring');
  if (phase === undefined) return [];
  const today = dayOf(endsAt, programme.zone);
  const begins = Temporal.PlainDate.from(phase.startsOn);
  if (isBefore(today, begins) || isBefore(Temporal.PlainDate.from(phase.endsOn), today)) return [];
  const idle = world.teams.flatMap((team): Idle[] => {
    const starts = world.sessions
      .filter((one) => one.team_id === team.id && one.kind === 'mentoring' && one.starts_at < endsAt)
      .filter(({ state }) => state === 'held' || state === 'planned')
      .map((one) => one.starts_at);
    if (starts.length >= sessionsPerTeam) return [];
    const last = starts.length === 0 ? null : Math.max(...starts);
    const lastOn = last === null ? begins : dayOf(last, programme.zone);
    const { days } = (isBefore(lastOn, begins) ? begins : lastOn).until(today);
    if (days < idleAfterDays) return [];
    return [
      {
        kind: 'idle',
        team: team.code,
        days,
        lastAt: last === null ? null : new Date(last).toISOString(),
        reason: reasonOf(world, team.id, { endsAt, zone: programme.zone }),
      },
    ];
  });
  return idle.sort((a, b) => b.days - a.days || compare(a.team, b.team));
}

function reasonOf(
  world: World,
  teamId: string,
  { endsAt, zone }: { readonly endsAt: number; readonly zone: string },
): NonNullable<Idle['reason']> | null {
  const personIds = (role: string) =>
    world.enrolments
      .filter((one) => one.team_id === teamId && one.role === role && one.ended_at === null)
      .map(({ person_id }) => person_id);
  /** The latest last day that is not more than a week ago where the person lives. */
  const latest = (ranges: readonly { personId: string; from: string | null; to: string }[]) => {
    const counting = ranges.filter(({ personId, from, to }) => {
      const there = world.people.find(({ id }) => id === personId)?.zone ?? zone;
      const today = dayOf(endsAt, there);
      const hasBegun = from === null || !isBefore(today, Temporal.PlainDate.from(from));
      return hasBegun && !isBefore(Temporal.PlainDate.from(to).add({ days: reasonLastsDays }), today);
    });
    return counting
      .map(({ to }) => to)
      .sort(compare)
      .at(-1);
  };
  const mentors = personIds('mentor');
  const away = latest(
    world.away_ranges
      .filter(({ person_id, ended_at }) => mentors.includes(person_id) && ended_at === null)
      .map(({ person_id, from_on, to_on }) => ({ personId: person_id, from: from_on, to: to_on })),
  );
  if (away !== undefined) return { kind: 'away', untilOn: away };
  const pauses = personIds('participant').flatMap((personId) => {
    const to = world.people.find(({ id }) => id === personId)?.paused_until ?? null;
    return to === null ? [] : [{ personId, from: null, to }];
  });
  const paused = latest(pauses);
  if (paused !== undefined) return { kind: 'pause', untilOn: paused };
  const open = world.proposals.find(
    (one) => one.team_id === teamId && one.state === 'open' && one.made_at < endsAt,
  );
  if (open === undefined) return null;
  return { kind: 'proposal', days: dayOf(open.made_at, zone).until(dayOf(endsAt, zone)).days };
}

function dayOf(at: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}
