import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigurationError } from '../../shared/errors.ts';
import { commandAs } from './accounts.ts';
import { type Cluster, serverArguments } from './cluster.ts';
import { findFreePort, findPostmaster, isAlive, type Postmaster } from './postmaster.ts';
import type { Runtime } from './runtime.ts';

/** How a server that dies with this process is told apart: it hangs on a pipe that only this process holds. */
export type StartedServer = { readonly postmaster: Postmaster; readonly child: ChildProcess };

// The watcher meets the end of the pipe when our end closes: at exit, at a crash and at kill -9 alike. SIGINT is
// PostgreSQL's fast shutdown; it repeats because a starting server still ignores it. `$$` guards against a reused pid.
const SUPERVISOR = `exec 3<&0
"$@" </dev/null 3<&- & server=$!
( read -r _ <&3; rounds=0
  while kill -0 $$ && kill -INT $server && [ $rounds -lt 400 ]; do rounds=$((rounds + 1)); sleep 0.05; done
  cd / && rm -rf "$BANSOU_FOLDER" ) 2>/dev/null &
wait $server`;

const READY_WITHIN_MS = 60_000;
const POLL_MS = 15;

/**
 * Starts a server for the cluster and waits until it accepts connections; null when another process was faster
 * or the port was taken meanwhile. `durable: false` ties its life to this process and removes its folder at the end.
 */
export async function startServer(
  runtime: Runtime,
  cluster: Cluster,
  options: { readonly durable: boolean },
): Promise<StartedServer | null> {
  const port = await findFreePort();
  const child = spawnServer(runtime, cluster, port, options.durable);
  const deadline = performance.now() + READY_WITHIN_MS;
  let failure: Error | null = null;
  child.once('error', (cause) => {
    failure = cause;
  });
  while (performance.now() < deadline) {
    if (failure !== null || child.exitCode !== null || child.signalCode !== null) {
      child.stdin?.destroy();
      return null;
    }
    const postmaster = findPostmaster(cluster);
    if (postmaster?.ready === true) return { postmaster, child };
    await sleep(POLL_MS);
  }
  throw new ConfigurationError(`Embedded PostgreSQL was not ready within a minute: see ${cluster.log}`);
}

/** Waits until the process is gone; false when it still lives after `withinMs`. */
export async function waitUntilGone(pid: number, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

/** The last line the server wrote, for an error message. */
export function lastLogLine(cluster: Cluster): string {
  try {
    return readFileSync(cluster.log, 'utf8').trim().split('\n').at(-1) ?? '';
  } catch {
    return '';
  }
}

function spawnServer(runtime: Runtime, cluster: Cluster, port: number, durable: boolean): ChildProcess {
  const log = openSync(cluster.log, 'a', 0o600);
  try {
    const server = [runtime.binaries.postgres, ...serverArguments(cluster, port, durable)];
    const [program = '', ...args] = durable
      ? server
      : ['/bin/sh', '-c', SUPERVISOR, 'bansou-postgres', ...server];
    const command = commandAs(runtime.account, program, args);
    const child = spawn(command.program, [...command.args], {
      ...command.options,
      env: { ...command.options.env, BANSOU_FOLDER: runtime.home },
      // Its own session: Ctrl-C in the terminal reaches this process first, which then stops the server in order.
      detached: true,
      stdio: [durable ? 'ignore' : 'pipe', log, log],
    });
    child.unref();
    // Node's type of a child's pipe hides that it is a socket.
    if (child.stdin instanceof Socket) child.stdin.unref();
    child.stdin?.on('error', () => undefined);
    return child;
  } finally {
    closeSync(log);
  }
}
