import { setTimeout as sleep } from 'node:timers/promises';
import { type Spawned, spawnProcess } from '../../support/processes/spawned.ts';

/** Of pino. */
const warnLevel = 40;
const lastWarnings = 4;
const warningLength = 400;

/** A server or worker of the lab. */
export type SiteProcess = Omit<Spawned, 'kill'> & {
  /** Where a server listens; nowhere for workers. */
  readonly base: string;
  /** SIGKILL, and until it is gone. */
  readonly kill: () => Promise<void>;
  /** SIGSTOP for so long, then SIGCONT: like a machine that was suspended. */
  readonly freeze: (ms: number) => Promise<void>;
  /** SIGTERM; answers its exit code. */
  readonly stop: () => Promise<number | null>;
};

/**
 * How a process fared, for whoever reads why a row failed: whether it still ran, how often it warned of what, and
 * its last warnings in the order of the log.
 */
export function describeProcess({ child, lines }: Pick<Spawned, 'child' | 'lines'>, script: string): string {
  const ended = child.exitCode ?? child.signalCode;
  const warnings = lines.filter(({ level }) => typeof level === 'number' && level >= warnLevel);
  const counts = new Map<string, number>();
  for (const { event = '?' } of warnings) counts.set(event, (counts.get(event) ?? 0) + 1);
  const told = [...counts].map(([event, count]) => `${event} ${count}`).join(', ');
  const last = warnings.slice(-lastWarnings).map((line) => JSON.stringify(line).slice(0, warningLength));
  return [`${script}: ${ended === null ? 'still running' : `ended (${ended})`}; ${told}`, ...last].join(
    '\n    ',
  );
}

/** Starts an entry point with this environment and waits for the log event that says it is ready. */
export async function startSiteProcess(
  script: string,
  ready: string,
  env: Readonly<Record<string, string>>,
): Promise<SiteProcess> {
  const spawned = spawnProcess(script, [], env);
  const line = await spawned.logged(ready);
  return {
    ...spawned,
    base: `http://127.0.0.1:${Number(line.port ?? 9)}`,
    kill: async () => {
      spawned.kill();
      await spawned.ended();
    },
    freeze: async (ms) => {
      spawned.child.kill('SIGSTOP');
      await sleep(ms);
      spawned.child.kill('SIGCONT');
    },
    stop: async () => {
      spawned.child.kill('SIGTERM');
      return (await spawned.ended()).code;
    },
  };
}
