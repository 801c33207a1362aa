import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { waitUntil } from '../support/wait-until.ts';
import { startPushStandIn } from './push-stand-in.ts';
import { seedReminders } from './seed-reminders.ts';
import { startWorkers } from './start-workers.ts';

const midSendMs = 1_000;
const patienceMs = 90_000;

/**
 * Two workers with production's timing, one delivery, a LINE that never answers. Whoever sends is killed a second into
 * its request; seconds from there until the other's request, with the same retry key, arrives.
 */
export async function measureResend(options: {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
}): Promise<number> {
  const line = await startPushStandIn({ answersAfterMs: 'never' });
  const started = await Promise.all([1, 2].map(() => startWorkers({ ...options, lineUrl: line.url })));
  try {
    await seedReminders(options.databaseUrl, 1, new Date());
    const arrivals = await waitUntil({ what: 'the first request', patienceMs }, () => {
      return [...line.arrivals.values()][0] ?? null;
    });
    await sleep(midSendMs);
    const pid = await findSender(options.databaseUrl);
    const sender = started.find((worker) => worker.pid === pid);
    if (sender === undefined) throw new Error('the lease is not held by a worker of this bench');
    const killedAt = Date.now();
    await sender.stop();
    const again = await waitUntil({ what: 'the second request', patienceMs }, () => arrivals[1] ?? null);
    if (line.arrivals.size !== 1) throw new Error('it was sent again under another key');
    return (again - killedAt) / 1000;
  } finally {
    await Promise.all(started.map((worker) => worker.stop()));
    await line.close();
  }
}

/** The process that holds the lease: owners are named host, process, a few random digits. */
async function findSender(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ owner: string }>(
      `select lease_owner as owner from deliveries where state = 'sending'`,
    );
    return Number(/-(\d+)-[^-]+$/.exec(rows[0]?.owner ?? '')?.[1]);
  } finally {
    await client.end();
  }
}
