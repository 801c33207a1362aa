import { setFlagsFromString } from 'node:v8';
import type { Logger } from 'pino';
import { ConfigurationError } from './errors.ts';
import { within } from './within.ts';

/** How long the pieces of an orderly end may take; together well below the 25 s after which a process is ended. */
export const endTiming = { drainMs: 1_000, finishMs: 10_000, closeMs: 3_000 } as const;

const endWithinMs = 25_000;

/**
 * For processes with much under way at once: their garbage outlives the nursery, and V8 would let it grow to several
 * times what is in use before it is collected. From now on a fifth more than that, for some more time in collecting.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=20');
}

/**
 * Runs a process until SIGINT or SIGTERM, then closes it and exits with 0; a second signal, or 25 s, ends it at once
 * with 1. So does an error that nothing caught, after it was logged: nobody knows what it left behind.
 */
export function runUntilSignal(options: {
  readonly logger: Logger;
  readonly close: () => Promise<void>;
}): void {
  const { logger } = options;
  let isClosing = false;
  const onSignal = (): void => {
    if (isClosing) process.exit(1);
    isClosing = true;
    logger.info({ event: 'process.stopping' });
    setTimeout(() => process.exit(1), endWithinMs).unref();
    options.close().then(
      () => {
        logger.info({ event: 'process.stopped' });
        process.exit(0);
      },
      (error: unknown) => {
        logger.error({ event: 'process.stop_failed', err: error });
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('uncaughtException', (error) => crash(logger, error));
  process.on('unhandledRejection', (reason) => crash(logger, reason));
}

/** Goes on after the limit whatever happens: what was not finished is found again by its lease. */
export async function finishWithin(
  options: { readonly logger: Logger; readonly part: string; readonly limitMs: number },
  work: Promise<unknown>,
): Promise<void> {
  const { logger, part, limitMs } = options;
  try {
    if (await within(limitMs, work)) return;
    logger.warn({ event: 'process.part_unfinished', part });
  } catch (error) {
    logger.warn({ event: 'process.part_failed', part, err: error });
  }
}

function crash(logger: Logger, error: unknown): never {
  logger.fatal({ event: 'process.crashed', err: error instanceof Error ? error : new Error('not an error') });
  process.exit(1);
}

/** The funnel of a starting process: what a person must mend is said in one line. */
export function exitWith(error: unknown): never {
  if (error instanceof ConfigurationError) {
    process.stderr.write(`${error.message}\n`);
  } else if (isPortInUse(error)) {
    process.stderr.write(`Port ${error.port} is in use: stop what uses it, or set PORT to another one.\n`);
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  process.exit(1);
}

function isPortInUse(error: unknown): error is Error & { readonly port: number } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
}
