import { parseArgs } from 'node:util';
import { runSeason } from './demo/run-season.ts';

const { values } = parseArgs({
  options: {
    exit: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    year: { type: 'string', default: '2024' },
    seed: { type: 'string' },
    teams: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(
    'npm run demo -- [--exit] [--json] [--seed N] [--teams 01,03]\n  --exit  end after the season instead of serving http://localhost:3000/playground\n  --json  print the summary as one JSON object in the last line\n  --seed  let other things befall the same people\n  --teams play these teams alone\n',
  );
} else {
  process.exitCode = await runSeason({
    year: values.year,
    seed: values.seed === undefined ? undefined : Number(values.seed),
    teams: values.teams?.split(','),
    exits: values.exit,
    json: values.json,
    port: Number(process.env.PORT ?? 3000),
    redisUrl: process.env.REDIS_URL === '' ? undefined : process.env.REDIS_URL,
  });
}
