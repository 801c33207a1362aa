import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { within } from '../shared/within.ts';
import type { OperationFigures } from '../use-cases/ports/operation-figures.ts';

/** What may be counted; never a name, an id or a text. */
export type Metrics = {
  readonly observeSent: (sent: { readonly lateMs: number; readonly repeated: boolean }) => void;
  readonly countKnownEvents: (count: number) => void;
  readonly countUncertainClaims: (count: number) => void;
  readonly countRepairs: (repair: 'expired' | 'replanned', count: number) => void;
  readonly countDigestMismatches: (count: number) => void;
  readonly countJob: (run: { readonly job: string; readonly outcome: string; readonly ms: number }) => void;
  /** What this process counted so far, by name: for the log of a process that nobody can ask. */
  readonly totals: () => Promise<Readonly<Record<string, number>>>;
  readonly read: () => Promise<{ readonly contentType: string; readonly body: string }>;
};

/** What the sweeps count. */
export type CountedMetrics = Pick<
  Metrics,
  'observeSent' | 'countUncertainClaims' | 'countRepairs' | 'countDigestMismatches'
>;

const readWithinMs = 2_000;
const latenessSeconds = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3_600];
const jobSeconds = [0.005, 0.02, 0.1, 0.5, 2, 10, 30];

/**
 * The figures of this process (Node's own, event-loop lag included) and what it counted; and the site's, read from the
 * database and the spool when somebody asks. While the database is away those are NaN and `bansou_database_up` is 0.
 */
export function createMetrics(sources: {
  readonly readFigures: () => Promise<OperationFigures>;
  readonly spoolBytes: () => Promise<number>;
}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'bansou_' });
  const counters = createCounters(registry);
  const showSite = createSiteGauges(registry);
  return {
    observeSent: ({ lateMs, repeated }) => {
      counters.lateness.observe(Math.max(0, lateMs) / 1000);
      if (repeated) counters.duplicates.inc({ where: 'line' });
    },
    countKnownEvents: (count) => counters.duplicates.inc({ where: 'inbox' }, count),
    countUncertainClaims: (count) => counters.uncertain.inc(count),
    countRepairs: (repair, count) => counters.repairs.inc({ repair }, count),
    countDigestMismatches: (count) => counters.mismatches.inc(count),
    countJob: ({ job, outcome, ms }) => {
      counters.jobs.inc({ job, outcome });
      counters.jobSeconds.observe({ job }, ms / 1000);
    },
    totals: () => readTotals(counters),
    read: async () => {
      showSite(await inTime(sources.readFigures), await inTime(sources.spoolBytes));
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}

type Counters = ReturnType<typeof createCounters>;

function createCounters(registry: Registry) {
  const registers = [registry];
  return {
    lateness: new Histogram({
      name: 'bansou_delivery_lateness_seconds',
      help: 'From due to sent',
      buckets: latenessSeconds,
      registers,
    }),
    duplicates: new Counter({
      name: 'bansou_duplicates_blocked_total',
      help: 'Messages LINE had already, and webhooks the inbox had already',
      labelNames: ['where'],
      registers,
    }),
    uncertain: new Counter({
      name: 'bansou_delivery_uncertain_claims_total',
      help: 'Deliveries taken up again after an attempt whose outcome nobody knows (lease expired, no answer)',
      registers,
    }),
    repairs: new Counter({
      name: 'bansou_reconcile_repairs_total',
      help: 'What reconciling mended',
      labelNames: ['repair'],
      registers,
    }),
    mismatches: new Counter({
      name: 'bansou_digest_mismatches_total',
      help: 'Digests whose figures differ from their reflections',
      registers,
    }),
    jobs: new Counter({
      name: 'bansou_job_runs_total',
      help: 'Runs of jobs by outcome',
      labelNames: ['job', 'outcome'],
      registers,
    }),
    jobSeconds: new Histogram({
      name: 'bansou_job_seconds',
      help: 'Duration of job runs',
      labelNames: ['job'],
      buckets: jobSeconds,
      registers,
    }),
  };
}

function createSiteGauges(
  registry: Registry,
): (figures: OperationFigures | null, spoolBytes: number | null) => void {
  const gauge = <Label extends string = never>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
  ) => new Gauge({ name: `bansou_${name}`, help, labelNames, registers: [registry] });
  const up = gauge('database_up', 'Whether PostgreSQL answered in time');
  const deliveries = gauge('deliveries', 'Deliveries by state; due: planned and due', ['state']);
  const oldestDue = gauge('delivery_oldest_due_seconds', 'Age of the oldest delivery that is due');
  const expired = gauge('delivery_leases_expired', 'Sends whose process went away, not taken up again yet');
  const inbox = gauge('inbox_events', 'Stored events that wait or were set aside', ['state']);
  const oldestEvent = gauge('inbox_oldest_seconds', 'Age of the oldest stored event that waits');
  const quota = gauge('line_messages', "LINE's month: used, forecast, allowance", ['kind']);
  const clockOffset = gauge('clock_offset_seconds', "PostgreSQL's clock ahead of this process's");
  const spool = gauge('spool_bytes', 'Events on this disk that wait for PostgreSQL');
  return (figures, spoolBytes) => {
    const unknown = Number.NaN;
    up.set(figures === null ? 0 : 1);
    for (const state of ['due', 'sending', 'unknown', 'failed'] as const) {
      deliveries.set({ state }, figures?.[state] ?? unknown);
    }
    oldestDue.set(figures?.oldestDueSeconds ?? unknown);
    expired.set(figures?.leasesExpired ?? unknown);
    inbox.set({ state: 'waiting' }, figures?.inboxWaiting ?? unknown);
    inbox.set({ state: 'parked' }, figures?.inboxParked ?? unknown);
    oldestEvent.set(figures?.inboxOldestSeconds ?? unknown);
    quota.set({ kind: 'used' }, figures?.quotaUsed ?? unknown);
    quota.set({ kind: 'forecast' }, figures?.quotaForecast ?? unknown);
    quota.set({ kind: 'allowance' }, figures === null ? unknown : (figures.quotaAllowance ?? Infinity));
    clockOffset.set(figures?.clockOffsetSeconds ?? unknown);
    spool.set(spoolBytes ?? unknown);
  };
}

/** What was read, or null when it failed or took too long: the other figures are shown all the same. */
async function inTime<Value>(read: () => Promise<Value>): Promise<Value | null> {
  let value: Value | null = null;
  const reading = read().then((found) => {
    value = found;
  });
  try {
    await within(readWithinMs, reading);
  } catch {
    return null;
  }
  return value;
}

async function readTotals(counters: Counters): Promise<Readonly<Record<string, number>>> {
  const sum = async (counter: Counter, label?: string, wanted?: string): Promise<number> => {
    const { values } = await counter.get();
    const chosen = values.filter(({ labels }) => label === undefined || labels[label] === wanted);
    return chosen.reduce((total, { value }) => total + value, 0);
  };
  const sent = (await counters.lateness.get()).values.find(
    ({ metricName }) => metricName === 'bansou_delivery_lateness_seconds_count',
  );
  return {
    sent: sent?.value ?? 0,
    duplicatesBlocked: await sum(counters.duplicates),
    uncertainClaims: await sum(counters.uncertain),
    repairs: await sum(counters.repairs),
    digestMismatches: await sum(counters.mismatches),
    jobRuns: await sum(counters.jobs),
    jobsFailed: await sum(counters.jobs, 'outcome', 'failed'),
  };
}
