import fc from 'fast-check';
import { isAboutDates } from '../reading/read-button.ts';
import { participants } from '../world/people.ts';
import type { Button } from '../world/phones.ts';
import type { World } from '../world/world.ts';
import { type Sent, say, tap } from './acting.ts';
import type { DatesCommand } from './commands.ts';
import { forms, formText, inChair, propose } from './mentors.ts';
import { conduct, type Model } from './run.ts';
import { pickedText, type Slot, slots, slotText } from './slots.ts';

/** How an event travels: once, twice at the same moment, or later than others. */
export type Travel = 'once' | 'twice' | 'late';

const travels: fc.Arbitrary<Travel> = fc.constantFrom('once', 'once', 'once', 'twice', 'late');
export const whoOnLine = fc.constantFrom(...participants);

/** Presses any button about dates that stands on a phone, mostly a newer one. */
export const presses: fc.Arbitrary<DatesCommand> = fc
  .tuple(whoOnLine, fc.nat({ max: 24 }), travels)
  .map(([who, back, travel]) => ({
    check: () => true,
    run: async (model, world) => {
      const button = buttonBack(world, who, back);
      if (button !== null) await travelOn(model, world, tap(world, who, button, model.known), travel);
    },
    toString: () => `${who} presses the button ${back} back, ${travel}`,
  }));

/** Picks a time of their own where the newest message lets them. */
export const picks: fc.Arbitrary<DatesCommand> = fc
  .tuple(whoOnLine, slots, travels)
  .map(([who, slot, travel]) => ({
    check: () => true,
    run: async (model, world) => {
      const sent = pick(model, world, who, slot);
      if (sent !== null) await travelOn(model, world, sent, travel);
    },
    toString: () => `${who} picks ${slotText(slot)}, ${travel}`,
  }));

/** Marks one of the newest times and gives the answer. */
export const answers: fc.Arbitrary<DatesCommand> = fc
  .tuple(whoOnLine, fc.nat({ max: 2 }))
  .map(([who, index]) => ({
    check: () => true,
    run: async (model, world) => {
      await mark(model, world, who, index);
      await conduct(model, world, giving(model, world, who));
    },
    toString: () => `${who} answers with time ${index}`,
  }));

async function mark(model: Model, world: World, who: string, index: number): Promise<void> {
  const times = newest(world, who, (button) => / \d+:\d\d$/u.test(button.label));
  const time = times[index % Math.max(1, times.length)];
  if (time !== undefined) await conduct(model, world, [tap(world, who, time, model.known)]);
}

function giving(model: Model, world: World, who: string): readonly Sent[] {
  const [give] = newest(world, who, ({ label }) => label === 'これで返す');
  return give === undefined ? [] : [tap(world, who, give, model.known)];
}

/** The pair offers times, all participants choose the same one, and give it one after the other or in the same second. */
export const agree: fc.Arbitrary<DatesCommand> = fc
  .tuple(fc.constantFrom('schedule', 'move'), forms, fc.nat({ max: 2 }), fc.boolean())
  .map(([word, form, index, together]) => ({
    check: () => true,
    run: async (model, world) => {
      await propose(model, world, inChair(model, 'first'), { word, form: { ...form, mode: 'offer' } });
      // The times ride on the next answer.
      for (const who of participants) await conduct(model, world, [say(world, who, 'こんにちは')]);
      for (const who of participants) await mark(model, world, who, index);
      const given = participants.map((who) => giving(model, world, who));
      for (const sents of together ? [given.flat()] : given) await conduct(model, world, sents);
    },
    toString: () =>
      `all agree by /bansou ${word} on time ${index} of ${formText(form)}${together ? ', in the same second' : ''}`,
  }));

export const says: fc.Arbitrary<DatesCommand> = fc.tuple(whoOnLine, travels).map(([who, travel]) => ({
  check: () => true,
  run: (model, world) => travelOn(model, world, say(world, who, 'こんにちは'), travel),
  toString: () => `${who} says hello, ${travel}`,
}));

/** Asks for the next meeting, or says that they cannot come to it. */
export const asks: fc.Arbitrary<DatesCommand> = fc
  .tuple(whoOnLine, fc.constantFrom('次回', '次回', '行けなくなった'))
  .map(([who, word]) => ({
    check: () => true,
    run: (model, world) => conduct(model, world, [say(world, who, word)]),
    toString: () => `${who} writes ${word}`,
  }));

/** The button so many back among those about dates; the oldest is never out of reach. */
export function buttonBack(world: World, who: string, back: number): Button | null {
  const mine = world.phones.buttonsOf(who).filter((button) => button.kind === 'act' && isAboutDates(button));
  return mine.length === 0 ? null : (mine.at(-1 - (back % mine.length)) ?? null);
}

export function pick(model: Model, world: World, who: string, slot: Slot): Sent | null {
  const picker = world.phones.buttonsOf(who).findLast(({ kind }) => kind === 'pick');
  if (picker === undefined) return null;
  return tap(world, who, picker, model.known, pickedText(slot, world.clock.ms()));
}

/** The buttons of the newest message that has any of the kind. */
export function newest(world: World, who: string, isMeant: (button: Button) => boolean): readonly Button[] {
  const mine = world.phones.buttonsOf(who).filter((button) => isAboutDates(button) && isMeant(button));
  const message = mine.at(-1)?.message;
  return mine.filter((button) => button.message === message);
}

async function travelOn(model: Model, world: World, sent: Sent, travel: Travel): Promise<void> {
  if (travel === 'late') model.late.push(sent);
  else await conduct(model, world, [sent], { twice: travel === 'twice' });
}
