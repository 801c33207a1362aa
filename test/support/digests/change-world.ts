import type { DeliveryKind } from '../../../src/domain/messaging/delivery.ts';
import { calendarWeek } from './calendar.ts';
import { changeReasons } from './change-reasons.ts';
import { type Draw, day, hour } from './make-world.ts';
import type { History } from './recount.ts';
import type { EnrolmentRow, ReflectionRow, World } from './rows.ts';

const states = ['planned', 'sending', 'unknown', 'sent', 'cancelled', 'skipped', 'expired', 'failed'];
const reasons = ['unreachable', 'unreachable', 'not_linked', 'no_longer_wanted', 'answered'];
const kinds: readonly DeliveryKind[] = [
  'reminder.participant',
  'ask.mentor',
  'nudge.participant',
  'contact.desk',
  'digest',
];

/** Lets time pass from one digest to the next: answers, corrections, and everything else that may change meanwhile. */
export function changeWorld(
  draw: Draw,
  world: World,
  histories: ReadonlyMap<string, History>,
  from: number,
  to: number,
): void {
  for (const reflection of world.reflections) {
    if (reflection.session_id === null) continue;
    if (reflection.answered_at === null) answer(draw, world, reflection, to);
    else {
      for (let times = draw.pick([0, 0, 0, 0, 0, 0, 1, 2]); times > 0; times -= 1) {
        correct(draw, world, histories, reflection, draw.integer(from + 1, to));
      }
    }
  }
  for (const session of world.sessions) {
    if (draw.chance(0.12)) session.state = draw.pick(['planned', 'held', 'missed', 'unsettled', 'cancelled']);
  }
  for (const person of world.people) {
    if (draw.chance(0.1)) person.line_reachable = !person.line_reachable;
    if (draw.chance(0.1)) person.slack_reachable = !person.slack_reachable;
    if (person.line_user_id === null && draw.chance(0.3)) person.line_user_id = `U${person.id}`;
  }
  for (const enrolment of world.enrolments) {
    if (draw.chance(0.05)) enrolment.consent = draw.pick(['agreed', 'reminders_only']);
    if (enrolment.ended_at === null && draw.chance(0.08)) {
      enrolment.ended_at = leaveAt(draw, world, enrolment, from, to);
    }
  }
  for (const delivery of world.deliveries) {
    if (draw.chance(0.2)) delivery.state = draw.pick(states);
  }
  changeReasons(draw, world, to);
  addDeliveries(draw, world, to);
  addMurmurs(draw, world, from, to);
}

function answer(draw: Draw, world: World, reflection: ReflectionRow, to: number): void {
  const session = world.sessions.find((one) => one.id === reflection.session_id);
  if (session === undefined || session.starts_at >= to || draw.chance(draw.isLively ? 0.1 : 0.45)) return;
  const programme = world.programmes.find((one) => one.id === session.programme_id);
  const { endsAt } = calendarWeek(draw.monday, 0, programme?.zone ?? 'UTC');
  // During the session, soon after, on the turn of the week, or any time until now (an event that was held up).
  const moments = [
    session.starts_at + draw.integer(0, session.minutes) * 60_000,
    session.ends_at + draw.integer(0, 48) * hour,
    endsAt,
    endsAt - 1,
    draw.integer(session.starts_at, to),
  ];
  const moment = draw.isLively ? (moments[0] ?? 0) : draw.pick(moments);
  reflection.answered_at = Math.min(to, Math.max(session.starts_at, moment));
  rate(draw, reflection);
}

function correct(
  draw: Draw,
  world: World,
  histories: ReadonlyMap<string, History>,
  reflection: ReflectionRow,
  at: number,
): void {
  rate(draw, reflection);
  if (histories.get(reflection.programme_id)?.reflections.has(reflection.id) !== true) return;
  world.corrections.push({
    id: draw.id(),
    programme_id: reflection.programme_id,
    reflection_id: reflection.id,
    at,
  });
}

function rate(draw: Draw, reflection: ReflectionRow): void {
  reflection.met = draw.chance(0.9);
  reflection.satisfaction = reflection.met ? draw.integer(1, 5) : null;
}

/** Around the end of one of their own sessions, or any time. */
function leaveAt(draw: Draw, world: World, enrolment: EnrolmentRow, from: number, to: number): number {
  const seats = world.seats.filter((one) => one.enrolment_id === enrolment.id);
  const seat = seats.length > 0 ? draw.pick(seats) : undefined;
  const session = world.sessions.find((one) => one.id === seat?.session_id && one.ends_at < to);
  if (session === undefined || draw.chance(0.3)) return draw.integer(from - 5 * day, to);
  return draw.pick([session.ends_at, session.ends_at + 1, session.ends_at - 60_000]);
}

function addDeliveries(draw: Draw, world: World, now: number): void {
  for (const programme of world.programmes) {
    const reflections = world.reflections.filter((one) => one.programme_id === programme.id);
    for (let count = draw.integer(3, 12); count > 0; count -= 1) {
      const platform = draw.pick(['line', 'slack']);
      const state = draw.pick(states);
      const aboutWorry = reflections.length > 0 && draw.chance(0.25);
      const id = draw.id();
      world.deliveries.push({
        id,
        workspace_id: programme.workspace_id,
        programme_id: draw.chance(0.9) ? programme.id : null,
        dedupe_key: id,
        kind: aboutWorry ? 'worry.desk' : draw.pick(kinds),
        subject: aboutWorry ? { reflectionId: draw.pick(reflections).id } : {},
        address: 'channel:C1',
        platform,
        planned_at: momentNear(draw, programme.zone, now),
        due_at: momentNear(draw, programme.zone, now),
        state,
        reason: state === 'skipped' ? draw.pick(reasons) : null,
        quota_cost: platform === 'line' && state === 'sent' ? draw.integer(0, 2) : 0,
        sent_at: state === 'sent' ? now - draw.integer(0, 40 * day) : null,
      });
    }
  }
}

function addMurmurs(draw: Draw, world: World, from: number, to: number): void {
  for (const enrolment of world.enrolments) {
    if (enrolment.role !== 'participant' || draw.chance(0.7)) continue;
    const burst = draw.id();
    const sentOnAt = draw.chance(0.6) ? draw.integer(from, to) : null;
    for (let bubbles = draw.integer(1, 3); bubbles > 0; bubbles -= 1) {
      world.murmurs.push({
        id: draw.id(),
        person_id: enrolment.person_id,
        programme_id: enrolment.programme_id,
        burst_id: burst,
        text: 'a',
        at: from,
        sent_on_at: sentOnAt,
      });
    }
  }
}

/** The turn of a week to the millisecond, or some time in the fortnight around. */
function momentNear(draw: Draw, zone: string, now: number): number {
  if (draw.chance(0.8)) return now + draw.integer(-10 * day, 4 * day);
  const { startsAt, endsAt } = calendarWeek(draw.monday, draw.integer(0, draw.weeks - 1), zone);
  return draw.pick([startsAt, startsAt - 1, endsAt, endsAt - 1]);
}
