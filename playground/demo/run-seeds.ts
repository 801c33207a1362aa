import { exitWith } from '../../src/shared/process.ts';
import { isGood } from './is-good.ts';
import { playSeason, type SeasonChosen, startDatabase } from './play-season.ts';
import { troublesOf } from './show/summary.ts';

type SeedOutcome = {
  readonly seed: number;
  readonly isGood: boolean;
  readonly worstMonth: string;
  readonly pushes: number;
};

const target = 120;

/**
 * Plays the season so often, each time with the next seed, and says which month cost most on LINE. Answers the exit
 * code: 1 when a season was not good or a month went above the target.
 */
export async function runSeeds(
  options: SeasonChosen & { readonly seeds: number; readonly json: boolean },
): Promise<number> {
  const server = await startDatabase();
  const outcomes: SeedOutcome[] = [];
  try {
    for (let seed = options.seed ?? 1; outcomes.length < options.seeds; seed += 1) {
      const outcome = await playSeed({ ...options, seed }, server.url);
      outcomes.push(outcome);
      const { worstMonth, pushes } = outcome;
      process.stdout.write(
        `seed ${seed}: ${outcome.isGood ? 'good' : 'NOT GOOD'}, most pushes ${pushes} (${worstMonth})\n`,
      );
    }
  } catch (error) {
    await server.stop().catch(() => undefined);
    exitWith(error);
  } finally {
    await server.stop();
  }
  const worst = outcomes.reduce((one, other) => (other.pushes > one.pushes ? other : one));
  const bad = outcomes.filter((outcome) => !outcome.isGood).map(({ seed }) => seed);
  if (options.json) {
    const { seed, worstMonth, pushes } = worst;
    process.stdout.write(
      `${JSON.stringify({ seeds: outcomes.length, notGood: bad, worst: { seed, month: worstMonth, pushes } })}\n`,
    );
  }
  return bad.length === 0 && worst.pushes <= target ? 0 : 1;
}

async function playSeed(chosen: SeasonChosen & { readonly seed: number }, url: string): Promise<SeedOutcome> {
  const played = await playSeason(chosen, url);
  const months = Object.entries(played.verdict.figures.linePushesByMonth);
  const [worstMonth, pushes] = months.reduce((one, other) => (other[1] > one[1] ? other : one), ['', 0]);
  for (const trouble of troublesOf(played)) process.stdout.write(`! ${trouble}\n`);
  await played.world.close();
  return { seed: chosen.seed, isGood: isGood(played), worstMonth, pushes };
}
