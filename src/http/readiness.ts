import { within } from '../shared/within.ts';

/** Whether webhooks can be taken: into PostgreSQL, into the local spool until it is back, or not at all. */
export type Readiness = 'ready' | 'spooling' | 'not ready';

const answersWithinMs = 1_500;

/** Asks PostgreSQL and the local spool, never Redis, Slack or LINE; a process that is stopping is not ready. */
export function createReadiness(deps: {
  readonly askDatabase: () => Promise<unknown>;
  readonly canSpool: () => Promise<boolean>;
  readonly stopping: AbortSignal;
}): () => Promise<Readiness> {
  return async () => {
    if (deps.stopping.aborted) return 'not ready';
    const answers = await within(answersWithinMs, deps.askDatabase()).catch(() => false);
    if (answers) return 'ready';
    return (await deps.canSpool()) ? 'spooling' : 'not ready';
  };
}
