import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, it } from 'vitest';

/** Parts of a machine that some suites need. */
export type Requirements = {
  readonly redis?: true;
  readonly chromium?: true;
  readonly faketime?: true;
  readonly lineOpenapi?: true;
};

/** Folder with LINE's own specification (LINE_OPENAPI_DIR), or null. */
export function findLineOpenapi(): string | null {
  const folder = process.env.LINE_OPENAPI_DIR ?? '';
  return folder !== '' && existsSync(folder) ? folder : null;
}

/**
 * A `describe` for a suite that needs parts a machine may lack. Without them it is skipped and says why;
 * with CI=true it fails instead, except for the specification, which nothing can install.
 */
export function describeWith(
  requirements: Requirements,
  title: string,
  suite: () => void | Promise<void>,
): void {
  const missing = missingParts(requirements);
  if (missing.length === 0) {
    describe(title, suite);
    return;
  }
  const reason = missing.map(({ text }) => text).join(', ');
  if (process.env.CI === 'true' && missing.some(({ isInstallable }) => isInstallable)) {
    describe(title, () => {
      it('finds what it needs on this machine', () => {
        throw new Error(reason);
      });
    });
    return;
  }
  console.info(`skipped "${title}": ${reason}`);
  describe.skip(`${title} (${reason})`, suite);
}

type MissingPart = { readonly text: string; readonly isInstallable: boolean };

function missingParts(requirements: Requirements): readonly MissingPart[] {
  const programs = [
    { wanted: requirements.redis, name: 'redis-server' },
    { wanted: requirements.chromium, name: 'chromium' },
    { wanted: requirements.faketime, name: 'faketime' },
  ];
  const missing = programs
    .filter(({ wanted, name }) => wanted === true && findProgram(name) === null)
    .map(({ name }) => ({ text: `${name} is not installed`, isInstallable: true }));
  const lacksLine = requirements.lineOpenapi === true && findLineOpenapi() === null;
  return lacksLine ? [...missing, { text: 'LINE_OPENAPI_DIR is not set', isInstallable: false }] : missing;
}

/** Path of a program on this machine, or null. */
export function findProgram(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
