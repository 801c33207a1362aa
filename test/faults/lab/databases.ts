import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createDatabase, dropDatabase } from '../../../src/storage/embedded/databases.ts';
import { ensureEmbeddedPostgres } from '../../../src/storage/embedded/ensure-embedded-postgres.ts';
import { applyMigrations } from '../../../src/storage/migrate.ts';

/** A migrated database; `query` is for seeding and injecting, never for judging what people got. */
export type LabDatabase = {
  readonly url: string;
  readonly query: (sql: string, values?: readonly unknown[]) => Promise<readonly pg.QueryResultRow[]>;
  readonly close: () => Promise<void>;
};

/** The run's PostgreSQL, with durable commits as in production. */
export type LabServer = {
  readonly openDatabase: () => Promise<LabDatabase>;
  readonly close: () => Promise<void>;
};

const migrationsDir = join(import.meta.dirname, '../../../prisma/migrations');
const template = 'faults_template';

/** Starts it with a migrated template that every row's database is copied from. */
export async function startLabServer(): Promise<LabServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bansou-faults-'));
  // For root: the account that PostgreSQL runs under has to get in.
  chmodSync(dataDir, 0o755);
  const server = await ensureEmbeddedPostgres({ dataDir });
  await applyMigrations({ databaseUrl: await createDatabase(server.url, template), migrationsDir });
  let opened = 0;
  return {
    openDatabase: async () => {
      opened += 1;
      const name = `faults_${opened}`;
      const database = connectTo(await createDatabase(server.url, name, template));
      return {
        ...database,
        close: async () => {
          await database.close();
          await dropDatabase(server.url, name);
        },
      };
    },
    close: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
      if (!server.folder.startsWith(dataDir)) rmSync(server.folder, { recursive: true, force: true });
    },
  };
}

/** The same over a database that somebody else started and ends. */
export function connectTo(url: string): LabDatabase {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  // A server that a row kills takes our connections with it.
  pool.on('error', () => undefined);
  return {
    url,
    query: async (sql, values = []) => (await pool.query<pg.QueryResultRow>(sql, [...values])).rows,
    close: () => pool.end(),
  };
}
