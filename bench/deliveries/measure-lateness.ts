import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { type BenchChild, startChild } from '../support/child.ts';
import { seedReminders } from './seed-reminders.ts';
import { startSlowLine } from './slow-line.ts';

export type Lateness = {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly perSecond: number;
  readonly peakMb: number;
};

const leadMs = 4_000;
const patienceMs = 400_000;

/** So many deliveries due within one second, sent by the production workers: how late each reached LINE. */
export async function measureOurLateness(databaseUrl: string, count: number): Promise<Lateness> {
  const line = await startSlowLine();
  let workers: BenchChild | null = null;
  try {
    const firstDueAt = new Date(Date.now() + leadMs + count / 2);
    await seedReminders(databaseUrl, count, firstDueAt);
    workers = await startChild('bench/deliveries/workers.ts', {
      DATABASE_URL: databaseUrl,
      LINE_API_URL: line.url,
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_SIGNING_SECRET: 'bench',
      LINE_CHANNEL_ACCESS_TOKEN: 'bench',
      LINE_CHANNEL_SECRET: 'bench',
      SECRET_KEY: '0'.repeat(64),
      LOG_LEVEL: 'warn',
    });
    await untilArrived(line.arrivedAt, count);
    return summarise(await readDue(databaseUrl), line.arrivedAt, await workers.peakMb());
  } finally {
    await workers?.stop();
    await line.close();
  }
}

/** The same with delayed jobs of BullMQ on Redis. */
export async function measureBullmqLateness(redisUrl: string, count: number): Promise<Lateness> {
  const line = await startSlowLine();
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
    await untilArrived(line.arrivedAt, count);
    return summarise(due, line.arrivedAt, await worker.peakMb());
  } finally {
    await queue.close();
    connection.disconnect();
    await worker.stop();
    await line.close();
  }
}

async function untilArrived(arrived: ReadonlyMap<string, number>, count: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (arrived.size < count) {
    if (Date.now() > deadline) throw new Error(`${arrived.size} of ${count} arrived in time`);
    await sleep(50);
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

function summarise(
  due: ReadonlyMap<string, number>,
  arrived: ReadonlyMap<string, number>,
  peakMb: number,
): Lateness {
  const late = [...arrived].map(([key, at]) => at - (due.get(key) ?? Number.NaN)).sort((a, b) => a - b);
  const times = [...arrived.values()];
  const seconds = (Math.max(...times) - Math.min(...times)) / 1000;
  const at = (share: number): number => late[Math.floor(late.length * share)] ?? Number.NaN;
  return { p50Ms: at(0.5), p99Ms: at(0.99), perSecond: times.length / seconds, peakMb };
}
