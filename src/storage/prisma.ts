import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { PrismaClient } from './generated/client.ts';
import { createStatementNames } from './statement-names.ts';

/**
 * The Prisma client over a pool that the caller owns and ends. `keepsPlans` names its statements, so that each connection
 * plans them once: for connections that never break (docs/decisions/0016).
 */
export function createPrisma(
  pool: Pool,
  { keepsPlans = false }: { readonly keepsPlans?: boolean } = {},
): PrismaClient {
  const named = keepsPlans ? { statementNameGenerator: createStatementNames() } : {};
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false, ...named }) });
}

/** A client inside an interactive transaction. */
export type PrismaTransaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];
