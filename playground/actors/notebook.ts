import type { Clock } from '../../src/shared/clock.ts';
import type { Given, Meant, QuestionKey } from '../seasons/answers.ts';
import type { Act } from '../seasons/judge-season.ts';

/** What an actor says to one question. */
export type Saying = { readonly session: string; readonly question: QuestionKey; readonly value: Meant };

/** An actor's own record of what they did and what they meant. */
export type Notebook = {
  readonly given: readonly Given[];
  readonly acts: readonly Act[];
  readonly puzzles: readonly string[];
  /** Notes that this person touches something now. */
  readonly act: () => void;
  readonly say: (saying: Saying) => void;
  /** Notes what they looked for in vain. */
  readonly puzzle: (what: string) => void;
};

/** An empty record of one person. */
export function createNotebook(person: string, clock: Clock): Notebook {
  const given: Given[] = [];
  const acts: Act[] = [];
  const puzzles: string[] = [];
  return {
    given,
    acts,
    puzzles,
    act: () => {
      acts.push({ person, at: clock.now() });
    },
    say: (saying) => {
      given.push({ person, ...saying, at: clock.now() });
    },
    puzzle: (what) => {
      puzzles.push(`${clock.now().toISOString()} ${person}: ${what}`);
    },
  };
}
