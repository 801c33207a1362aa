import { setTimeout as sleep } from 'node:timers/promises';
import { type Spawned, spawnProcess } from '../../support/processes/spawned.ts';

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
