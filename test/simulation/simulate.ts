import { ensureEmbeddedPostgres } from '../../src/storage/embedded/ensure-embedded-postgres.ts';
import { applyMigrations } from '../../src/storage/migrate.ts';
import { runSeed } from './run-seed.ts';
import { openSimulationDatabase } from './world/database.ts';
import { fileURLToPath } from 'node:url';

const server = await ensureEmbeddedPostgres({ throwAway: true });
await applyMigrations({ databaseUrl: server.url, migrationsDir: fileURLToPath(new URL('../../prisma/migrations', import.meta.url)) });
const db = await openSimulationDatabase(server.url);
const from = Number(process.argv[2] ?? 1); const n = Number(process.argv[3] ?? 1);
const trace = process.argv[4] === 'trace';
for (let seed = from; seed < from + n; seed++) {
  const t = performance.now();
  const r = await runSeed(db, seed, trace ? { onTrace: (l) => console.log(l) } : {});
  console.log(seed, Math.round(performance.now() - t), r.messages, r.answers, r.fingerprint, JSON.stringify(Object.fromEntries(Object.entries(r.faults).filter(([, c]) => c > 0))), r.breaches);
}
await db.close(); await server.stop(); process.exit(0);
