import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { isAlive } from '../../src/storage/embedded/postmaster.ts';

const bootstrap = fileURLToPath(new URL('../../scripts/bootstrap.mjs', import.meta.url));
const target = 'test/fixtures/bootstrap/report.ts';
const said = z.object({ node: z.number(), zone: z.string(), rest: z.array(z.string()), pid: z.number() });

function start(...args: readonly string[]) {
  return spawn(process.execPath, [bootstrap, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

it('runs the target on Node 24 in UTC with its arguments, and ends with its code', async () => {
  const child = start(target, '3', '--name', 'two words');
  const [[line], [code]] = await Promise.all([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit'),
  ]);
  expect(said.parse(JSON.parse(String(line)))).toMatchObject({
    node: 24,
    zone: 'UTC',
    rest: ['--name', 'two words'],
  });
  expect(code).toBe(3);
});

it('hands what stands before the target to Node', async () => {
  const child = start('--eval=console.log(process.execArgv.join())', target);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  expect(line).toContain('--eval');
});

it('passes SIGTERM on and leaves no process behind', async () => {
  const child = start(target);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { pid } = said.parse(JSON.parse(String(line)));
  expect(isAlive(pid)).toBe(true);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([7, null]);
  expect(isAlive(pid)).toBe(false);
});

it.each([
  ['src/nothing.ts', 'src/nothing.ts does not exist.'],
  ['nothing', 'nothing is not an installed tool.'],
])('says in one line that %s cannot be run', async (name, line) => {
  const child = start(name);
  const [[said], [code]] = await Promise.all([
    once(createInterface({ input: child.stderr }), 'line'),
    once(child, 'exit'),
  ]);
  expect([said, code]).toEqual([line, 1]);
});
