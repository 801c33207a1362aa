import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createPlantedCopy } from '../support/processes/planted-copy.ts';

const patches = join(import.meta.dirname, 'planted');

/** Plants each known bug into a copy of the project: the usual number of runs has to find it. */
async function isFound(patch: string): Promise<boolean> {
  const copy = await createPlantedCopy(join(patches, patch));
  try {
    const command = ['node_modules/vitest/vitest.mjs', 'run', 'test/model/dates.test.ts'];
    const env = { ...process.env, BANSOU_MODEL_SHRINK: 'no' };
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      cwd: copy.folder,
      env,
      encoding: 'utf8',
    });
    const output = stdout + stderr;
    const found = /Property failed after (\d+) tests/u.exec(output)?.[1];
    const breach = /Caused by: Error.*$/mu.exec(output)?.[0] ?? '';
    process.stdout.write(
      `${basename(patch, '.patch').padEnd(30)}${found === undefined ? 'NOT FOUND' : `found in run ${found}`} ${breach}\n`,
    );
    return status !== 0 && found !== undefined;
  } finally {
    copy.remove();
  }
}

const found: boolean[] = [];
for (const patch of readdirSync(patches).toSorted()) found.push(await isFound(patch));
process.exitCode = found.every(Boolean) ? 0 : 1;
