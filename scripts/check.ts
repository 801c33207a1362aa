import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

type Step = { readonly name: string; readonly command: readonly [string, ...string[]] };

const root = fileURLToPath(new URL('..', import.meta.url));

// Those of one group run side by side; the slow ones share a group with the quick.
const groups: readonly (readonly Step[])[] = [
  [
    { name: 'lock', command: [process.execPath, 'scripts/check-lock.ts'] },
    { name: 'biome', command: ['biome', 'check', '--error-on-warnings'] },
    { name: 'types', command: ['tsc', '--noEmit'] },
  ],
  [
    { name: 'oxlint', command: ['oxlint', '--type-aware'] },
    { name: 'knip', command: ['knip', '--no-progress'] },
  ],
  [{ name: 'unit tests', command: ['vitest', 'run', '--project', 'unit'] }],
];

type Outcome = {
  readonly step: Step;
  readonly passed: boolean;
  readonly output: string;
  readonly seconds: number;
};

/** Runs one step with its output kept, so that steps side by side do not mix theirs. */
function run(step: Step): Promise<Outcome> {
  const begun = performance.now();
  const [program, ...args] = step.command;
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    const finish = (passed: boolean): void => {
      resolve({ step, passed, output, seconds: (performance.now() - begun) / 1000 });
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (cause) => {
      output += cause.message;
      finish(false);
    });
    child.once('close', (code) => finish(code === 0));
  });
}

function report({ step, passed, output, seconds }: Outcome): void {
  if (!passed) console.log(output.trimEnd());
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${step.name.padEnd(12)} ${seconds.toFixed(1)} s`);
}

const begun = performance.now();
const failed: string[] = [];
for (const group of groups) {
  const outcomes = group.map(async (step) => {
    const outcome = await run(step);
    report(outcome);
    if (!outcome.passed) failed.push(step.name);
  });
  await Promise.all(outcomes);
}
const total = ((performance.now() - begun) / 1000).toFixed(1);
console.log(
  failed.length === 0 ? `All checks passed in ${total} s.` : `Failed: ${failed.join(', ')} (${total} s)`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
