import fc from 'fast-check';
import type { World } from '../world/world.ts';
import { click, command, fill, type Sent, say, tap } from './acting.ts';
import type { DatesCommand } from './commands.ts';
import { deskCancel, deskMove, deskReplace } from './desk.ts';
import {
  type Chair,
  chairs,
  clickable,
  type Form,
  forms,
  formText,
  inChair,
  openModal,
  toFilled,
} from './mentors.ts';
import { buttonBack, pick, whoOnLine } from './participants.ts';
import { conduct, type Model } from './run.ts';
import { type Slot, slots } from './slots.ts';

/** What one person does in the same second as others. */
type Deed =
  | { readonly kind: 'press'; readonly who: string; readonly back: number }
  | { readonly kind: 'click'; readonly chair: Chair; readonly back: number }
  | { readonly kind: 'pick'; readonly who: string; readonly slot: Slot }
  | { readonly kind: 'submit'; readonly chair: Chair; readonly back: number; readonly form: Form }
  | { readonly kind: 'say'; readonly who: string }
  | { readonly kind: 'deskMove'; readonly back: number; readonly slot: Slot }
  | { readonly kind: 'deskCancel'; readonly back: number }
  | { readonly kind: 'deskReplace'; readonly leaver: number; readonly comer: number };

const back = fc.nat({ max: 6 });
const deeds: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('press'), who: whoOnLine, back }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('click'), chair: chairs, back }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('submit'), chair: chairs, back, form: forms }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pick'), who: whoOnLine, slot: slots }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('say'), who: whoOnLine }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deskMove'), back, slot: slots }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deskCancel'), back }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('deskReplace'),
      leaver: fc.nat({ max: 1 }),
      comer: fc.nat({ max: 1 }),
    }),
  },
);

/** Several people in the same second, and perhaps the workers: transactions that run beside each other. */
export const atOnce: fc.Arbitrary<DatesCommand> = fc
  .tuple(fc.array(deeds, { minLength: 2, maxLength: 3 }), fc.boolean())
  .map(([several, withWork]) => ({
    check: () => true,
    run: async (model, world) => {
      const sents = several.flatMap((deed) => toSent(deed, model, world) ?? []);
      const orders = several.flatMap((deed) => toOrder(deed, model, world) ?? []);
      await conduct(model, world, sents, {
        besides: () =>
          Promise.all([...orders.map(({ run }) => run()), withWork ? world.workSlowly() : undefined]),
        acts: orders.map(({ act }) => act),
      });
    },
    toString: () =>
      `at once: ${several.map((deed) => JSON.stringify(deed)).join(' ')}${withWork ? ' and the workers' : ''}`,
  }));

/** Both mentors have the modal open, and send it in the same second. */
export const bothPropose: fc.Arbitrary<DatesCommand> = fc
  .tuple(fc.constantFrom('schedule', 'move'), forms, forms)
  .map(([word, ...filled]) => ({
    check: () => true,
    run: async (model, world) => {
      const pair = [...model.truth.pair];
      for (const who of pair) await conduct(model, world, [command(world, who, word)]);
      const sents = pair.flatMap((who, index) => {
        const open = openModal(world, who, 0);
        const form = filled[index];
        return open === null || form === undefined
          ? []
          : [fill(world, who, open, toFilled(form, world), { known: model.known })];
      });
      await conduct(model, world, sents);
    },
    toString: () => `both type /bansou ${word} and send ${filled.map(formText).join(' and ')} at once`,
  }));

function toSent(deed: Deed, model: Model, world: World): Sent | null {
  switch (deed.kind) {
    case 'press': {
      const button = buttonBack(world, deed.who, deed.back);
      return button === null ? null : tap(world, deed.who, button, model.known);
    }
    case 'click': {
      const who = inChair(model, deed.chair);
      const button = clickable(world, who, deed.back);
      return button === null ? null : click(world, who, button, model.known);
    }
    case 'submit': {
      const who = inChair(model, deed.chair);
      const open = openModal(world, who, deed.back);
      const filled = toFilled(deed.form, world);
      return open === null ? null : fill(world, who, open, filled, { known: model.known });
    }
    case 'pick':
      return pick(model, world, deed.who, deed.slot);
    case 'say':
      return say(world, deed.who, 'こんにちは');
    case 'deskMove':
    case 'deskCancel':
    case 'deskReplace':
      return null;
  }
}

function toOrder(deed: Deed, model: Model, world: World) {
  if (deed.kind === 'deskReplace') return deskReplace(model, world, deed);
  if (deed.kind === 'deskMove') return deskMove(model, world, deed.back, deed.slot);
  return deed.kind === 'deskCancel' ? deskCancel(model, world, deed.back) : null;
}
