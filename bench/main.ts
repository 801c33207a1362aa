import { parseArgs } from 'node:util';
import { startRedis } from '../test/support/databases/redis.ts';
import { findProgram } from '../test/support/requirements.ts';
import { benches } from './benches.ts';
import { printFigures } from './print-figures.ts';
import type { Bench, BenchContext, Figures } from './support/bench.ts';
import { startBenchPostgres } from './support/database.ts';

const HELP = `npm run bench -- [--json] [--quick] [--only <name>]...

Measures the functions that production calls beside baselines of the same run, on databases made by the
migrations. How to read the figures: docs/operations.md.
  --json   the last line is one JSON object
  --quick  five minutes on two cores: fewer rounds, no ten million rows
  --only   ${benches.map(({ name }) => name).join(', ')}`;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) console.log(HELP);
else await runAll(choose(values.only));

function choose(names: readonly string[]): readonly Bench[] {
  const unknown = names.find((name) => benches.every((bench) => bench.name !== name));
  if (unknown !== undefined) {
    console.error(`${unknown} is no bench.\n\n${HELP}`);
    process.exit(1);
  }
  return names.length === 0 ? benches : benches.filter(({ name }) => names.includes(name));
}

async function runAll(chosen: readonly Bench[]): Promise<void> {
  const postgres = await startBenchPostgres();
  const redis = findProgram('redis-server') === null ? null : await startRedis();
  const context: BenchContext = {
    quick: values.quick,
    migrated: postgres.migrated,
    drop: postgres.drop,
    redisUrl: redis?.url ?? null,
    explain: (title, plan) => console.log(`-- ${title}\n${plan.join('\n')}\n`),
  };
  const figures: Record<string, number | string> = {};
  try {
    for (const bench of benches) {
      const found = chosen.includes(bench)
        ? await run(bench, context)
        : missing(bench, 'skipped: not asked for');
      Object.assign(figures, found);
    }
  } finally {
    await redis?.stop();
    await postgres.stop();
  }
  printFigures(figures);
  if (values.json) console.log(JSON.stringify(figures));
}

/** The figures of one bench; where it fails, its reason stands in their place and the run goes on. */
async function run(bench: Bench, context: BenchContext): Promise<Figures> {
  const begunAt = performance.now();
  process.stderr.write(`${bench.name}... `);
  try {
    return { ...missing(bench, 'not measured'), ...(await bench.run(context)) };
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    return missing(bench, `failed: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    process.stderr.write(`${Math.round((performance.now() - begunAt) / 1000)} s\n`);
  }
}

function missing({ figures }: Bench, why: string): Figures {
  return Object.fromEntries(figures.map((name) => [name, why]));
}
