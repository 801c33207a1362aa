import fc from 'fast-check';
import { parseAction } from '../../../src/domain/messaging/actions.ts';
import type { Button } from '../world/phones.ts';
import type { World } from '../world/world.ts';
import { click, command } from './acting.ts';
import type { DatesCommand } from './commands.ts';
import { type Chair, inChair } from './mentors.ts';
import { conduct, work } from './run.ts';

const seats = fc.constantFrom<Chair[]>('first', 'second');

/** 急な都合で出られません, or the way back: whichever a mentor is shown for the next meeting. */
export const sudden: fc.Arbitrary<DatesCommand> = fc.tuple(seats, fc.boolean()).map(([chair, twice]) => ({
  check: () => true,
  run: async (model, world) => {
    const who = inChair(model, chair);
    await conduct(model, world, [command(world, who, 'next')]);
    const button = newestAbout(world, who, ['say', 'back']);
    if (button !== null) await conduct(model, world, [click(world, who, button, model.known)], { twice });
  },
  toString: () => `the ${chair} cannot come to the next meeting, or can after all${twice ? ', twice' : ''}`,
}));

/** One of the pair answers the newest question about the other, right away or not. */
export const partnerAnswers: fc.Arbitrary<DatesCommand> = fc
  .tuple(seats, fc.constantFrom('alone', 'alone', 'move', 'skip'))
  .map(([chair, choice]) => ({
    check: () => true,
    run: async (model, world) => {
      await work(model, world);
      const who = inChair(model, chair);
      const button = newestAbout(world, who, [choice]);
      if (button !== null) await conduct(model, world, [click(world, who, button, model.known)]);
    },
    toString: () => `the ${chair} answers for the other: ${choice}`,
  }));

/** The newest button on somebody's screens that says one of these things of a mentor who cannot come. */
function newestAbout(world: World, who: string, values: readonly string[]): Button | null {
  return (
    world.screens.buttonsOf(who).findLast(({ data }) => {
      const action = parseAction(data);
      return action?.key === 'absence' && values.includes(action.value.split('.')[0] ?? '');
    }) ?? null
  );
}
