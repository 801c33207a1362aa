import fc from 'fast-check';
import { type Command, Refusal } from '../../../src/commands/command.ts';
import { mentorReplace } from '../../../src/commands/mentor-replace.ts';
import { sessionCancel, sessionMove } from '../../../src/commands/sessions.ts';
import { textsFor } from '../../../src/i18n/index.ts';
import type { Act } from '../model/acts.ts';
import { comers, emailOf, nameOf } from '../world/people.ts';
import type { World } from '../world/world.ts';
import type { DatesCommand } from './commands.ts';
import { conduct, type Model } from './run.ts';
import { dateOf, type Slot, slots, slotText, startOf } from './slots.ts';

/** A coordinator's command on one of the meetings, and what it means; null where there is no meeting yet. */
export type DeskOrder = { readonly act: Act; readonly run: () => Promise<void> } | null;

const which = fc.nat({ max: 3 });

export const deskMoves: fc.Arbitrary<DatesCommand> = fc.tuple(which, slots).map(([back, slot]) => ({
  check: ({ truth }) => truth.meetings.length > 0,
  run: (model, world) => carryOut(model, world, deskMove(model, world, back, slot)),
  toString: () => `the desk moves the meeting ${back} back to ${slotText(slot)}`,
}));

export const deskCancels: fc.Arbitrary<DatesCommand> = which.map((back) => ({
  check: ({ truth }) => truth.meetings.length > 0,
  run: (model, world) => carryOut(model, world, deskCancel(model, world, back)),
  toString: () => `the desk calls off the meeting ${back} back`,
}));

export const deskReplaces: fc.Arbitrary<DatesCommand> = fc
  .record({ leaver: fc.nat({ max: 1 }), comer: fc.nat({ max: 1 }) })
  .map((chosen) => ({
    check: () => true,
    run: (model, world) => carryOut(model, world, deskReplace(model, world, chosen)),
    toString: () => `the desk puts comer ${chosen.comer} in the place of mentor ${chosen.leaver}`,
  }));

export function deskMove(model: Model, world: World, back: number, slot: Slot): DeskOrder {
  const number = numberBack(model, back);
  if (number === null) return null;
  const now = world.clock.ms();
  const options = { session: `01/mentoring/${number}`, date: dateOf(slot, now), start: slot.time };
  return {
    act: { kind: 'deskMove', number, at: startOf(slot, now) },
    run: () => order(world, sessionMove, options),
  };
}

export function deskCancel(model: Model, world: World, back: number): DeskOrder {
  const number = numberBack(model, back);
  if (number === null) return null;
  return {
    act: { kind: 'deskCancel', number },
    run: () => order(world, sessionCancel, { session: `01/mentoring/${number}` }),
  };
}

export function deskReplace(
  { truth }: Model,
  world: World,
  chosen: { readonly leaver: number; readonly comer: number },
): DeskOrder {
  const from = truth.pair[chosen.leaver];
  const comer = comers[chosen.comer];
  if (from === undefined || comer === undefined) return null;
  const { code, zone } = comer;
  const options = { team: '01', from, to: code, name: nameOf(code), email: emailOf(code), zone };
  return {
    act: { kind: 'replace', from, to: code },
    run: () => order(world, mentorReplace, options),
  };
}

async function carryOut(model: Model, world: World, given: DeskOrder): Promise<void> {
  if (given !== null) await conduct(model, world, [], { besides: given.run, acts: [given.act] });
}

function numberBack({ truth }: Model, back: number): number | null {
  const { meetings } = truth;
  return meetings.length === 0 ? null : (meetings.at(-1 - (back % meetings.length))?.number ?? null);
}

/** The command as it is typed; refused is a fine answer, for nothing has changed then. */
async function order(
  world: World,
  { run }: Command,
  options: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    await run({
      desk: world.desk,
      clock: world.clock,
      texts: textsFor('ja').cli,
      language: 'ja',
      args: { words: [], options: { programme: 'simulated', ...options }, flags: new Set() },
      print: () => undefined,
      secretKey: undefined,
      line: undefined,
      baseUrl: undefined,
      readFile: () => Promise.reject(new Error('no file is read')),
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
