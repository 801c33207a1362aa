import type { Logger } from 'pino';
import { type JobName, type JobPayload, jobs } from '../src/jobs.ts';

export type JobOutcome = 'done' | 'skipped';

/** A handler for every job of the catalogue; one that is missing does not compile. */
export type Handlers = { readonly [Name in JobName]: (payload: JobPayload<Name>) => Promise<JobOutcome> };

/** One run of a job, for counting. */
export type JobRun = {
  readonly job: JobName;
  readonly outcome: JobOutcome | 'failed' | 'malformed';
  readonly ms: number;
};

/**
 * The funnel of every job: reads the payload, runs the handler, logs and counts the outcome once. Never throws, for
 * the rows own retrying, and never logs a payload. `id` is the queue's; a run that no queue asked for has none.
 */
export function createRunJob(options: {
  readonly handlers: Handlers;
  readonly logger: Logger;
  readonly count?: (run: JobRun) => void;
}): (job: string, payload: unknown, id?: string) => Promise<void> {
  const { handlers, count } = options;
  return async (job, payload, id) => {
    const logger = options.logger.child(id === undefined ? { job } : { job, jobId: id });
    if (!isJobName(job)) {
      logger.error({ event: 'job.unknown' });
      return;
    }
    const startedAt = performance.now();
    const end = (
      outcome: JobRun['outcome'],
    ): { readonly outcome: JobRun['outcome']; readonly ms: number } => {
      const ms = Math.round(performance.now() - startedAt);
      count?.({ job, outcome, ms });
      return { outcome, ms };
    };
    try {
      const outcome = await run(handlers, job, payload);
      const ended = end(outcome);
      if (outcome === 'malformed') logger.error({ event: 'job.malformed', ...ended });
      else logger.debug({ event: 'job.run', ...ended });
    } catch (error) {
      logger.error({ event: 'job.failed', ...end('failed'), err: error });
    }
  };
}

function isJobName(job: string): job is JobName {
  return Object.hasOwn(jobs, job);
}

async function run<Name extends JobName>(
  handlers: Handlers,
  job: Name,
  payload: unknown,
): Promise<JobOutcome | 'malformed'> {
  const parsed = jobs[job].payload.safeParse(payload);
  return parsed.success ? handlers[job](asPayload<Name>(parsed.data)) : 'malformed';
}

/** Guarantee: the data was just parsed with the schema of the same job. */
function asPayload<Name extends JobName>(data: unknown): JobPayload<Name> {
  return data as JobPayload<Name>;
}
