import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { type Config, readConfig } from './config.ts';
import { type Container, openContainer } from './container.ts';
import { createHttpServer } from './http/app.ts';
import { createLogger } from './shared/logger.ts';
import { exitWith, runUntilSignal } from './shared/process.ts';

export type RunningServer = { readonly port: number; readonly close: () => Promise<void> };

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
      isReady: container.isReady,
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

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2_000).unref();
  });
}

async function main(): Promise<void> {
  const config = readConfig();
  const logger = createLogger({ level: config.logLevel, name: 'server' });
  const container = await openContainer({ config, logger });
  const server = await startServer({ container, config, logger });
  runUntilSignal(async () => {
    await server.close();
    await container.close();
  });
}

if (import.meta.main) await main().catch(exitWith);
