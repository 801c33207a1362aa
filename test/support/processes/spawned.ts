import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

type LogLine = Readonly<Record<string, unknown>> & { readonly event?: string };

/** One of our entry points as a process of its own; its log is its standard output. */
export type Spawned = {
  readonly child: ChildProcess;
  readonly lines: readonly LogLine[];
  readonly output: () => string;
  /** The first line of this event, past or to come; rejects when the process ends before. */
  readonly logged: (event: string) => Promise<LogLine>;
  /** The exit code, and how long after this call it came. */
  readonly ended: () => Promise<{ readonly code: number | null; readonly ms: number }>;
  readonly kill: () => void;
};

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Starts `src/server.ts`, `workers/main.ts` or another script with exactly this environment. */
export function spawnProcess(
  script: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Spawned {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', TZ: 'UTC', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: LogLine[] = [];
  let output = '';
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    const parts = (rest + chunk.toString()).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) lines.push(parseLine(line));
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const closed = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
  });
  let isClosed = false;
  void closed.then(() => {
    isClosed = true;
  });
  return {
    child,
    lines,
    output: () => output,
    logged: async (event) => {
      for (;;) {
        const found = lines.find((line) => line.event === event);
        if (found !== undefined) return found;
        if (isClosed) throw new Error(`ended without ${event}: ${output.slice(-2_000)}`);
        await sleep(20);
      }
    },
    ended: async () => {
      const begunAt = performance.now();
      const code = await closed;
      return { code, ms: performance.now() - begunAt };
    },
    kill: () => {
      if (!isClosed) child.kill('SIGKILL');
    },
  };
}

/** Guarantee: every line of our log is a JSON object; anything else becomes a line without an event. */
function parseLine(line: string): LogLine {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return {};
  }
}
