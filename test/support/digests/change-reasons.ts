import { Temporal } from '@js-temporal/polyfill';
import { daysLater } from './calendar.ts';
import { type Draw, day } from './make-world.ts';
import type { World } from './rows.ts';

/** Who is away, pauses or waits for an answer changes too. */
export function changeReasons(draw: Draw, world: World, now: number): void {
  for (const { person_id } of world.enrolments) {
    const person = world.people.find(({ id }) => id === person_id);
    if (person === undefined) continue;
    if (draw.chance(0.08)) person.paused_until = draw.pick([null, dayNear(draw, now, person.zone)]);
    if (draw.chance(0.12)) {
      const from = dayNear(draw, now, person.zone);
      world.away_ranges.push({
        id: draw.id(),
        person_id,
        from_on: from,
        to_on: daysLater(from, draw.integer(0, 14)),
        said_at: now,
        ended_at: draw.chance(0.2) ? now : null,
      });
    }
  }
  for (const team of world.teams) {
    const open = world.proposals.find(({ team_id, state }) => team_id === team.id && state === 'open');
    if (open !== undefined) {
      if (draw.chance(0.5)) open.state = draw.pick(['confirmed', 'withdrawn', 'replaced']);
      continue;
    }
    const member = world.enrolments.find(({ team_id }) => team_id === team.id);
    if (member === undefined || draw.chance(0.6)) continue;
    const undated = world.sessions.filter(
      ({ team_id, state }) => team_id === team.id && state === 'unsettled',
    );
    world.proposals.push({
      id: draw.id(),
      programme_id: team.programme_id,
      team_id: team.id,
      session_id: undated.length > 0 && draw.chance(0.5) ? draw.pick(undated).id : null,
      kind: 'mentoring',
      number: 1,
      minutes: 40,
      made_by: member.person_id,
      made_at: now - draw.integer(0, 12 * day),
      state: 'open',
    });
  }
}

/** Around the end of the week, so that the last day on which a reason counts is met too. */
function dayNear(draw: Draw, now: number, zone: string): string {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  return today.add({ days: draw.integer(-16, 4) }).toString();
}
