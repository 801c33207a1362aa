import { arrive } from '../commands/arrives.ts';
import { type Model, passUntil } from '../commands/run.ts';
import type { World } from '../world/world.ts';

const dayMs = 86_400_000;

/**
 * Everything comes to rest: what was on its way arrives, then nobody does anything until the last meeting is over that
 * anybody could be waiting for.
 */
export async function judgeEnd(model: Model, world: World): Promise<void> {
  while (model.late.length > 0) await arrive(model, world, 0);
  await passUntil(model, world, world.clock.ms() + 9 * dayMs);
}
