import type { Logger } from 'pino';
import { type JobName, type JobPayload, jobs } from '../src/jobs.ts';

export type JobOutcome = 'done' | 'skipped';

/** A handler for every job of the catalogue; one that is missing does not compile. */
export type Handlers = { readonly [Name in JobName]: (payload: JobPayload<Name>) => Promise<JobOutcome> };

/** The funnel of every job: reads the payload, runs the handler, logs once. Never logs a payload. */
export function createRunJob(options: {
  readonly handlers: Handlers;
  readonly logger: Logger;
}): (job: string, payload: unknown) => Promise<void> {
  return async (job, payload) => {
    const logger = options.logger.child({ job });
    if (!isJobName(job)) {
      logger.error({ event: 'job.unknown' });
      return;
    }
    const startedAt = performance.now();
    try {
      const outcome = await run(options.handlers, job, payload);
      if (outcome === null) {
        logger.error({ event: 'job.malformed' });
        return;
      }
      logger.debug({ event: 'job.run', outcome, ms: Math.round(performance.now() - startedAt) });
    } catch (error) {
      logger.error({ event: 'job.failed', ms: Math.round(performance.now() - startedAt), err: error });
    }
  };
}

function isJobName(job: string): job is JobName {
  return Object.hasOwn(jobs, job);
}

/** Null when the payload is not this job's. */
async function run<Name extends JobName>(
  handlers: Handlers,
  job: Name,
  payload: unknown,
): Promise<JobOutcome | null> {
  const parsed = jobs[job].payload.safeParse(payload);
  if (!parsed.success) return null;
  return handlers[job](asPayload<Name>(parsed.data));
}

/** Guarantee: the data was just parsed with the schema of the same job. */
function asPayload<Name extends JobName>(data: unknown): JobPayload<Name> {
  return data as JobPayload<Name>;
}
