import type { Logger } from 'pino';
import type { JobName } from '../src/jobs.ts';

/** How often each job is run even when no wake-up came: whatever a queue forgot is found again (DESIGN 4). */
const everyMs: Readonly<Partial<Record<JobName, number>>> = {
  'inbox.drain': 1_000,
  'delivery.send': 1_000,
  'message.refresh': 1_000,
  'session.close': 5_000,
  'pace.keep': 60_000,
  'people.match': 30_000,
  'reconcile.sweep': 30_000,
  'quota.reconcile': 600_000,
  'digest.sweep': 10_000,
  'digest.check': 600_000,
};

/**
 * Polls in this process; a run that takes longer than its period is not started twice. A job that knows when it will
 * be wanted next (`untilNext`, ms) is run right then where that is before its next poll. Answers how to stop.
 */
export function startSweeps(options: {
  readonly run: (job: JobName) => Promise<unknown>;
  readonly untilNext: Readonly<Partial<Record<JobName, () => Promise<number | null>>>>;
  readonly logger: Logger;
}): () => Promise<void> {
  const running = new Map<JobName, Promise<void>>();
  const early = new Map<JobName, NodeJS.Timeout>();
  let isStopped = false;

  const runOnTime = async (job: JobName, period: number): Promise<void> => {
    try {
      await options.run(job);
      const ms = (await options.untilNext[job]?.()) ?? null;
      if (ms === null || ms >= period || isStopped) return;
      clearTimeout(early.get(job));
      early.set(
        job,
        setTimeout(() => start(job, period), ms),
      );
    } catch (error) {
      options.logger.error({ event: 'sweep.failed', job, err: error });
    }
  };
  const start = (job: JobName, period: number): void => {
    if (running.has(job)) return;
    running.set(
      job,
      runOnTime(job, period).finally(() => running.delete(job)),
    );
  };

  const timers = Object.entries(everyMs).map(([name, period]) =>
    setInterval(() => start(name as JobName, period), period),
  );
  return async () => {
    isStopped = true;
    for (const timer of timers) clearInterval(timer);
    for (const timer of early.values()) clearTimeout(timer);
    await Promise.all(running.values());
  };
}
