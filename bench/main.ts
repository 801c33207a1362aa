import { parseArgs } from 'node:util';
import { startRedis } from '../test/support/redis.ts';
import { findProgram } from '../test/support/requirements.ts';
import { measureBullmqLateness, measureOurLateness } from './deliveries/measure-lateness.ts';
import { measureRollup } from './digests/measure-rollup.ts';
import { startBenchPostgres } from './support/database.ts';
import { round } from './support/rounds.ts';
import { measureAcks } from './webhooks/measure-acks.ts';

const HELP = `npm run bench -- [--json] [--quick]

Measures the functions that production calls beside baselines of the same run, on databases made by the
migrations. --json: the last line is one JSON object. --quick: fewer rounds and rows. How to read the
figures: docs/operations.md.`;

type Figures = Record<string, number | string>;
type Bench = { readonly name: string; readonly run: () => Promise<Figures> };

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, quick: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});
const quick = values.quick === true;
const rounds = quick ? 3 : 6;

if (values.help === true) console.log(HELP);
else await runAll();

async function runAll(): Promise<void> {
  const postgres = await startBenchPostgres();
  const figures: Figures = {};
  const benches: readonly Bench[] = [
    { name: 'webhooks, LINE', run: () => acks('line', postgres.migrated) },
    { name: 'webhooks, Slack', run: () => acks('slack', postgres.migrated) },
    { name: 'deliveries', run: () => deliveries(postgres.migrated) },
    { name: 'digests', run: () => digests(postgres.migrated) },
  ];
  try {
    for (const { name, run } of benches) {
      process.stderr.write(`${name}...\n`);
      Object.assign(figures, await run());
    }
  } finally {
    await postgres.stop();
  }
  for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(28)} ${value}`);
  if (values.json === true) console.log(JSON.stringify(figures));
}

type Migrated = Awaited<ReturnType<typeof startBenchPostgres>>['migrated'];

/** Acknowledged webhooks a second as ratios of the plain ways to do it. */
async function acks(platform: 'line' | 'slack', migrated: Migrated): Promise<Figures> {
  const of = platform === 'line' ? 'Line' : 'Slack';
  const acked = await measureAcks(platform, { databaseUrl: await migrated(`acks_${platform}`), rounds });
  return {
    [`ackPerSecond${of}`]: Math.round(acked.ours),
    [`ackP99Ms${of}`]: round(acked.ourP99Ms, 1),
    [`ackVsBareInsert${of}`]: round(acked.ours / acked.bareInsert, 2),
    [`ackVsSdk${of}`]: round(acked.ours / acked.sdk, 2),
    ...(platform === 'line' ? { ackVsBareHmac: round(acked.ours / acked.bareHmac, 2) } : {}),
    ...(platform === 'line' ? { serverPeakMb: Math.round(acked.ourPeakMb) } : {}),
  };
}

/** How late deliveries are that are all due in one second, beside delayed jobs of BullMQ on Redis. */
async function deliveries(migrated: Migrated): Promise<Figures> {
  const count = quick ? 1_000 : 10_000;
  const ours = await measureOurLateness(await migrated('deliveries'), count);
  const own = {
    deliveries: count,
    deliveriesPerSecond: Math.round(ours.perSecond),
    latenessP99Ms: Math.round(ours.p99Ms),
  };
  if (findProgram('redis-server') === null)
    return { ...own, latenessP99VsBullmq: 'skipped: no redis-server' };
  const redis = await startRedis();
  try {
    const theirs = await measureBullmqLateness(redis.url, count);
    return { ...own, latenessP99VsBullmq: round(ours.p99Ms / theirs.p99Ms, 2) };
  } finally {
    await redis.stop();
  }
}

/** The figures of one programme of fifty and one week, as reflections pile up. */
async function digests(migrated: Migrated): Promise<Figures> {
  const sizes = [
    { name: '10k', sessionsPerWeek: 1, weeks: 52 },
    { name: '100k', sessionsPerWeek: 5, weeks: 104 },
    ...(quick ? [] : [{ name: '1M', sessionsPerWeek: 48, weeks: 104 }]),
  ];
  const figures: Figures = {};
  for (const { name, ...size } of sizes) {
    const { ms, explain } = await measureRollup(await migrated(`digest_${name.toLowerCase()}`), {
      programmes: 50,
      ...size,
    });
    figures[`digestMs${name}`] = round(ms, 2);
    console.log(`-- ${name}: the plan of the rollup\n${explain.join('\n')}`);
  }
  return figures;
}
