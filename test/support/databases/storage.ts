import type { Pool } from 'pg';
import { randomIds } from '../../../src/shared/ids.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { createPool } from '../../../src/storage/pools.ts';
import { createPrisma } from '../../../src/storage/prisma.ts';
import { createTransact } from '../../../src/storage/transact.ts';
import type { Transact } from '../../../src/use-cases/ports/records/records.ts';
import type { TestDatabase } from './test-database.ts';

/** The storage of one suite over its own database. */
export type Storage = {
  readonly pool: Pool;
  readonly transact: Transact;
  readonly workspaceId: string;
  readonly close: () => Promise<void>;
};

/** Opens a pool and the records as the processes do; `close` ends every connection. */
export async function openStorage(database: Promise<TestDatabase>): Promise<Storage> {
  const { url: databaseUrl } = await database;
  const logger = createLogger({ level: 'silent', name: 'test' });
  const pool = createPool({ databaseUrl, max: 24, name: 'raw', logger });
  const prismaPool = createPool({ databaseUrl, max: 8, name: 'prisma', logger });
  const prisma = createPrisma(prismaPool);
  const workspaceId = randomIds.next();
  return {
    pool,
    workspaceId,
    transact: createTransact({ prisma, ids: randomIds, workspaceId }),
    close: async () => {
      await prisma.$disconnect();
      await prismaPool.end();
      await pool.end();
    },
  };
}
