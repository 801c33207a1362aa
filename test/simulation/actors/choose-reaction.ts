import type { Random } from '../../../playground/world/random.ts';
import { humanDelayMs } from './human-delay.ts';
import type { Button } from './read-buttons.ts';

/** What somebody does about a message: taps one of its buttons, or writes where it asks for words. */
export type Reaction = { readonly kind: 'tap' | 'write'; readonly button: Button; readonly afterMs: number };

const hourMs = 3_600_000;

/** One way on among those that the message offers, or none. `ratings` still stand further up in the talk. */
export function chooseReaction(
  buttons: readonly Button[],
  ratings: readonly Button[],
  random: Random,
): Reaction | null {
  const answers = buttons.filter(({ action }) => action.kind === 'a');
  const stances = buttons.filter(({ action }) => action.kind === 's' && action.key === 'stance');
  const way = (...values: readonly string[]): readonly Button[] =>
    buttons.filter(({ action }) => action.kind === 'n' && values.includes(action.value)).slice(0, 1);
  const asksForWords = answers.length === 0 && way('start_over').length === 0;
  const options: readonly (readonly [Reaction['kind'], readonly Button[], number, number])[] = [
    ['tap', answers, 0.75, humanDelayMs(random)],
    ['tap', way('add_words'), 0.5, random.integer(3_000, 60_000)],
    ['write', asksForWords ? way('skip') : [], 0.7, random.integer(3_000, 900_000)],
    ['tap', way('send', 'next'), 0.8, humanDelayMs(random)],
    ['tap', stances, 0.15, humanDelayMs(random)],
    ['tap', way('open'), 0.3, random.integer(20, 40) * hourMs],
    ['tap', ratings, 0.15, humanDelayMs(random)],
  ];
  for (const [kind, offered, chance, afterMs] of options) {
    if (offered.length > 0 && random.chance(chance)) return { kind, button: random.pick(offered), afterMs };
  }
  return null;
}
