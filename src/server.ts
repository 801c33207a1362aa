import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { type Config, readConfig } from './config.ts';
import { type Container, openContainer } from './container.ts';
import { createHttpServer } from './http/app.ts';
import { createLogger } from './shared/logger.ts';
import { endTiming, exitWith, runUntilSignal } from './shared/process.ts';

export type RunningServer = {
  readonly port: number;
  /** Takes no new connections and waits for requests being answered, 3 s at most. */
  readonly close: () => Promise<void>;
};

/** Listens on the configured port (0: a free one) and answers once it does. */
export async function startServer(options: {
  readonly container: Container;
  readonly config: Pick<Config, 'port'>;
  readonly logger: Logger;
  readonly extend?: (app: Hono) => void;
}): Promise<RunningServer> {
  const { container, config, logger } = options;
  const server = createHttpServer(
    {
      receivers: container.receivers,
      readiness: container.readiness,
      readCalendar: container.readCalendar,
      stopping: container.stopping,
      metrics: container.metrics.read,
      logger,
    },
    options.extend,
  );
  server.listen(config.port);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  logger.info({ event: 'server.listening', port });
  return { port, close: () => closeServer(server) };
}

/**
 * The orderly end of a server: readiness off at once, then a moment in which whoever sends requests sees that, with
 * everything still answered, then no more connections.
 */
export async function stopServer(server: RunningServer, container: Container): Promise<void> {
  container.stop();
  await sleep(endTiming.drainMs);
  await server.close();
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), endTiming.closeMs);
    timer.unref();
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function main(): Promise<void> {
  const config = readConfig();
  const logger = createLogger({ level: config.logLevel, name: 'server' });
  const container = await openContainer({ config, logger });
  const server = await startServer({ container, config, logger });
  runUntilSignal({
    logger,
    close: async () => {
      await stopServer(server, container);
      await container.close();
    },
  });
}

if (import.meta.main) await main().catch(exitWith);
