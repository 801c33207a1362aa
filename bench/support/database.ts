import { resolve } from 'node:path';
import { createDatabase } from '../../src/storage/embedded/databases.ts';
import { ensureEmbeddedPostgres } from '../../src/storage/embedded/ensure-embedded-postgres.ts';
import { applyMigrations } from '../../src/storage/migrate.ts';

const migrationsDir = resolve(import.meta.dirname, '../../prisma/migrations');

/** A throw-away PostgreSQL with durable commits; every bench takes migrated databases of its own. */
export async function startBenchPostgres(): Promise<{
  readonly migrated: (name: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}> {
  const server = await ensureEmbeddedPostgres({ throwAway: true });
  return {
    migrated: async (name) => {
      const databaseUrl = await createDatabase(server.url, name);
      await applyMigrations({ databaseUrl, migrationsDir });
      return databaseUrl;
    },
    stop: server.stop,
  };
}
