import { readConfig } from '../../src/config.ts';
import { openContainer } from '../../src/container.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { startWorkers } from '../../workers/main.ts';

/** The production workers, saying when they have started. */
const config = readConfig();
const logger = createLogger({ level: config.logLevel, name: 'workers' });
const container = await openContainer({ config, logger });
await startWorkers({ container, logger });
console.log(JSON.stringify({ port: 0 }));
