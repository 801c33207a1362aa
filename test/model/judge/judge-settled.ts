import type { Model } from '../commands/run.ts';
import { isOut } from '../model/truth.ts';
import { beliefsOf } from '../reading/beliefs.ts';
import { participants } from '../world/people.ts';
import type { World } from '../world/world.ts';
import { instant } from './compare.ts';

/** A day until what waits is pushed, and the longest night of all who read it. */
const withinMs = 36 * 3_600_000;

/**
 * A date that people settled in the chats is known to everybody a day and a night later, reminder or not. Judges what is due
 * now; answers the next instant to look, null where there is none.
 */
export function judgeSettled({ truth, settledAt, cameAt, known, late }: Model, world: World): number | null {
  const now = world.clock.ms();
  for (const [number, settled] of settledAt) {
    if (settled + withinMs > now) continue;
    settledAt.delete(number);
    const meeting = truth.meetings.find((one) => one.number === number);
    if (meeting?.state !== 'planned') continue;
    for (const who of [...participants, ...truth.pair]) {
      // Who has come since learns of it with its reminder.
      if ((cameAt.get(who) ?? -Infinity) >= settled) continue;
      if (isOut(meeting, who) || late.some((sent) => sent.who === who)) continue;
      const believed = beliefsOf(world.news, who, known).get(number) ?? null;
      if (believed !== meeting.at)
        throw new Error(
          `${who} was not told that meeting ${number} was settled for ${instant(meeting.at)} at ${instant(settled)}`,
        );
    }
  }
  return settledAt.size === 0 ? null : Math.min(...settledAt.values()) + withinMs;
}
