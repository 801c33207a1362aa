import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readDatabaseConfig } from '../src/config.ts';
import { BansouError } from '../src/shared/errors.ts';
import { ensureEmbeddedPostgres } from '../src/storage/embedded/ensure-embedded-postgres.ts';
import { applyMigrations } from '../src/storage/migrate.ts';

const HELP = `npm run db:migrate

Brings the database to the newest schema: the one DATABASE_URL names, else the embedded one in
BANSOU_DATA_DIR (default .local). Running it again, or twice at once, does no harm.`;

const root = fileURLToPath(new URL('..', import.meta.url));

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help === true) {
    console.log(HELP);
    return;
  }
  const embedded = await embeddedUnlessGiven();
  try {
    const { applied } = await applyMigrations({
      databaseUrl: embedded.url,
      migrationsDir: resolve(root, 'prisma/migrations'),
    });
    for (const name of applied) console.log(`applied ${name}`);
    if (applied.length === 0) console.log('The database is up to date.');
  } finally {
    await embedded.stop();
  }
}

async function embeddedUnlessGiven(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const { databaseUrl, dataDir } = readDatabaseConfig();
  if (databaseUrl !== undefined) return { url: databaseUrl, stop: async () => undefined };
  return ensureEmbeddedPostgres({ dataDir: resolve(root, dataDir ?? '.local') });
}

main().catch((cause: unknown) => {
  const isExpected = cause instanceof BansouError || (cause instanceof Error && 'code' in cause);
  console.error(isExpected ? cause.message : cause);
  process.exitCode = 1;
});
