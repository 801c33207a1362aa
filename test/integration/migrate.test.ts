import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { diffSchemas } from '../../scripts/schema-engine/diff-schemas.ts';
import { createDatabase, dropDatabase } from '../../src/storage/embedded/databases.ts';
import { applyMigrations, pendingMigrations } from '../../src/storage/migrate.ts';
import { queryOnce, testServerUrl } from '../support/databases/test-database.ts';

const serverUrl = testServerUrl();
const name = `migrate_${process.pid}`;
let databaseUrl = '';
let migrationsDir = '';

beforeAll(async () => {
  databaseUrl = await createDatabase(serverUrl, name);
  migrationsDir = await mkdtemp(join(tmpdir(), 'bansou-migrations-'));
  await write(
    '20260101000000_first',
    "create table first (id int); insert into first values (1); -- it's; one",
  );
  await write(
    '20260102000000_second',
    "create function f() returns text language sql as $$ select 'a;b'; $$;",
  );
});

afterAll(async () => {
  await dropDatabase(serverUrl, name);
  await rm(migrationsDir, { recursive: true });
});

async function write(migration: string, sql: string): Promise<void> {
  await mkdir(join(migrationsDir, migration), { recursive: true });
  await writeFile(join(migrationsDir, migration, 'migration.sql'), sql);
}

it('names every migration as pending on an empty database', async () => {
  expect(await pendingMigrations({ databaseUrl, migrationsDir })).toEqual([
    '20260101000000_first',
    '20260102000000_second',
  ]);
});

it('runs each migration once when several processes migrate at the same time', async () => {
  const runs = await Promise.all([1, 2, 3].map(() => applyMigrations({ databaseUrl, migrationsDir })));
  expect(runs.flatMap(({ applied }) => applied)).toEqual(['20260101000000_first', '20260102000000_second']);
  expect(await queryOnce(databaseUrl, 'select count(*)::int as n from first')).toEqual([{ n: 1 }]);
  expect(await pendingMigrations({ databaseUrl, migrationsDir })).toEqual([]);
});

it('runs nothing the second time', async () => {
  expect(await applyMigrations({ databaseUrl, migrationsDir })).toEqual({ applied: [] });
});

it('leaves nothing of a script that fails, and runs it once it is mended', async () => {
  const target = { databaseUrl, migrationsDir };
  await write('20260103000000_third', 'create table third (id int); create tabl fourth (id int);');
  await expect(applyMigrations(target)).rejects.toThrow('20260103000000_third failed: syntax error');
  expect(await queryOnce(databaseUrl, "select to_regclass('third') as found")).toEqual([{ found: null }]);
  expect(await pendingMigrations(target)).toEqual(['20260103000000_third']);
  await write('20260103000000_third', 'create table third (id int);');
  expect(await applyMigrations(target)).toEqual({ applied: ['20260103000000_third'] });
});

it('refuses a folder in which a script was edited after it ran', async () => {
  await write('20260101000000_first', 'create table first (id bigint);');
  await expect(applyMigrations({ databaseUrl, migrationsDir })).rejects.toThrow('was edited after it ran');
});

it('writes the SQL from one schema to the next, and none when they agree', async () => {
  const before = 'datasource db {\n  provider = "postgresql"\n}\nmodel Note {\n  id Int @id\n}\n';
  const after = before.replace('@id\n', '@id\n  text String?\n');
  expect(await diffSchemas(serverUrl, null, before)).toContain('CREATE TABLE "Note"');
  expect(await diffSchemas(serverUrl, before, after)).toContain('ADD COLUMN     "text" TEXT');
  expect(await diffSchemas(serverUrl, after, after)).toBe('');
});
