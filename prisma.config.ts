import { defineConfig } from 'prisma/config';

// `generate` and `validate` never run the schema engine but insist on downloading it; an existing executable satisfies them.
// A migrate command must not see this: it would do nothing and exit 0.
const offlineCommands: readonly string[] = ['generate', 'validate', 'format'];
const isOffline = process.argv.some((argument) => offlineCommands.includes(argument));
if (isOffline) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

const databaseUrl = process.env.DATABASE_URL;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(databaseUrl === undefined ? {} : { datasource: { url: databaseUrl } }),
});
