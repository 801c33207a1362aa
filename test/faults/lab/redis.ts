import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findFreePort } from '../../../src/storage/embedded/postmaster.ts';
import { startTied, type TiedProcess } from '../../support/processes/tied-process.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';

/** A Redis without persistence behind a proxy with a steady port. */
export type LabRedis = {
  /** Through the proxy. */
  readonly url: string;
  readonly proxy: TcpProxy;
  /** SIGKILL; everything in it is gone. */
  readonly kill: () => Promise<void>;
  /** An empty one on the same address. */
  readonly start: () => Promise<void>;
  /** One command of an operator, such as `config set maxmemory 1mb`, past the proxy. */
  readonly tell: (command: string, ...args: readonly string[]) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

const volatile = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'];

/** Starts one on a free loopback port. */
export async function startLabRedis(): Promise<LabRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'bansou-redis-'));
  const port = await findFreePort();
  const begin = (): Promise<TiedProcess> => {
    const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
    return startTied('redis-server', [...place, ...volatile], 'Ready to accept connections');
  };
  let server: TiedProcess | null = await begin();
  const proxy = await startTcpProxy(port);
  const tell = async (command: string, ...args: readonly string[]): Promise<unknown> => {
    const client = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: 1, retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      return await client.call(command, ...args);
    } finally {
      client.disconnect();
    }
  };
  const kill = async (): Promise<void> => {
    const pid = Number(/^process_id:(\d+)/m.exec(String(await tell('info', 'server')))?.[1]);
    process.kill(pid, 'SIGKILL');
    await server?.stop();
    server = null;
  };
  return {
    url: `redis://127.0.0.1:${proxy.port}`,
    proxy,
    kill,
    start: async () => {
      server = await begin();
    },
    tell,
    close: async () => {
      await server?.stop();
      await proxy.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
