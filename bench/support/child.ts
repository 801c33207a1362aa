import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export type BenchChild = {
  readonly port: number;
  readonly pid: number | undefined;
  /** Highest resident memory so far, in MB (Linux only, else NaN). */
  readonly peakMb: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

/** Starts a program of the project that listens, and waits until it says on which port. */
export async function startChild(
  program: string,
  env: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): Promise<BenchChild> {
  const child = spawn(process.execPath, [...nodeOptions, program], {
    cwd: root,
    env: { ...process.env, TZ: 'UTC', PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    port: await readPort(child, program),
    pid: child.pid,
    peakMb: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

function readPort(child: ChildProcess, program: string): Promise<number> {
  return new Promise((resolvePort, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
      const port = /"port":(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolvePort(Number(port));
    });
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code} before it listened`)));
  });
}
