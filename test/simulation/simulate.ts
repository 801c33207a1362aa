import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { plantedSeeds, runPlanted } from './command/planted.ts';
import { runSeeds, type SeedOutcome } from './command/run-seeds.ts';
import { hasFailed, sumUp, totalsText } from './command/totals.ts';

const help = `npm run simulate -- [options]

Plays seeded weeks of the whole product in one process each: real storage, simulated time, platforms, queue and
crashes. Exits with 1 when a promise was not kept, or when a fault never happened although there were seeds enough.

  --seeds N     how many seeds (50)
  --from S      the first of them (1)
  --seed S      this one alone, with everything that happens in it
  --planted     plants each known bug into a copy of the project; fails unless it is found within ${plantedSeeds} seeds
  --jobs N      seeds at a time (as many as there are processors)
  --json        the last line is one JSON object
`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '50' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    planted: { type: 'boolean', default: false },
    'until-breach': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function numberOf(name: 'seeds' | 'from' | 'seed' | 'jobs'): number {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number > 0) return number;
  process.stderr.write(`--${name} takes a whole number above 0\n`);
  process.exit(2);
}

/** A line that moves on a terminal, one line in a while elsewhere. */
function showProgress(played: number, count: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${played} of ${count}${played === count ? '\n' : ''}`);
  else if (played % 50 === 0 && played < count) process.stderr.write(`${played} of ${count}\n`);
}

async function playPlanted(): Promise<boolean> {
  return runPlanted({
    from: numberOf('from'),
    jobs: numberOf('jobs'),
    onPlanted: ({ bug, caught, problem }) => {
      const how =
        caught === null
          ? `NOT CAUGHT: ${problem ?? ''}`
          : `caught within ${caught.seeds} seeds: ${caught.breach}`;
      process.stdout.write(`${bug.padEnd(24)}${how}\n`);
    },
  });
}

async function playSeeds(): Promise<boolean> {
  const only = values.seed === undefined ? null : numberOf('seed');
  const from = only ?? numberOf('from');
  const count = only === null ? numberOf('seeds') : 1;
  const outcomes: SeedOutcome[] = [];
  const begunAt = performance.now();
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  await runSeeds({
    seeds: Array.from({ length: count }, (_, index) => from + index),
    jobs: numberOf('jobs'),
    onOutcome: (outcome) => {
      outcomes.push(outcome);
      showProgress(outcomes.length, count);
      return !values['until-breach'] || !hasFailed(sumUp(outcomes));
    },
    ...(only === null ? {} : { onTrace: say }),
  });
  const totals = sumUp(outcomes);
  const wallSeconds = (performance.now() - begunAt) / 1000;
  say(totalsText(totals, wallSeconds));
  const [first] = outcomes;
  if (only !== null && first?.kind === 'played') say(`fingerprint ${first.result.fingerprint}`);
  if (values.json) say(JSON.stringify({ ...totals, wallSeconds: Math.round(wallSeconds) }));
  return !hasFailed(totals);
}

if (values.help) process.stdout.write(help);
else process.exitCode = (await (values.planted ? playPlanted() : playSeeds())) ? 0 : 1;
