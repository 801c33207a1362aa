import { readConfig } from '../../src/config.ts';
import { openContainer } from '../../src/container.ts';
import { platformLimits } from '../../src/domain/messaging/rate-limits.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { keepHeapSmall } from '../../src/shared/process.ts';
import { startWorkers } from '../../workers/main.ts';

/** The production workers, with LINE's rate gate set above the load: it counts every push and holds none back. */
keepHeapSmall();
const config = readConfig();
const logger = createLogger({ level: config.logLevel, name: 'workers' });
const sendLimits = { ...platformLimits, linePush: { everyMs: 0.05, burst: 500 } };
const container = await openContainer({ config, logger, sendLimits });
await startWorkers({ container, logger });
console.log(JSON.stringify({ port: 0 }));
