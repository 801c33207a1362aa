import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { createDatabase, dropDatabase } from '../../src/storage/embedded/databases.ts';
import { ensureEmbeddedPostgres } from '../../src/storage/embedded/ensure-embedded-postgres.ts';
import { applyMigrations } from '../../src/storage/migrate.ts';

/** Where suites find the database server, or why there is none. */
export type TestServer =
  | { readonly kind: 'running'; readonly url: string; readonly template: string }
  | { readonly kind: 'absent'; readonly reason: string };

declare module 'vitest' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be merged with vitest's own
  interface ProvidedContext {
    readonly testServer: TestServer;
  }
}

const migrationsDir = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** Starts one PostgreSQL for the whole run (or takes TEST_DATABASE_URL) and migrates a template for the suites to copy. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const names = project.vitest.projects.map(({ name }) => name);
  if (names.every((name) => name === 'unit')) {
    project.provide('testServer', { kind: 'absent', reason: 'unit tests have no database' });
    return async () => undefined;
  }
  const server = await startServer();
  const template = `bansou_template_${process.pid}`;
  const stop = async (): Promise<void> => {
    await dropDatabase(server.url, template);
    await server.stop();
  };
  try {
    const databaseUrl = await createDatabase(server.url, template);
    if (existsSync(migrationsDir)) await applyMigrations({ databaseUrl, migrationsDir });
  } catch (cause) {
    await stop();
    throw cause;
  }
  project.provide('testServer', { kind: 'running', url: server.url, template });
  return stop;
}

async function startServer(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined && given !== '') return { url: given, stop: async () => undefined };
  return ensureEmbeddedPostgres({ throwAway: true });
}
