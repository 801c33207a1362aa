import { spawnSync } from 'node:child_process';
import { cp, glob, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));
const report = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
});

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bansou-boundaries-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Lints a tree of fixtures as if it were the project itself; returns its files, each with the rules it broke. */
async function lint(tree: 'refused' | 'allowed'): Promise<ReadonlyMap<string, readonly string[]>> {
  const project = join(folder, tree);
  await cp(join(root, 'test/fixtures/boundaries', tree), project, { recursive: true });
  await cp(join(root, 'biome.json'), join(project, 'biome.json'));
  await cp(join(root, 'scripts/lint'), join(project, 'scripts/lint'), { recursive: true });
  const biome = join(root, 'node_modules/.bin/biome');
  const options = [
    '--vcs-enabled=false',
    '--reporter=json',
    '--max-diagnostics=none',
    '--diagnostic-level=error',
  ];
  const result = spawnSync(biome, ['lint', ...options, '.'], { cwd: project, encoding: 'utf8' });
  const { diagnostics } = report.parse(JSON.parse(result.stdout));
  const broken = new Map<string, readonly string[]>();
  for await (const file of glob('{src,workers,playground}/**/*.ts', { cwd: project })) broken.set(file, []);
  for (const { category, location } of diagnostics) {
    const file = relative(project, join(project, location.path));
    broken.set(file, [...(broken.get(file) ?? []), category]);
  }
  return broken;
}

it('refuses every import, clock and environment access that crosses a boundary', async () => {
  const refused = await lint('refused');
  const expected = [...refused.keys()].map((file) => [file, [ruleAgainst(file)]]);
  expect(Object.fromEntries(refused)).toEqual(Object.fromEntries(expected));
  expect(refused.size).toBeGreaterThanOrEqual(25);
});

it('accepts what each folder may import', async () => {
  const allowed = await lint('allowed');
  expect([...allowed].filter(([, rules]) => rules.length > 0)).toEqual([]);
  expect(allowed.size).toBeGreaterThanOrEqual(10);
});

function ruleAgainst(file: string): string {
  if (file.endsWith('reads-environment.ts')) return 'lint/style/noProcessEnv';
  return /(reads-clock|makes-now)\.ts$/.test(file) ? 'plugin' : 'lint/style/noRestrictedImports';
}
