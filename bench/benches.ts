import { measureBullmqLateness, measureOurLateness } from './deliveries/measure-lateness.ts';
import { measureResend } from './deliveries/measure-resend.ts';
import { measureWorkerMemory } from './deliveries/measure-worker-memory.ts';
import { measureMondays } from './digests/measure-mondays.ts';
import { measureRollup } from './digests/measure-rollup.ts';
import { measureSeason } from './measure-season.ts';
import type { Bench, BenchContext, Figures } from './support/bench.ts';
import { round } from './support/rounds.ts';
import { measureAcks } from './webhooks/measure-acks.ts';

/** Every bench, in the order they run. */
export const benches: readonly Bench[] = [
  {
    name: 'ack-line',
    figures: ['ackVsBareInsertLine', 'ackVsSdkLine', 'ackVsBareHmac', 'serverPeakMb'],
    run: (context) => acks('line', context),
  },
  {
    name: 'ack-slack',
    figures: ['ackVsBareInsertSlack', 'ackVsSdkSlack'],
    run: (context) => acks('slack', context),
  },
  { name: 'lateness', figures: ['latenessP99VsBullmq'], run: lateness },
  { name: 'resend', figures: ['killToResendSeconds'], run: resend },
  { name: 'worker-memory', figures: ['workerPeakMb'], run: workerMemory },
  { name: 'season', figures: ['seasonSeconds'], run: season },
  { name: 'digests', figures: ['digestMs1M', 'digestMs10M'], run: digests },
  { name: 'mondays', figures: ['digestScaling'], run: mondays },
];

/** Acknowledged webhooks a second as ratios of the plain ways to do it. */
async function acks(platform: 'line' | 'slack', context: BenchContext): Promise<Figures> {
  const { quick, migrated, redisUrl } = context;
  const of = platform === 'line' ? 'Line' : 'Slack';
  const acked = await measureAcks(platform, {
    databaseUrl: await migrated(`acks_${platform}`),
    redisUrl,
    rounds: { choosing: quick ? 1 : 2, counted: 6, milliseconds: quick ? 1_000 : 2_000 },
  });
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
async function lateness({ migrated, redisUrl, explain }: BenchContext): Promise<Figures> {
  const count = 10_000;
  const ours = await measureOurLateness({ databaseUrl: await migrated('deliveries'), redisUrl, count });
  explain('the claim', ours.explain);
  const own = {
    deliveries: count,
    deliveriesPerSecond: Math.round(ours.perSecond),
    latenessP99Ms: Math.round(ours.p99Ms),
  };
  if (redisUrl === null) return { ...own, latenessP99VsBullmq: 'skipped: no redis-server' };
  const theirs = await measureBullmqLateness(redisUrl, count);
  return { ...own, latenessP99VsBullmq: round(ours.p99Ms / theirs.p99Ms, 2) };
}

/** How long a delivery waits whose worker was killed in the middle of sending it. */
async function resend({ migrated, redisUrl }: BenchContext): Promise<Figures> {
  const seconds = await measureResend({ databaseUrl: await migrated('resend'), redisUrl });
  return { killToResendSeconds: round(seconds, 1) };
}

/** The memory of a worker that has far more to send than it can hold. */
async function workerMemory({ quick, migrated, redisUrl }: BenchContext): Promise<Figures> {
  const watchMs = quick ? 15_000 : 60_000;
  const databaseUrl = await migrated('worker_memory');
  const { peakMb, sent } = await measureWorkerMemory({ databaseUrl, redisUrl, due: 100_000, watchMs });
  return { workerPeakMb: Math.round(peakMb), workerWatchedSeconds: watchMs / 1_000, workerSent: sent };
}

/** The demo's whole season, as its own command plays it; a part of it where there is little time. */
async function season({ quick }: BenchContext): Promise<Figures> {
  if (!quick) return { seasonSeconds: await measureSeason(null) };
  const few = ['04', '17'];
  return {
    seasonSeconds: 'skipped: --quick plays two teams',
    seasonTwoTeamsSeconds: await measureSeason(few),
  };
}

/** The figures of one programme of fifty and one week, as reflections pile up. */
async function digests({ quick, migrated, drop, explain }: BenchContext): Promise<Figures> {
  const sizes = [
    { name: '10k', sessionsPerWeek: 1, weeks: 52 },
    { name: '100k', sessionsPerWeek: 5, weeks: 104 },
    { name: '1M', sessionsPerWeek: 48, weeks: 104 },
    { name: '10M', sessionsPerWeek: 480, weeks: 104 },
  ];
  const figures: Record<string, number | string> = {};
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
    explain(`${name}: ${loaded}; the rollup and the other figures`, measured.explain);
    await drop(database);
  }
  return figures;
}

/** A Monday of a thousand programmes beside one of ten, as the workers make it. */
async function mondays({ quick, migrated, drop }: BenchContext): Promise<Figures> {
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
