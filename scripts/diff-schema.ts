import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureEmbeddedPostgres } from '../src/storage/embedded/ensure-embedded-postgres.ts';
import { diffSchemas } from './schema-engine/diff-schemas.ts';

const HELP = `npm run db:diff -- --name <what_changes>

Writes the SQL of the next migration from the change of prisma/schema.prisma since the last one:
prisma/migrations/<time>_<what_changes>/ with migration.sql and a copy of the schema it leads to.
Append by hand what Prisma cannot express (partial indexes, checks). A script must not commit itself.`;

const prisma = fileURLToPath(new URL('../prisma', import.meta.url));
const migrations = join(prisma, 'migrations');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { help: { type: 'boolean', short: 'h' }, name: { type: 'string' } },
  });
  const name = values.name ?? '';
  if (values.help === true || !/^[a-z][a-z0-9_]*$/.test(name)) {
    console.log(HELP);
    process.exitCode = values.help === true ? 0 : 1;
    return;
  }
  const schema = await readFile(join(prisma, 'schema.prisma'), 'utf8');
  const sql = await diff(await lastSchema(), schema);
  if (sql === '') {
    console.log('The schema has not changed since the last migration.');
    return;
  }
  const folder = join(migrations, `${timestamp()}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'migration.sql'), sql);
  await writeFile(join(folder, 'schema.prisma'), schema);
  await writeFile(join(migrations, 'migration_lock.toml'), 'provider = "postgresql"\n');
  console.log(`wrote ${join(folder, 'migration.sql')}`);
}

async function diff(from: string | null, to: string): Promise<string> {
  const server = await ensureEmbeddedPostgres({ throwAway: true });
  try {
    return await diffSchemas(server.url, from, to);
  } finally {
    await server.stop();
  }
}

/** The schema the newest migration leads to; null before the first. */
async function lastSchema(): Promise<string | null> {
  if (!existsSync(migrations)) return null;
  const names = (await readdir(migrations, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const newest = names
    .map((entry) => entry.name)
    .toSorted()
    .at(-1);
  return newest === undefined ? null : readFile(join(migrations, newest, 'schema.prisma'), 'utf8');
}

/** Migrations sort by their names, so the time is the machine's own, in UTC, to the second. */
function timestamp(): string {
  return new Date().toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
}

await main();
