import { readConfig } from '../src/config.ts';
import { openContainer } from '../src/container.ts';
import { startServer, stopServer } from '../src/server.ts';
import { createLogger } from '../src/shared/logger.ts';
import { exitWith, keepHeapSmall, runUntilSignal } from '../src/shared/process.ts';
import { startWorkers } from './main.ts';

/** Server and workers in one process, for a single site. */
async function main(): Promise<void> {
  keepHeapSmall();
  const config = readConfig();
  const logger = createLogger({ level: config.logLevel, name: 'single-site' });
  const container = await openContainer({ config, logger });
  const workers = await startWorkers({ container, logger });
  const server = await startServer({ container, config, logger });
  runUntilSignal({
    logger,
    close: async () => {
      await Promise.all([stopServer(server, container), workers.close()]);
      await container.close();
    },
  });
}

await main().catch(exitWith);
