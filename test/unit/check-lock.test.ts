import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findLockProblems } from '../../scripts/check-lock.ts';

function lock(packages: Readonly<Record<string, object>>): string {
  return JSON.stringify({ name: 'x', lockfileVersion: 3, packages: { '': { name: 'x' }, ...packages } });
}

describe('a package lock', () => {
  it('is sound in this project', () => {
    const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
    expect(findLockProblems(text)).toEqual([]);
  });

  it('is refused when an optional package has no entry of its own', () => {
    const text = lock({
      'node_modules/tool': { optionalDependencies: { '@tool/linux': '1.0.0', '@tool/darwin': '1.0.0' } },
      'node_modules/@tool/linux': { version: '1.0.0', optional: true },
    });
    expect(findLockProblems(text)).toEqual([
      'node_modules/tool: its optional dependency @tool/darwin has no entry',
    ]);
  });

  it('accepts an optional package nested under the one that wants it or above it', () => {
    const text = lock({
      'node_modules/outer': {},
      'node_modules/outer/node_modules/@a/tool': {
        optionalDependencies: { inner: '1', beside: '1', top: '1' },
      },
      'node_modules/outer/node_modules/@a/tool/node_modules/inner': {},
      'node_modules/outer/node_modules/beside': {},
      'node_modules/top': {},
    });
    expect(findLockProblems(text)).toEqual([]);
  });

  it('does not take a package nested elsewhere for the missing one', () => {
    const text = lock({
      'node_modules/tool': { optionalDependencies: { part: '1' } },
      'node_modules/other/node_modules/part': {},
    });
    expect(findLockProblems(text)).toHaveLength(1);
  });

  it('is refused when it names the address of a registry', () => {
    const text = lock({ 'node_modules/tool': { resolved: 'https://registry.example/tool-1.0.0.tgz' } });
    expect(findLockProblems(text)).toEqual([
      'node_modules/tool: names the address https://registry.example/tool-1.0.0.tgz',
    ]);
  });
});
