import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../../src/storage/embedded/postmaster.ts';
import { startTied } from '../processes/tied-process.ts';

/** A Redis of one suite's own, without persistence, on a free loopback port. */
export type TestRedis = { readonly url: string; readonly stop: () => Promise<void> };

/** Starts `redis-server` for a suite; `stop` ends it and removes its folder. */
export async function startRedis(): Promise<TestRedis> {
  const port = await findFreePort();
  const folder = await mkdtemp(join(tmpdir(), 'bansou-redis-'));
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  const volatile = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'];
  const server = await startTied('redis-server', [...settings, ...volatile], 'Ready to accept connections');
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
