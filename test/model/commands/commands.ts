import fc from 'fast-check';
import type { World } from '../world/world.ts';
import { partnerAnswers, sudden } from './absences.ts';
import { arrives } from './arrives.ts';
import { atOnce, bothPropose } from './at-once.ts';
import { deskCancels, deskMoves, deskReplaces } from './desk.ts';
import { clicks, orders, proposes, submits } from './mentors.ts';
import { agree, answers, asks, picks, presses, says } from './participants.ts';
import { type Model, passUntil, work } from './run.ts';

export type DatesCommand = fc.AsyncCommand<Model, World>;

const minuteMs = 60_000;
const spans = [1, 5, 20, 60, 180, 600, 1_440, 2_880].map((minutes) => minutes * minuteMs);

/** Time passes, with everything that falls due. */
const passes: fc.Arbitrary<DatesCommand> = fc.constantFrom(...spans).map((ms) => ({
  check: () => true,
  run: (model, world) => passUntil(model, world, world.clock.ms() + ms),
  toString: () => `${ms / minuteMs} minutes pass`,
}));

/** Until shortly before the next meeting, when a mentor's word and its deadlines come close to each other. */
const comesNear: fc.Arbitrary<DatesCommand> = fc.constantFrom(150, 75, 50, 35, 20).map((minutes) => ({
  check: ({ truth }) => truth.meetings.some(({ state }) => state === 'planned'),
  run: (model, world) => {
    const now = world.clock.ms();
    const starts = model.truth.meetings
      .filter(({ state }) => state === 'planned')
      .map(({ at }) => at - minutes * minuteMs)
      .filter((at) => at > now);
    return starts.length === 0 ? Promise.resolve() : passUntil(model, world, Math.min(...starts));
  },
  toString: () => `${minutes} minutes before the next meeting`,
}));

/** The workers look what there is to send, at a moment of their own. */
const works: fc.Arbitrary<DatesCommand> = fc.constant({
  check: () => true,
  run: async (model, world) => {
    await work(model, world);
  },
  toString: () => 'the workers work',
});

/** Everything that people do about dates, more often what leads somewhere. */
export const allCommands = (replayPath?: string): fc.Arbitrary<Iterable<DatesCommand>> =>
  fc.commands(
    [
      proposes,
      proposes,
      submits,
      orders,
      clicks,
      clicks,
      agree,
      agree,
      answers,
      answers,
      presses,
      presses,
      presses,
      picks,
      says,
      asks,
      sudden,
      sudden,
      partnerAnswers,
      comesNear,
      deskMoves,
      deskCancels,
      deskReplaces,
      works,
      works,
      passes,
      passes,
      passes,
      arrives,
      atOnce,
      atOnce,
      bothPropose,
    ],
    { maxCommands: 30, size: 'max', ...(replayPath === undefined ? {} : { replayPath }) },
  );
