import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createDatabase, dropDatabase } from '../../src/storage/embedded/databases.ts';
import { ensureEmbeddedPostgres } from '../../src/storage/embedded/ensure-embedded-postgres.ts';
import { applyMigrations } from '../../src/storage/migrate.ts';

const migrationsDir = resolve(import.meta.dirname, '../../prisma/migrations');

/** A PostgreSQL of the bench's own, with durable commits as in production; every bench takes migrated databases. */
export async function startBenchPostgres(): Promise<{
  readonly migrated: (name: string) => Promise<string>;
  readonly drop: (name: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'bansou-bench-'));
  const server = await ensureEmbeddedPostgres({ dataDir: folder });
  return {
    migrated: async (name) => {
      const databaseUrl = await createDatabase(server.url, name);
      await applyMigrations({ databaseUrl, migrationsDir });
      return databaseUrl;
    },
    drop: (name) => dropDatabase(server.url, name),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
