import { runSeed } from '../run-seed.ts';
import { openSimulationDatabase, type SimulationDatabase } from '../world/database.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

let database: SimulationDatabase | null = null;

async function handle(message: ToWorker): Promise<void> {
  if (message.kind === 'open') {
    database = await openSimulationDatabase(message.databaseUrl);
    answer({ kind: 'ready' });
    return;
  }
  if (message.kind === 'end') {
    await database?.close();
    // Processes that died in a run left timers behind.
    process.exit(0);
  }
  if (database === null) throw new Error('a worker is opened before it is asked to run');
  const onTrace = message.traces ? (line: string): void => answer({ kind: 'trace', line }) : undefined;
  try {
    const result = await runSeed(database, message.seed, onTrace === undefined ? {} : { onTrace });
    answer({ kind: 'result', result });
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    answer({ kind: 'crashed', seed: message.seed, reason });
  }
}

function answer(message: FromWorker): void {
  process.send?.(message);
}

process.on('message', (message: ToWorker) => void handle(message));
