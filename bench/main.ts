import { parseArgs } from 'node:util';
import { startRedis } from '../test/support/redis.ts';
import { findProgram } from '../test/support/requirements.ts';
import { measureBullmqLateness, measureOurLateness } from './deliveries/measure-lateness.ts';
import { measureMondays } from './digests/measure-mondays.ts';
import { measureRollup } from './digests/measure-rollup.ts';
import { startBenchPostgres } from './support/database.ts';
import { round } from './support/rounds.ts';
import { measureAcks } from './webhooks/measure-acks.ts';

const HELP = `npm run bench -- [--json] [--quick]

Measures the functions that production calls beside baselines of the same run, on databases made by the
migrations. --json: the last line is one JSON object. --quick: fewer rounds and rows. The whole run needs
20 GB of disk for a while. How to read the figures: docs/operations.md.`;

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
    { name: 'digests', run: () => digests(postgres) },
    { name: 'a Monday of digests', run: () => mondays(postgres) },
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

type Postgres = Awaited<ReturnType<typeof startBenchPostgres>>;
type Migrated = Postgres['migrated'];

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
async function digests({ migrated, drop }: Postgres): Promise<Figures> {
  const sizes = [
    { name: '10k', sessionsPerWeek: 1, weeks: 52 },
    { name: '100k', sessionsPerWeek: 5, weeks: 104 },
    { name: '1M', sessionsPerWeek: 48, weeks: 104 },
    { name: '10M', sessionsPerWeek: 480, weeks: 104 },
  ];
  const figures: Figures = {};
  for (const { name, ...size } of sizes) {
    if (quick && name === '10M') {
      figures.digestMs10M = 'skipped: --quick';
      continue;
    }
    const database = `digest_${name.toLowerCase()}`;
    const measured = await measureRollup(await migrated(database), { programmes: 50, ...size });
    figures[`digestMs${name}`] = round(measured.rollupMs, 2);
    figures[`digestFiguresMs${name}`] = round(measured.figuresMs, 2);
    figures[`digestWholeMs${name}`] = round(measured.digestMs, 1);
    const loaded = `${measured.reflections} reflections, loaded in ${Math.round(measured.loadSeconds)} s`;
    console.log(`-- ${name}: ${loaded}; the plans of the rollup and of the other figures`);
    console.log(measured.explain.join('\n'));
    await drop(database);
  }
  return figures;
}

/** A Monday of a thousand programmes beside one of ten, as the workers make it. */
async function mondays({ migrated, drop }: Postgres): Promise<Figures> {
  if (quick) return { digestScaling: 'skipped: --quick' };
  const few = { name: 'digests_10', programmes: 10 };
  const many = { name: 'digests_1000', programmes: 1_000 };
  const measured = await measureMondays({
    few: { databaseUrl: await migrated(few.name), programmes: few.programmes },
    many: { databaseUrl: await migrated(many.name), programmes: many.programmes },
  });
  for (const { name } of [few, many]) await drop(name);
  return {
    digestMadeMs10: round(measured.fewMs, 2),
    digestMadeMs1000: round(measured.manyMs, 2),
    digestScaling: round(measured.manyMs / measured.fewMs, 2),
  };
}
