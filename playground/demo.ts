import { parseArgs } from 'node:util';
import { runSeason } from './demo/run-season.ts';
import { runSeeds } from './demo/run-seeds.ts';

const { values } = parseArgs({
  options: {
    exit: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    year: { type: 'string', default: '2024' },
    seed: { type: 'string' },
    seeds: { type: 'string' },
    teams: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const help = `npm run demo -- [--exit] [--json] [--seed N] [--seeds COUNT] [--teams 01,03]
  --exit   end after the season instead of serving http://localhost:3000/playground
  --json   print the summary as one JSON object in the last line
  --seed   let other things befall the same people
  --seeds  play that many seasons, from --seed (or 1) on, and name the month with the most pushes
  --teams  play these teams alone
`;

if (values.help) {
  process.stdout.write(help);
} else {
  const chosen = {
    year: values.year,
    seed: toNumber(values.seed),
    teams: values.teams?.split(','),
    json: values.json,
    port: Number(process.env.PORT ?? 3000),
    redisUrl: process.env.REDIS_URL === '' ? undefined : process.env.REDIS_URL,
  };
  const seeds = toNumber(values.seeds);
  process.exitCode =
    seeds === undefined
      ? await runSeason({ ...chosen, exits: values.exit })
      : await runSeeds({ ...chosen, seeds });
}

function toNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`${text} is no number of seasons`);
  return number;
}
