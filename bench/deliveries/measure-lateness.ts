import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { startChild } from '../support/child.ts';
import { waitUntil } from '../support/wait-until.ts';
import { explainClaim } from './explain-claim.ts';
import { type PushStandIn, startPushStandIn } from './push-stand-in.ts';
import { seedReminders } from './seed-reminders.ts';
import { startWorkers } from './start-workers.ts';

export type Lateness = {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly perSecond: number;
};

const servingMs = 20;
const hourMs = 3_600_000;
const leadMs = 4_000;
const patienceMs = 400_000;

/** So many deliveries due within one second, sent by the production workers: how late each reached LINE. */
export async function measureOurLateness(options: {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly count: number;
}): Promise<Lateness & { readonly explain: readonly string[] }> {
  const { databaseUrl, count } = options;
  const line = await startPushStandIn({ answersAfterMs: servingMs });
  try {
    const seededFor = new Date(Date.now() + hourMs);
    await seedReminders(databaseUrl, count, seededFor);
    const explain = await explainClaim(databaseUrl, new Date(seededFor.getTime() + 1_000));
    const workers = await startWorkers({ ...options, lineUrl: line.url });
    try {
      await makeDue(databaseUrl, { seededFor, firstDueAt: new Date(Date.now() + leadMs) });
      await untilArrived(line, count);
      return { ...summarise(await readDue(databaseUrl), line), explain };
    } finally {
      await workers.stop();
    }
  } finally {
    await line.close();
  }
}

/** The same with delayed jobs of BullMQ on Redis. */
export async function measureBullmqLateness(redisUrl: string, count: number): Promise<Lateness> {
  const line = await startPushStandIn({ answersAfterMs: servingMs });
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue('bench', { connection });
  const worker = await startChild('bench/deliveries/bullmq-worker.ts', {
    REDIS_URL: redisUrl,
    LINE_API_URL: line.url,
  });
  try {
    const firstDueAt = Date.now() + leadMs + count / 2;
    const due = new Map(
      Array.from({ length: count }, (_, n) => [randomUUID(), firstDueAt + Math.floor((n * 1_000) / count)]),
    );
    const jobs = [...due].map(([key, at]) => ({
      name: 'send',
      data: { key },
      opts: { delay: Math.max(0, at - Date.now()), removeOnComplete: true },
    }));
    for (let from = 0; from < jobs.length; from += 500) await queue.addBulk(jobs.slice(from, from + 500));
    if (Date.now() > firstDueAt) throw new Error('the jobs were added too late');
    await untilArrived(line, count);
    return summarise(due, line);
  } finally {
    await queue.close();
    connection.disconnect();
    await worker.stop();
    await line.close();
  }
}

async function untilArrived({ arrivals }: PushStandIn, count: number): Promise<void> {
  await waitUntil({ what: `${count} deliveries`, patienceMs, everyMs: 50 }, () =>
    arrivals.size >= count ? arrivals : null,
  );
}

/** Seeding takes as long as it takes: what is due an hour from then is drawn near once the workers run. */
async function makeDue(
  databaseUrl: string,
  { seededFor, firstDueAt }: { readonly seededFor: Date; readonly firstDueAt: Date },
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('update deliveries set due_at = due_at - ($1::timestamptz - $2::timestamptz)', [
      seededFor,
      firstDueAt,
    ]);
    await client.query('vacuum analyze deliveries');
    if (Date.now() > firstDueAt.getTime()) throw new Error('the deliveries were due before all were there');
  } finally {
    await client.end();
  }
}

async function readDue(databaseUrl: string): Promise<ReadonlyMap<string, number>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; due_at: Date }>('select id, due_at from deliveries');
    return new Map(rows.map(({ id, due_at }) => [id, due_at.getTime()]));
  } finally {
    await client.end();
  }
}

function summarise(due: ReadonlyMap<string, number>, { arrivals }: PushStandIn): Lateness {
  const times = [...arrivals].map(([key, [at = Number.NaN]]) => ({
    at,
    late: at - (due.get(key) ?? Number.NaN),
  }));
  const late = times.map((time) => time.late).sort((a, b) => a - b);
  const sentAt = times.map(({ at }) => at);
  const seconds = (Math.max(...sentAt) - Math.min(...sentAt)) / 1000;
  const share = (part: number): number => late[Math.floor(late.length * part)] ?? Number.NaN;
  return { p50Ms: share(0.5), p99Ms: share(0.99), perSecond: times.length / seconds };
}
