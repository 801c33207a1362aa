import type { DigestFigures } from '../../../src/domain/digests/figures.ts';
import { type CalendarWeek, monthOf } from './calendar.ts';
import type { DeliveryRow, EnrolmentRow, PersonRow, ProgrammeRow, World } from './rows.ts';

/** Expired, refused for good, or for somebody who cannot be reached. */
export function neverArrived({ state, reason }: DeliveryRow): boolean {
  return state === 'expired' || state === 'failed' || (state === 'skipped' && reason === 'unreachable');
}

/** Of one programme: what never arrived and is listed now, earliest first. */
export function recountUndelivered(
  world: World,
  isListed: (delivery: DeliveryRow) => boolean,
): DigestFigures['undelivered'] {
  return world.deliveries
    .filter(isListed)
    .map(({ state, kind, due_at }) => {
      const at = new Date(due_at).toISOString();
      if (state === 'expired') return { kind, why: 'expired', at } as const;
      return { kind, why: state === 'failed' ? 'refused' : 'relayed', at } as const;
    })
    .sort((a, b) => compare(a.at, b.at) || compare(a.kind, b.kind) || compare(a.why, b.why));
}

/** People of one programme, each once. */
export function recountUnreachable(world: World): DigestFigures['unreachable'] {
  const people = (counts: (person: PersonRow, enrolment: EnrolmentRow) => boolean): number => {
    const found = world.enrolments.filter((enrolment) => {
      const person = world.people.find(({ id }) => id === enrolment.person_id);
      return enrolment.ended_at === null && person !== undefined && counts(person, enrolment);
    });
    return new Set(found.map(({ person_id }) => person_id)).size;
  };
  return {
    line: people(
      (person, { role }) => role === 'participant' && person.line_user_id !== null && !person.line_reachable,
    ),
    notJoined: people((person, { role }) => role === 'participant' && person.line_user_id === null),
    slack: people((person, { role }) => {
      if (role === 'participant') return false;
      return person.slack_user_id === null ? person.slack_looked_up_at !== null : !person.slack_reachable;
    }),
    remindersOnly: people((person, { role, consent }) => {
      if (role === 'participant') return person.line_user_id !== null && consent !== 'agreed';
      return role === 'mentor' && consent === 'reminders_only';
    }),
  };
}

/** Of the whole workspace: what was charged in the months that the week and the digest fall into, and what is to come. */
export function recountPushes(
  world: World,
  { workspace_id, zone }: ProgrammeRow,
  week: CalendarWeek,
  takenAt: number,
): DigestFigures['pushes'] {
  const current = monthOf(takenAt, zone);
  const closing = monthOf(week.startsAt, zone);
  const ours = world.deliveries.filter((one) => one.workspace_id === workspace_id);
  const used = (month: string): number =>
    ours
      .filter(({ sent_at }) => sent_at !== null && sent_at < takenAt && monthOf(sent_at, zone) === month)
      .reduce((sum, { quota_cost }) => sum + quota_cost, 0);
  const planned = ours.filter(
    ({ state, platform, due_at }) =>
      state === 'planned' && platform === 'line' && monthOf(due_at, zone) <= current,
  );
  const months = closing === current ? [current] : [closing, current];
  return {
    months: months.map((month) => ({ month, used: used(month) })),
    forecast: used(current) + planned.length,
  };
}

/** Order of code units, as ASCII codes and names have it in the database too. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
