import { type ChildProcess, spawn } from 'node:child_process';

// The helper ends when our end of its pipe closes, so it cannot outlive a test process that was killed hard.
const SUPERVISOR = `exec 3<&0
"$@" </dev/null 3<&- & helper=$!
( read -r _ <&3; kill -TERM $helper ) 2>/dev/null &
wait $helper`;

/** A helper program whose life is tied to this process. */
export type TiedProcess = { readonly child: ChildProcess; readonly stop: () => Promise<void> };

/** Starts a program and resolves when its output contains `readyText`; rejects when it ends before. */
export function startTied(program: string, args: readonly string[], readyText: string): Promise<TiedProcess> {
  const child = spawn('/bin/sh', ['-c', SUPERVISOR, 'tied', program, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const stop = async (): Promise<void> => {
    child.stdin.destroy();
    await ended;
  };
  return new Promise((resolve, reject) => {
    let output = '';
    const listen = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes(readyText)) resolve({ child, stop });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.stdin.on('error', () => undefined);
    child.once('exit', () => {
      child.stdin.destroy();
      reject(new Error(`${program} ended before it was ready: ${output.slice(-500)}`));
    });
  });
}
