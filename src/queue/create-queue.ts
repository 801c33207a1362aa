import type { Logger } from 'pino';
import type { Backend, BackendQueue, BackendWorker, ReportFault } from './backend.ts';
import { createPostgresQueueBackend } from './postgres-backend.ts';
import { createRedisQueueBackend } from './redis-backend.ts';

/** Wake-up calls between processes. Losing every one of them costs a second: the polls find what they forgot. */
export type Queue = {
  readonly backend: Backend['kind'];
  /** Wakes a job's workers, soon and at least once after this call; never waits and never throws. */
  readonly wake: (job: string, payload?: object) => void;
  /** Starts one worker for each queue. */
  readonly start: (work: (job: string, payload: unknown) => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
};

type Catalogue = Readonly<Record<string, { readonly queue: string }>>;

const concurrency = 2;
const reportEveryMs = 60_000;

/** BullMQ on Redis when `redisUrl` is set, else on PostgreSQL. Starts even when Redis cannot be reached. */
export async function createQueue(options: {
  readonly redisUrl: string | undefined;
  readonly databaseUrl: string;
  readonly jobs: Catalogue;
  readonly logger: Logger;
}): Promise<Queue> {
  const { redisUrl, databaseUrl, jobs, logger } = options;
  const names = [...new Set(Object.values(jobs).map(({ queue }) => queue))];
  const report = quietly(logger);
  const backend =
    redisUrl === undefined
      ? await createPostgresQueueBackend({ databaseUrl, workers: names.length, report })
      : createRedisQueueBackend({ redisUrl, report });
  const queues = new Map(names.map((name) => [name, backend.openQueue(name)]));
  const workers: BackendWorker[] = [];
  const waker = createWaker(report);
  return {
    backend: backend.kind,
    wake: (job, payload = {}) => {
      const queue = queues.get(jobs[job]?.queue ?? '');
      if (queue === undefined) throw new RangeError(`unknown job ${job}`);
      waker.wake(queue, job, payload);
    },
    start: async (work) => {
      workers.push(...names.map((name) => backend.openWorker(name, work, concurrency)));
      await Promise.all(workers.map((worker) => worker.ready()));
    },
    close: async () => {
      await waker.settle();
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await backend.close();
    },
  };
}

/** While an add of the same job is on its way, any number of wakes become one more: never a job for each event. */
function createWaker(report: ReportFault) {
  const inFlight = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const add = async (queue: BackendQueue, key: string, job: string, payload: object): Promise<void> => {
    do {
      again.delete(key);
      try {
        await queue.add(job, payload);
      } catch (error) {
        report({ source: 'wake', err: error });
      }
    } while (again.has(key));
    inFlight.delete(key);
  };
  return {
    wake: (queue: BackendQueue, job: string, payload: object): void => {
      const key = `${job} ${JSON.stringify(payload)}`;
      if (inFlight.has(key)) again.add(key);
      else inFlight.set(key, add(queue, key, job, payload));
    },
    settle: async (): Promise<void> => {
      await Promise.all(inFlight.values());
    },
  };
}

/** A lasting fault is logged once a minute for each source, not at every try to reconnect. */
function quietly(logger: Logger): ReportFault {
  const lastAt = new Map<string, number>();
  return ({ source, err }) => {
    const now = performance.now();
    if (now - (lastAt.get(source) ?? -reportEveryMs) < reportEveryMs) return;
    lastAt.set(source, now);
    logger.warn({ event: 'queue.fault', source, err });
  };
}
