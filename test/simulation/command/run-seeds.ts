import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ensureEmbeddedPostgres } from '../../../src/storage/embedded/ensure-embedded-postgres.ts';
import { applyMigrations } from '../../../src/storage/migrate.ts';
import type { SeedResult } from '../run-seed.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

export type SeedOutcome =
  | { readonly kind: 'played'; readonly result: SeedResult }
  | { readonly kind: 'crashed'; readonly seed: number; readonly reason: string };

const workerFile = fileURLToPath(new URL('seed-worker.ts', import.meta.url));
const migrationsDir = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

/**
 * Plays seeds on throw-away PostgreSQL servers, several at a time, each in one process. `onOutcome` answers whether to go on.
 */
export async function runSeeds(options: {
  readonly seeds: readonly number[];
  readonly jobs: number;
  readonly onOutcome: (outcome: SeedOutcome) => boolean;
  readonly onTrace?: (line: string) => void;
}): Promise<void> {
  const waiting = [...options.seeds];
  const next = (): number | null => waiting.shift() ?? null;
  const onOutcome = (outcome: SeedOutcome): void => {
    if (!options.onOutcome(outcome)) waiting.length = 0;
  };
  const jobs = Math.max(1, Math.min(options.jobs, waiting.length));
  await Promise.all(Array.from({ length: jobs }, () => work({ ...options, next, onOutcome })));
}

/**
 * One worker process, from its start to its last seed, with a PostgreSQL of its own: what others do on the same server
 * decides when a page is tidied up, and so which of two rows that tie comes first.
 */
async function work(options: {
  readonly next: () => number | null;
  readonly onOutcome: (outcome: SeedOutcome) => void;
  readonly onTrace?: (line: string) => void;
}): Promise<void> {
  const { next, onOutcome, onTrace } = options;
  const server = await ensureEmbeddedPostgres({ throwAway: true });
  const child = fork(workerFile, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // What the libraries deprecate among themselves.
    execArgv: ['--disable-warning=DeprecationWarning'],
    env: { ...process.env, TZ: 'UTC' },
  });
  const ended = once(child, 'exit');
  try {
    await applyMigrations({ databaseUrl: server.url, migrationsDir });
    await ask(child, { kind: 'open', databaseUrl: server.url });
    for (let seed = next(); seed !== null; seed = next()) {
      onOutcome(await play(child, seed, onTrace));
    }
    child.send({ kind: 'end' } satisfies ToWorker);
    await ended;
  } finally {
    child.kill();
    await server.stop();
  }
}

async function play(
  child: ChildProcess,
  seed: number,
  onTrace: ((line: string) => void) | undefined,
): Promise<SeedOutcome> {
  const trace = (message: FromWorker): void => {
    if (message.kind === 'trace') onTrace?.(message.line);
  };
  child.on('message', trace);
  const answer = await ask(child, { kind: 'run', seed, traces: onTrace !== undefined });
  child.off('message', trace);
  if (answer.kind === 'result') return { kind: 'played', result: answer.result };
  return { kind: 'crashed', seed, reason: answer.kind === 'crashed' ? answer.reason : 'the worker ended' };
}

/** The answer that ends what was asked; a worker that dies ends it too. */
function ask(child: ChildProcess, message: ToWorker): Promise<FromWorker | { readonly kind: 'gone' }> {
  return new Promise((resolve) => {
    const onMessage = (answer: FromWorker): void => {
      if (answer.kind === 'trace') return;
      finish(answer);
    };
    const onExit = (): void => finish({ kind: 'gone' });
    const finish = (answer: FromWorker | { readonly kind: 'gone' }): void => {
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(answer);
    };
    child.on('message', onMessage);
    child.once('exit', onExit);
    child.send(message);
  });
}
