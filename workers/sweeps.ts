import type { Logger } from 'pino';
import type { JobName } from '../src/jobs.ts';

/** How often each job is run even when no wake-up came: whatever a queue forgot is found again (DESIGN 4). */
const everyMs: Readonly<Partial<Record<JobName, number>>> = {
  'inbox.drain': 1_000,
  'delivery.send': 1_000,
  'message.refresh': 1_000,
  'session.close': 5_000,
  'people.match': 30_000,
  'reconcile.sweep': 30_000,
  'quota.reconcile': 600_000,
  'digest.sweep': 10_000,
  'digest.check': 600_000,
};

/** Polls in this process; a run that takes longer than its period is not started twice. Answers how to stop. */
export function startSweeps(options: {
  readonly run: (job: JobName) => Promise<unknown>;
  readonly logger: Logger;
}): () => Promise<void> {
  const running = new Map<JobName, Promise<void>>();
  const timers = Object.entries(everyMs).map(([name, period]) => {
    const job = name as JobName;
    return setInterval(() => {
      if (running.has(job)) return;
      const turn = options
        .run(job)
        .then(
          () => undefined,
          (error: unknown) => options.logger.error({ event: 'sweep.failed', job, err: error }),
        )
        .finally(() => running.delete(job));
      running.set(job, turn);
    }, period);
  });
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(running.values());
  };
}
