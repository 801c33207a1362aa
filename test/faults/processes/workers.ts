import { readConfig } from '../../../src/config.ts';
import { createContainer } from '../../../src/container.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { exitWith, runUntilSignal } from '../../../src/shared/process.ts';
import { startWorkers } from '../../../workers/main.ts';
import { readTiming } from '../lab/timing.ts';
import { endWithParent } from './end-with-parent.ts';

/** The production workers with the lab's timing. */
async function main(): Promise<void> {
  endWithParent();
  const config = readConfig();
  const logger = createLogger({ level: config.logLevel, name: 'workers' });
  const { databaseUrl = '' } = config;
  const container = await createContainer({
    config: { ...config, databaseUrl },
    logger,
    timing: readTiming(),
  });
  const workers = await startWorkers({ container, logger });
  runUntilSignal({
    logger,
    close: async () => {
      await workers.close();
      await container.close();
    },
  });
}

await main().catch(exitWith);
