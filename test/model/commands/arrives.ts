import fc from 'fast-check';
import type { World } from '../world/world.ts';
import type { DatesCommand } from './commands.ts';
import { conduct, type Model } from './run.ts';

/** One of the events that were on their way arrives, in any order. */
export const arrives: fc.Arbitrary<DatesCommand> = fc.nat({ max: 5 }).map((which) => ({
  check: ({ late }) => late.length > 0,
  run: (model, world) => arrive(model, world, which % model.late.length),
  toString: () => `late event ${which} arrives`,
}));

export async function arrive(model: Model, world: World, index: number): Promise<void> {
  const [sent] = model.late.splice(index, 1);
  if (sent !== undefined) await conduct(model, world, [sent]);
}
