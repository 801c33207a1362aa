import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { systemClock } from './shared/clock.ts';
import { randomIds } from './shared/ids.ts';
import { createDigestStore } from './storage/digests/digest-store.ts';
import { openDatabase } from './storage/open-database.ts';
import { createReadStatus } from './storage/operation/read-status.ts';
import { createPool } from './storage/pools.ts';
import { createPrisma } from './storage/prisma.ts';
import { createReadLineReaders } from './storage/read-line-readers.ts';
import { createTransact } from './storage/transact.ts';
import { ensureWorkspace } from './storage/workspaces.ts';
import type { DigestStore } from './use-cases/ports/digests/digest-store.ts';
import type { LineReader, MenuAccount } from './use-cases/ports/line-menus.ts';
import type { Transact } from './use-cases/ports/records/records.ts';
import type { ReadStatus } from './use-cases/ports/status.ts';

/** The account whose menus are asked for. */
export type LineSettings = Pick<Config['line'], 'channelAccessToken' | 'apiUrl'>;

/** What coordinators' commands work on: the database, and LINE's menus. */
export type Desk = {
  readonly transact: Transact;
  readonly digests: DigestStore;
  readonly readStatus: ReadStatus;
  readonly readLineReaders: () => Promise<readonly LineReader[]>;
  /** The menus of the LINE account; nothing else here reaches outside. */
  readonly openMenus: (line: LineSettings) => Promise<MenuAccount>;
  readonly close: () => Promise<void>;
};

/**
 * Opens the configured database, or the embedded one, for one command. Slack, LINE and the queue are left alone until
 * one asks for LINE's menus.
 */
export async function openDesk(options: {
  readonly config: Pick<Config, 'databaseUrl' | 'dataDir'>;
  readonly logger: Logger;
}): Promise<Desk> {
  const { logger } = options;
  const database = await openDatabase(options.config);
  const pool = createPool({ databaseUrl: database.url, max: 4, name: 'desk', logger });
  const prisma = createPrisma(pool);
  const workspaceId = await ensureWorkspace(pool, randomIds, systemClock);
  const digests = createDigestStore({ pool, ids: randomIds });
  return {
    transact: createTransact({ prisma, ids: randomIds, workspaceId }),
    digests,
    readStatus: createReadStatus(pool),
    readLineReaders: createReadLineReaders(pool),
    // Loaded by the one command that needs it: the SDK and the painter are large.
    openMenus: async (line) =>
      (await import('./channels/line/menus/menu-account.ts')).createMenuAccount(line),
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
      await database.stop();
    },
  };
}
