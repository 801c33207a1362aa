import type { Logger } from 'pino';
import { readConfig } from '../src/config.ts';
import { type Container, openContainer } from '../src/container.ts';
import { createLogger } from '../src/shared/logger.ts';
import { exitWith, runUntilSignal } from '../src/shared/process.ts';
import { createHandlers } from './handlers.ts';
import { createRunJob } from './run-job.ts';
import { startSweeps } from './sweeps.ts';

/** Starts the consumers and the polls of this process; answers how to stop them. */
export async function startWorkers(options: {
  readonly container: Container;
  readonly logger: Logger;
}): Promise<{ readonly close: () => Promise<void> }> {
  const { container, logger } = options;
  const runJob = createRunJob({ handlers: createHandlers(container), logger });
  const stopSweeps = startSweeps({ run: (job) => runJob(job, {}), logger });
  await container.queue.start(runJob);
  logger.info({ event: 'workers.started', queue: container.queue.backend });
  return { close: stopSweeps };
}

async function main(): Promise<void> {
  const config = readConfig();
  const logger = createLogger({ level: config.logLevel, name: 'workers' });
  const container = await openContainer({ config, logger });
  const workers = await startWorkers({ container, logger });
  runUntilSignal(async () => {
    await workers.close();
    await container.close();
  });
}

if (import.meta.main) await main().catch(exitWith);
