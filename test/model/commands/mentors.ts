import fc from 'fast-check';
import { isAboutDates } from '../reading/read-button.ts';
import type { Button } from '../world/phones.ts';
import type { OpenModal } from '../world/screens.ts';
import type { World } from '../world/world.ts';
import { click, command, type Filled, fill } from './acting.ts';
import type { DatesCommand } from './commands.ts';
import { conduct, type Model } from './run.ts';
import { type Slot, slots, slotText, startOf } from './slots.ts';

/** One of the pair, or who was one of it last: as long as nobody was, the first. */
export type Chair = 'first' | 'second' | 'former';

export const chairs = fc.constantFrom<Chair[]>('first', 'first', 'second', 'second', 'former');

export function inChair({ truth: { pair }, partings }: Model, chair: Chair): string {
  const former = [...partings.keys()].at(-1);
  const [first = '', second = ''] = pair;
  return chair === 'former' ? (former ?? first) : chair === 'first' ? first : second;
}

export type Form = {
  readonly slots: readonly Slot[];
  readonly mode: Filled['mode'];
  readonly minutes: number;
};

export const forms: fc.Arbitrary<Form> = fc.record({
  slots: fc.array(slots, { minLength: 1, maxLength: 3 }),
  mode: fc.constantFrom('offer', 'offer', 'offer', 'agreed'),
  minutes: fc.constantFrom(40, 40, 90),
});

/** Any button about dates on a mentor's screens, also one that was drawn away since. */
export const clicks: fc.Arbitrary<DatesCommand> = fc
  .tuple(chairs, fc.nat({ max: 16 }), fc.boolean())
  .map(([chair, back, twice]) => ({
    check: () => true,
    run: async (model, world) => {
      const who = inChair(model, chair);
      const button = clickable(world, who, back);
      if (button !== null) await conduct(model, world, [click(world, who, button, model.known)], { twice });
    },
    toString: () => `the ${chair} clicks the button ${back} back${twice ? ', twice' : ''}`,
  }));

/** `/bansou` and what it opens or shows; the modal stays open. */
export const orders: fc.Arbitrary<DatesCommand> = fc
  .tuple(chairs, fc.constantFrom('schedule', 'move', 'cancel', 'next'))
  .map(([chair, word]) => ({
    check: () => true,
    run: (model, world) => conduct(model, world, [command(world, inChair(model, chair), word)]),
    toString: () => `the ${chair} types /bansou ${word}`,
  }));

/** Opens the modal, chooses a time in it and sends it. */
export const proposes: fc.Arbitrary<DatesCommand> = fc
  .tuple(chairs, fc.constantFrom('schedule', 'move', 'move'), forms)
  .map(([chair, word, form]) => ({
    check: () => true,
    run: (model, world) => propose(model, world, inChair(model, chair), { word, form }),
    toString: () => `the ${chair} types /bansou ${word} and sends ${formText(form)}`,
  }));

export async function propose(
  model: Model,
  world: World,
  who: string,
  { word, form }: { readonly word: string; readonly form: Form },
): Promise<void> {
  await conduct(model, world, [command(world, who, word)]);
  const open = world.screens.modalsOf(who).at(-1);
  if (open === undefined) return;
  const filled = toFilled(form, world);
  const options = { known: model.known, picking: true } as const;
  await conduct(model, world, [fill(world, who, open, filled, options)]);
  await submit(model, world, who, { open, filled });
}

/** Sends a modal that was opened before, perhaps long ago. */
export const submits: fc.Arbitrary<DatesCommand> = fc
  .tuple(chairs, fc.nat({ max: 2 }), forms)
  .map(([chair, back, form]) => ({
    check: () => true,
    run: async (model, world) => {
      const who = inChair(model, chair);
      const open = openModal(world, who, back);
      if (open !== null) await submit(model, world, who, { open, filled: toFilled(form, world) });
    },
    toString: () => `the ${chair} sends the modal ${back} back with ${formText(form)}`,
  }));

export function clickable(world: World, who: string, back: number): Button | null {
  const mine = world.screens.buttonsOf(who).filter(isAboutDates);
  return mine.length === 0 ? null : (mine.at(-1 - (back % mine.length)) ?? null);
}

export function openModal(world: World, who: string, back: number): OpenModal | null {
  const mine = world.screens.modalsOf(who);
  return mine.length === 0 ? null : (mine.at(-1 - (back % mine.length)) ?? null);
}

async function submit(
  model: Model,
  world: World,
  who: string,
  { open, filled }: { readonly open: OpenModal; readonly filled: Filled },
): Promise<void> {
  await conduct(model, world, [fill(world, who, open, filled, { known: model.known })]);
  if (world.screens.errorsOf(who) === null) world.screens.close(who, open.viewId);
}

export function toFilled({ slots: chosen, mode, minutes }: Form, world: World): Filled {
  return { starts: chosen.map((slot) => startOf(slot, world.clock.ms())), mode, minutes };
}

export function formText({ slots: chosen, mode, minutes }: Form): string {
  return `${chosen.map(slotText).join(', ')} (${mode}, ${minutes} minutes)`;
}
