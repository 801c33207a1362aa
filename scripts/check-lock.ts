import { readFileSync } from 'node:fs';
import { z } from 'zod';

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

/**
 * Complaints about a package-lock.json, one line each; empty when it is sound.
 * A lock that lacks a platform's optional package makes `npm ci` fail everywhere; one that names a registry's
 * address makes it fail wherever that registry cannot be reached.
 */
export function findLockProblems(lockText: string): readonly string[] {
  const { packages } = lockSchema.parse(JSON.parse(lockText));
  const paths = new Set(Object.keys(packages));
  return Object.entries(packages).flatMap(([path, entry]) => {
    const missing = Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !isFound(paths, path, name))
      .map((name) => `${path}: its optional dependency ${name} has no entry`);
    const address = /^https?:/.test(entry.resolved ?? '')
      ? [`${path}: names the address ${entry.resolved}`]
      : [];
    return [...missing, ...address];
  });
}

/** Looks a package up as Node does: beside the one that wants it, then in each folder above. */
function isFound(paths: ReadonlySet<string>, from: string, name: string): boolean {
  const parts = from === '' ? [] : from.split('/node_modules/');
  for (let depth = parts.length; depth > 0; depth -= 1) {
    if (paths.has(`${parts.slice(0, depth).join('/node_modules/')}/node_modules/${name}`)) return true;
  }
  return paths.has(`node_modules/${name}`);
}

if (import.meta.main) {
  const problems = findLockProblems(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  for (const problem of problems) console.error(`package-lock.json ${problem}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
