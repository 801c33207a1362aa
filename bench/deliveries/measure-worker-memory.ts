import { setTimeout as sleep } from 'node:timers/promises';
import { startPushStandIn } from './push-stand-in.ts';
import { seedReminders } from './seed-reminders.ts';
import { startWorkers } from './start-workers.ts';

export type WorkerMemory = {
  /** Highest resident memory, in MB. */
  readonly peakMb: number;
  /** Deliveries that reached LINE meanwhile. */
  readonly sent: number;
};

const servingMs = 20;

/** A worker that finds so many deliveries due, watched for so long while it works through them. */
export async function measureWorkerMemory(options: {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly due: number;
  readonly watchMs: number;
}): Promise<WorkerMemory> {
  const line = await startPushStandIn({ answersAfterMs: servingMs });
  try {
    await seedReminders(options.databaseUrl, options.due, new Date());
    const worker = await startWorkers({ ...options, lineUrl: line.url });
    try {
      await sleep(options.watchMs);
      const sent = line.arrivals.size;
      if (sent === 0) throw new Error('nothing was sent');
      return { peakMb: await worker.peakMb(), sent };
    } finally {
      await worker.stop();
    }
  } finally {
    await line.close();
  }
}
