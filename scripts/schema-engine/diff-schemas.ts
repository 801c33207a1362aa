import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import { startSchemaEngineWasm } from './start-wasm.ts';

const FILTERS = { externalTables: [], externalEnums: [] };

/**
 * SQL that leads from one Prisma schema (null: an empty database) to another; empty when they agree.
 * The engine wants a live database to learn its version from, and changes nothing there.
 */
export async function diffSchemas(databaseUrl: string, from: string | null, to: string): Promise<string> {
  await startSchemaEngineWasm();
  const adapter = bindMigrationAwareSqlAdapterFactory(
    new PrismaPg({ connectionString: databaseUrl, max: 2 }),
  );
  const engine = await glue.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
  try {
    const output = await engine.diff({
      from: from === null ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: [schemaFile(from)] },
      to: { tag: 'schemaDatamodel', files: [schemaFile(to)] },
      script: true,
      exitCode: null,
      filters: FILTERS,
    });
    const sql = output.stdout ?? '';
    return sql.includes('This is an empty migration.') ? '' : sql;
  } finally {
    engine.free();
  }
}

function schemaFile(content: string): { path: string; content: string } {
  return { path: 'schema.prisma', content };
}
