import type { Logger } from 'pino';
import { within } from '../shared/within.ts';
import type { Backend, BackendQueue, BackendWorker, Work } from './backend.ts';
import { createFaultReporter } from './fault-reporter.ts';
import type { JobCatalogue, WakePayload } from './job-catalogue.ts';
import { createPostgresQueueBackend } from './postgres-backend.ts';
import { createRedisQueueBackend } from './redis-backend.ts';
import { createWaker } from './waker.ts';

/** Wake-up calls between processes. Losing every one of them costs a second: the polls find what they forgot. */
export type Queue<Jobs extends JobCatalogue = JobCatalogue> = {
  readonly backend: Backend['kind'];
  /**
   * Runs a job soon: at least one run begins after this call. Never waits and never throws: a payload that is not
   * the job's is logged and refused, a queue that is away is a warning at most once a minute.
   */
  wake<Name extends keyof Jobs & string>(job: Name, ...payload: WakePayload<Jobs[Name]['payload']>): void;
  /** Starts one worker for each queue. */
  readonly start: (work: Work) => Promise<void>;
  /** Takes no more wakes and jobs, waits for running ones (10 s at most), ends every connection. */
  readonly close: () => Promise<void>;
};

const concurrency = 2;
const closeWithinMs = 10_000;

/**
 * BullMQ on Redis when `redisUrl` is set, else on PostgreSQL, where it keeps its tables in a schema of its own.
 * Starts even when Redis cannot be reached.
 */
export async function createQueue<const Jobs extends JobCatalogue>(options: {
  readonly redisUrl: string | undefined;
  readonly databaseUrl: string;
  readonly jobs: Jobs;
  readonly logger: Logger;
}): Promise<Queue<Jobs>> {
  const { jobs, logger } = options;
  const names = [...new Set(Object.values(jobs).map(({ queue }) => queue))];
  const report = createFaultReporter(logger);
  const backend = await openBackend({ ...options, workers: names.length, report });
  const queues = new Map(names.map((name) => [name, backend.openQueue(name)]));
  await Promise.all([...queues.values()].map((queue) => queue.ready()));
  const workers: BackendWorker[] = [];
  const running = new Set<Promise<void>>();
  const waker = createWaker(report);
  let closing: Promise<void> | null = null;

  const tracked: (work: Work) => Work = (work) => async (job, payload, id) => {
    const run = work(job, payload, id);
    running.add(run);
    await run.finally(() => running.delete(run));
  };
  const close = async (): Promise<void> => {
    const isForced = !backend.isReachable();
    if (isForced) await within(closeWithinMs, Promise.allSettled(running));
    else await within(closeWithinMs, waker.settle());
    const ended = await within(closeWithinMs, closeAll(workers, queues.values(), isForced));
    if (!ended) report('close', new Error('queue did not close in time'));
    await backend.close();
  };
  return {
    backend: backend.kind,
    wake: (job, ...[payload]) => {
      if (closing !== null) return;
      const found = Object.hasOwn(jobs, job) ? jobs[job] : undefined;
      const queue = queues.get(found?.queue ?? '');
      const parsed = found?.payload.safeParse(payload ?? {});
      if (queue !== undefined && parsed?.success === true) waker.wake(queue, job, parsed.data);
      else logger.error({ event: 'wake.malformed', job });
    },
    start: async (work) => {
      workers.push(...names.map((name) => backend.openWorker(name, tracked(work), concurrency)));
      await Promise.all(workers.map((worker) => worker.ready()));
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function openBackend(options: {
  readonly redisUrl: string | undefined;
  readonly databaseUrl: string;
  readonly workers: number;
  readonly report: ReturnType<typeof createFaultReporter>;
}): Promise<Backend> {
  const { redisUrl, databaseUrl, workers, report } = options;
  if (redisUrl === undefined) return createPostgresQueueBackend({ databaseUrl, workers, report });
  return createRedisQueueBackend({ redisUrl, report });
}

async function closeAll(
  workers: readonly BackendWorker[],
  queues: Iterable<BackendQueue>,
  isForced: boolean,
): Promise<void> {
  await Promise.all(workers.map((worker) => worker.close({ isForced })));
  await Promise.all([...queues].map((queue) => queue.close()));
}
