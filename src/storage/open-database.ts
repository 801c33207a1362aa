import { resolve } from 'node:path';
import { ConfigurationError } from '../shared/errors.ts';
import { ensureEmbeddedPostgres } from './embedded/ensure-embedded-postgres.ts';
import { applyMigrations, pendingMigrations } from './migrate.ts';

const migrationsDir = resolve(import.meta.dirname, '../../prisma/migrations');

export type Database = { readonly url: string; readonly stop: () => Promise<void> };

/**
 * The database of this process: the one of DATABASE_URL, which must be migrated, or the embedded one, which is
 * started where it is not running and migrates itself. Throws a ConfigurationError that says what to do.
 */
export async function openDatabase(config: {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string | undefined;
}): Promise<Database> {
  if (config.databaseUrl !== undefined) {
    const pending = await pendingMigrations({ databaseUrl: config.databaseUrl, migrationsDir });
    if (pending.length > 0) {
      throw new ConfigurationError(
        `The database lacks ${pending.length} migration(s): run npm run db:migrate first.`,
      );
    }
    return { url: config.databaseUrl, stop: async () => undefined };
  }
  const dataDir = resolve(config.dataDir ?? resolve(import.meta.dirname, '../../.local'));
  const server = await ensureEmbeddedPostgres({ dataDir });
  await applyMigrations({ databaseUrl: server.url, migrationsDir });
  return { url: server.url, stop: server.stop };
}
