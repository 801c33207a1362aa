import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { PrismaClient } from './generated/client.ts';
import { createStatementNames } from './statement-names.ts';

/** The Prisma client over a pool that the caller owns and ends. */
export function createPrisma(pool: Pool): PrismaClient {
  const statementNameGenerator = createStatementNames();
  return new PrismaClient({
    adapter: new PrismaPg(pool, { disposeExternalPool: false, statementNameGenerator }),
  });
}

/** A client inside an interactive transaction. */
export type PrismaTransaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];
