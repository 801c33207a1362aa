import { arrive } from '../commands/arrives.ts';
import { type Model, passUntil } from '../commands/run.ts';
import type { World } from '../world/world.ts';
import { judgeAsked, judgeCalendars } from './judge-asked.ts';
import { judgeReminders } from './judge-reminders.ts';

const dayMs = 86_400_000;

/** What people do once everything has come to rest: they wait for what comes, or ask first. */
export type Ending = 'wait' | 'ask';

/**
 * What was on its way arrives, and then nobody does anything until the last meeting is over that anybody could be waiting
 * for: one truth, reminders that match it, and nobody with another time in mind.
 */
export async function judgeEnd(model: Model, world: World, ending: Ending): Promise<void> {
  while (model.late.length > 0) await arrive(model, world, 0);
  // Whoever has just come is found in Slack.
  await world.work();
  await judgeCalendars(model, world);
  if (ending === 'ask') await judgeAsked(model, world);
  await passUntil(model, world, world.clock.ms() + 9 * dayMs);
  await judgeReminders(model, world);
}
