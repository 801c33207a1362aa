import type { Effect } from '../scheduling/scheduler.ts';
import { eveOf, type PlannedSession, standingStart } from '../world/season.ts';
import type { Stage } from '../world/stage.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** A change in the middle of a send comes within this long of the instant at which its reminder is due. */
const sendingForMs = 2_000;

/**
 * Troubles that come from outside: outages at the busiest hour, a month that runs out, somebody who blocks the account,
 * sessions that change while their reminder is on its way. Answers what to tell of every effect.
 */
export function planTroubles(stage: Stage): (effect: Effect) => void {
  const { scheduler, agenda, injector, random, season, desk, line, slack, fleet, actors } = stage;
  const { startsAt, healsAt, endsAt } = season;

  for (let at = startsAt + 1_000; at < endsAt; at += 24 * hourMs)
    agenda.at(at, () => fleet.run('quota.reconcile'));
  for (let at = startsAt + 2_000; at < endsAt; at += 24 * hourMs)
    agenda.at(at, () => fleet.run('reconcile.sweep'));
  agenda.at(healsAt, injector.heal);

  const someEve = (): number => eveOf(random.pick(season.sessions).starts[0]?.at ?? startsAt);
  // From right before reminders go out until a range has begun in which nobody may be disturbed, or only for a while.
  if (injector.isPlanned('line.blackout')) {
    const { from, minutes } = random.pick([
      { from: someEve() - 33 * minuteMs, minutes: 20 },
      { from: someEve() - 3 * minuteMs, minutes: random.pick([10, 25, 65]) },
    ]);
    agenda.at(from, () => line.setAway(from + minutes * minuteMs));
  }
  if (injector.isPlanned('slack.blackout')) {
    const from = random.pick([someEve() + 57 * minuteMs, someEve() + dayMs - 123 * minuteMs]);
    agenda.at(from, () => slack.setAway(from + random.integer(8, 25) * minuteMs));
  }
  if (injector.happens('line.monthly-limit')) {
    const at = startsAt + random.integer(1, 100) * hourMs;
    agenda.at(at, () => line.broadcast(random.integer(0, 9)));
    if (random.chance(0.5)) agenda.at(at + 10 * minuteMs, () => fleet.run('quota.reconcile'));
  }
  if (injector.happens('line.blocked')) {
    const one = random.pick(actors.participants);
    agenda.at(startsAt + random.integer(1, 120) * hourMs, one.block);
  }

  /** Sessions whose reminder is on its way right now. */
  const underWay = (now: number): readonly PlannedSession[] =>
    season.sessions.filter((session) => {
      const at = standingStart(session);
      if (at === null || at <= now) return false;
      const since = now - eveOf(at);
      return since >= 0 && since < sendingForMs;
    });
  return ({ label, thread }) => {
    if (!thread.name.startsWith('process')) return;
    if (!injector.isPlanned('session.moved') && !injector.isPlanned('session.cancelled')) return;
    const [session] = underWay(scheduler.now());
    if (session === undefined || label.startsWith('sql gates')) return;
    if (session.starts.length < 3 && injector.happens('session.moved')) desk.move(session);
    else if (injector.happens('session.cancelled')) desk.cancel(session);
  };
}
