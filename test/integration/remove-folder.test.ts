import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeFolder } from '../../src/storage/embedded/remove-folder.ts';

const WITHIN_MS = 20_000;

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bansou-remove-'));
  for (const inner of Array.from({ length: 30 }, (_, index) => join(folder, String(index)))) {
    mkdirSync(inner);
    for (let file = 0; file < 40; file += 1) writeFileSync(join(inner, String(file)), 'x');
  }
  return folder;
}

it('has removed the folder when it says so, also when another process removes it meanwhile', async () => {
  for (let round = 0; round < 10; round += 1) {
    const folder = makeFolder();
    const other = spawn('rm', ['-rf', folder]);
    const exited = once(other, 'exit');
    await once(other, 'spawn');
    expect(await removeFolder(folder, WITHIN_MS)).toBe(true);
    expect(existsSync(folder)).toBe(false);
    await exited;
  }
});

it('is content with a folder that is not there', async () => {
  expect(await removeFolder(join(tmpdir(), 'bansou-never-made'), WITHIN_MS)).toBe(true);
});
