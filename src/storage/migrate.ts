import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { BansouError, ConfigurationError } from '../shared/errors.ts';

/** A database and the folder with its migrations (`<name>/migration.sql` each). */
export type MigrationTarget = { readonly databaseUrl: string; readonly migrationsDir: string };

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

// Held while migrating, so that two processes at once run one after the other and the second finds nothing to do.
const MIGRATION_LOCK = 7_300_312;
const UNDEFINED_TABLE = '42P01';

// Prisma's own table, so that its command line works on the same history.
const HISTORY = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

/**
 * Brings the database to the newest schema and returns the names of the migrations that ran, oldest first.
 * Safe to call from several processes at once; a second call runs nothing. Each migration is one transaction
 * together with its record: one that fails or is cut off leaves nothing behind and runs again next time.
 * Throws BansouError when a script fails or one that already ran here was edited afterwards, ConfigurationError
 * when the database cannot be reached.
 */
export async function applyMigrations(
  target: MigrationTarget,
): Promise<{ readonly applied: readonly string[] }> {
  const migrations = await readMigrations(target.migrationsDir);
  return onDatabase(target.databaseUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(HISTORY);
    const finished = await finishedMigrations(client);
    const pending = migrations.filter(({ name }) => !finished.has(name));
    refuseEdited(migrations, finished);
    for (const migration of pending) await run(client, migration);
    return { applied: pending.map(({ name }) => name) };
  });
}

/** Names of the migrations in the folder that the database has not finished, oldest first. Changes nothing. */
export async function pendingMigrations(target: MigrationTarget): Promise<readonly string[]> {
  const migrations = await readMigrations(target.migrationsDir);
  const finished = await onDatabase(target.databaseUrl, finishedMigrations);
  return migrations.map(({ name }) => name).filter((name) => !finished.has(name));
}

async function run(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    // Prisma's driver adapter would split the script at every semicolon, quoted ones too; one query keeps it whole.
    await client.query(migration.sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BansouError(`Migration ${migration.name} failed: ${reason}`, { cause });
  }
}

function refuseEdited(migrations: readonly Migration[], finished: ReadonlyMap<string, string>): void {
  const edited = migrations.find(
    ({ name, checksum }) => finished.has(name) && finished.get(name) !== checksum,
  );
  if (edited === undefined) return;
  throw new BansouError(
    `Migration ${edited.name} was edited after it ran on this database: add a new one instead.`,
  );
}

async function readMigrations(migrationsDir: string): Promise<readonly Migration[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const sql = await readFile(join(migrationsDir, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function finishedMigrations(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  try {
    const found = await client.query<{ name: string; checksum: string }>(
      `select migration_name as name, checksum from _prisma_migrations
       where finished_at is not null and rolled_back_at is null`,
    );
    return new Map(found.rows.map(({ name, checksum }) => [name, checksum]));
  } catch (cause) {
    // A database that was never migrated has no such table.
    if (cause instanceof pg.DatabaseError && cause.code === UNDEFINED_TABLE) return new Map();
    throw cause;
  }
}

async function onDatabase<Value>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect().catch((cause: unknown) => {
    const reason = cause instanceof Error && 'code' in cause ? cause.code : cause;
    throw new ConfigurationError(`The database cannot be reached (${String(reason)}): check DATABASE_URL.`, {
      cause,
    });
  });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
