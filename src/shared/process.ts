import { ConfigurationError } from './errors.ts';

/** Runs a process until SIGINT or SIGTERM, then closes it; a second signal, or 25 s, ends it at once. */
export function runUntilSignal(close: () => Promise<void>): void {
  let closing = false;
  const onSignal = (): void => {
    if (closing) process.exit(1);
    closing = true;
    setTimeout(() => process.exit(1), 25_000).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
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
