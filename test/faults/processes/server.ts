import { readConfig } from '../../../src/config.ts';
import { createContainer } from '../../../src/container.ts';
import { startServer, stopServer } from '../../../src/server.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { exitWith, runUntilSignal } from '../../../src/shared/process.ts';
import { readTiming } from '../lab/timing.ts';
import { endWithParent } from './end-with-parent.ts';

/** The production server with the lab's timing. */
async function main(): Promise<void> {
  endWithParent();
  const config = readConfig();
  const logger = createLogger({ level: config.logLevel, name: 'server' });
  const { databaseUrl = '' } = config;
  const container = await createContainer({
    config: { ...config, databaseUrl },
    logger,
    timing: readTiming(),
  });
  const server = await startServer({ container, config, logger });
  runUntilSignal({
    logger,
    close: async () => {
      await stopServer(server, container);
      await container.close();
    },
  });
}

await main().catch(exitWith);
