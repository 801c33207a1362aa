import type { DigestFigures } from '../../../src/domain/digests/figures.ts';
import { type CalendarWeek, monthOf } from './calendar.ts';
import type { EnrolmentRow, PersonRow, ProgrammeRow, World } from './rows.ts';

/** Of one programme: what was due in the week and never arrived, earliest first. */
export function recountUndelivered(
  world: World,
  { startsAt, endsAt }: CalendarWeek,
): DigestFigures['undelivered'] {
  return world.deliveries
    .filter(({ due_at }) => due_at >= startsAt && due_at < endsAt)
    .flatMap(({ state, reason, kind, due_at }): DigestFigures['undelivered'] => {
      const at = new Date(due_at).toISOString();
      if (state === 'expired') return [{ kind, why: 'expired', at }];
      if (state === 'failed') return [{ kind, why: 'refused', at }];
      return state === 'skipped' && reason === 'unreachable' ? [{ kind, why: 'relayed', at }] : [];
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
