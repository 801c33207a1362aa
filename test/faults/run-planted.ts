import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createPlantedCopy } from '../support/processes/planted-copy.ts';
import { faultRows } from './catalogue.ts';

/** A known defect and the row that must find it. */
type Planted = { readonly name: string; readonly row: number };

const planted: readonly Planted[] = [
  { name: 'drop-the-fence', row: 3 },
  { name: 'read-committed-digest', row: 22 },
  { name: 'forget-the-recheck', row: 24 },
];
const attempts = 3;

/**
 * Plants every known defect, or those of the wanted rows, in a copy of the project and runs its row there; answers
 * whether each was found.
 */
export async function runPlanted(
  wanted: readonly number[] | null,
  say: (line: string) => void,
): Promise<boolean> {
  let areAllFound = true;
  for (const { name, row } of planted) {
    if (wanted !== null && !wanted.includes(row)) continue;
    const patch = join(import.meta.dirname, 'planted', `${name}.patch`);
    const problem = await findProblem(patch, row);
    say(`${name.padEnd(24)} row ${row}  ${problem === null ? 'NOT FOUND' : `found: ${problem}`}`);
    areAllFound &&= problem !== null;
  }
  return areAllFound;
}

/** What the row objected to, or null. A race need not be lost every time: the row runs up to three times. */
async function findProblem(patch: string, row: number): Promise<string | null> {
  if (!existsSync(patch)) throw new Error(`${patch} is missing`);
  if (!faultRows.some(({ number }) => number === row)) throw new Error(`there is no row ${row}`);
  const copy = await createPlantedCopy(patch);
  try {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const problem = await runIn(copy.folder, row);
      if (problem !== null) return problem;
    }
    return null;
  } finally {
    copy.remove();
  }
}

function runIn(folder: string, row: number): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['test/faults/main.ts', '--rows', String(row), '--short', '--json'],
      { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', () => resolve(readProblem(output)));
  });
}

type Reported = {
  readonly rows: readonly { readonly injected?: number; readonly problems: readonly string[] }[];
};

/** Only a row that ran to its end with its fault in place has found anything. */
function readProblem(output: string): string | null {
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  const [row] = asReport(last).rows;
  if (row === undefined || row.injected === undefined || row.injected === 0) return null;
  return row.problems.length === 0 ? null : row.problems.join('; ');
}

/** Guarantee: the last line is what this command printed for --json. */
function asReport(line: string): Reported {
  return JSON.parse(line) as Reported;
}
