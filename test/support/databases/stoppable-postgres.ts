import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type EmbeddedPostgres,
  ensureEmbeddedPostgres,
} from '../../../src/storage/embedded/ensure-embedded-postgres.ts';
import { applyMigrations } from '../../../src/storage/migrate.ts';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy.ts';

/** A durable PostgreSQL of a suite's own that can be killed and started again, behind a proxy with a steady port. */
export type StoppablePostgres = {
  /** The migrated database, through the proxy. */
  readonly url: string;
  readonly proxy: TcpProxy;
  /** SIGKILL to the postmaster and every process of it. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** The end of its own log, for whoever reads why a test failed. */
  readonly lastLog: () => string;
  readonly close: () => Promise<void>;
};

const lastLogLength = 1_500;
const migrationsDir = join(import.meta.dirname, '../../../prisma/migrations');

/** Starts it; each kill is followed by recovery from the log at the next start. */
export async function startStoppablePostgres(): Promise<StoppablePostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bansou-stoppable-'));
  // For root: the account that PostgreSQL runs under has to get in.
  chmodSync(dataDir, 0o755);
  let server: EmbeddedPostgres = await ensureEmbeddedPostgres({ dataDir });
  const first = new URL(server.url);
  const proxy = await startTcpProxy(Number(first.port));
  await applyMigrations({ databaseUrl: server.url, migrationsDir });
  const url = new URL(server.url);
  url.port = String(proxy.port);
  return {
    url: url.href,
    proxy,
    kill: async () => {
      const [postmaster = ''] = readFileSync(join(server.folder, 'data/postmaster.pid'), 'utf8').split('\n');
      for (const pid of [Number(postmaster), ...childrenOf(Number(postmaster))]) killHard(pid);
      while (isRunning(Number(postmaster))) await sleep(10);
    },
    start: async () => {
      await server.stop().catch(() => undefined);
      server = await ensureEmbeddedPostgres({ dataDir });
      proxy.setUpstream(Number(new URL(server.url).port));
    },
    lastLog: () => readFileSync(join(server.folder, 'server.log'), 'utf8').slice(-lastLogLength),
    close: async () => {
      await server.stop();
      await proxy.close();
      rmSync(dataDir, { recursive: true, force: true });
      if (!server.folder.startsWith(dataDir)) rmSync(server.folder, { recursive: true, force: true });
    },
  };
}

function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already: its parent's death was faster.
  }
}

/** A zombie that nobody has waited for yet runs no more. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
