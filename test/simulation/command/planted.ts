import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const patches = join(root, 'test/faults/planted');
/** What a simulation imports. */
const parts = ['package.json', 'prisma', 'src', 'playground', 'test'] as const;

/** Every planted bug is found within so many seeds. */
export const plantedSeeds = 60;

const summary = z.object({
  seeds: z.number(),
  failures: z.array(z.object({ seed: z.number(), breaches: z.array(z.string()) })),
  crashes: z.array(z.object({ seed: z.number(), reason: z.string() })),
});

export type Planted = {
  readonly bug: string;
  /** How it was found: by a promise that was not kept, never by a crash. Null: it was not. */
  readonly caught: { readonly seeds: number; readonly breach: string } | null;
  readonly problem: string | null;
};

/** Plants each bug into a copy of the project and plays seeds there until one of them breaks a promise. */
export async function runPlanted(options: {
  readonly from: number;
  readonly jobs: number;
  readonly onPlanted: (planted: Planted) => void;
}): Promise<boolean> {
  const files = readdirSync(patches).filter((file) => file.endsWith('.patch'));
  let allCaught = files.length > 0;
  for (const file of files.sort()) {
    const planted = await plant(join(patches, file), options);
    options.onPlanted(planted);
    if (planted.caught === null) allCaught = false;
  }
  return allCaught;
}

async function plant(
  patch: string,
  { from, jobs }: { readonly from: number; readonly jobs: number },
): Promise<Planted> {
  const bug = basename(patch, '.patch');
  const copy = mkdtempSync(join(realpathSync(tmpdir()), 'bansou-planted-'));
  try {
    for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(realpathSync(join(root, 'node_modules')), join(copy, 'node_modules'));
    const applied = spawnSync('git', ['apply', patch], { cwd: copy, encoding: 'utf8' });
    if (applied.status !== 0)
      return { bug, caught: null, problem: `the patch does not apply: ${applied.stderr}` };
    const output = await simulate(copy, [
      '--seeds',
      String(plantedSeeds),
      '--from',
      String(from),
      '--jobs',
      String(jobs),
    ]);
    const { seeds, failures, crashes } = summary.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
    const [first] = failures;
    const [crash] = crashes;
    if (crash !== undefined)
      return { bug, caught: null, problem: `seed ${crash.seed} gave no verdict: ${crash.reason}` };
    if (first === undefined) return { bug, caught: null, problem: `${seeds} seeds found nothing` };
    return { bug, caught: { seeds, breach: first.breaches[0] ?? '' }, problem: null };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function simulate(cwd: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const command = ['test/simulation/simulate.ts', ...args, '--until-breach', '--json'];
    const child = spawn(process.execPath, command, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
}
