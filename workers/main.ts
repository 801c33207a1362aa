import type { Logger } from 'pino';
import { readConfig } from '../src/config.ts';
import { type Container, openContainer } from '../src/container.ts';
import { createLogger } from '../src/shared/logger.ts';
import { endTiming, exitWith, finishWithin, keepHeapSmall, runUntilSignal } from '../src/shared/process.ts';
import { createHandlers } from './handlers.ts';
import { createRunJob } from './run-job.ts';
import { startSweeps } from './sweeps.ts';

const logCountsEveryMs = 60_000;

/** Starts the consumers and the polls of this process; answers how to stop them, which takes 10 s at most. */
export async function startWorkers(options: {
  readonly container: Container;
  readonly logger: Logger;
}): Promise<{ readonly close: () => Promise<void> }> {
  const { container, logger } = options;
  const { queue, metrics } = container;
  const runJob = createRunJob({ handlers: createHandlers(container), logger, count: metrics.countJob });
  const stopSweeps = startSweeps({
    run: (job) => runJob(job, {}),
    untilNext: { 'delivery.send': container.sweeps.untilNextDelivery },
    logger,
  });
  await queue.start(runJob);
  logger.info({ event: 'workers.started', queue: queue.backend });
  return {
    close: () => {
      container.stop();
      const limitMs = endTiming.finishMs;
      return finishWithin({ logger, part: 'jobs', limitMs }, Promise.all([stopSweeps(), queue.close()]));
    },
  };
}

/** A process without a port says what it counted in its log, once a minute and at its end. */
function logCounts({ metrics }: Container, logger: Logger): { readonly stop: () => Promise<void> } {
  let last = '';
  const log = async (): Promise<void> => {
    const totals = await metrics.totals();
    if (JSON.stringify(totals) === last) return;
    last = JSON.stringify(totals);
    logger.info({ event: 'workers.counted', ...totals });
  };
  const timer = setInterval(() => void log(), logCountsEveryMs);
  return {
    stop: () => {
      clearInterval(timer);
      return log();
    },
  };
}

async function main(): Promise<void> {
  keepHeapSmall();
  const config = readConfig();
  const logger = createLogger({ level: config.logLevel, name: 'workers' });
  const container = await openContainer({ config, logger });
  const workers = await startWorkers({ container, logger });
  const counts = logCounts(container, logger);
  runUntilSignal({
    logger,
    close: async () => {
      await workers.close();
      await counts.stop();
      await container.close();
    },
  });
}

if (import.meta.main) await main().catch(exitWith);
