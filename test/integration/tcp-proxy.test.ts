import { once } from 'node:events';
import { createServer, type Server, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

describe('the TCP proxy that faults are made with', () => {
  let echo: Server;
  let received = '';
  let proxy: TcpProxy;
  const clients: Socket[] = [];

  beforeEach(async () => {
    received = '';
    echo = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (chunk: Buffer) => {
        received += chunk.toString();
        socket.write(chunk);
      });
    });
    echo.listen(0, '127.0.0.1');
    await once(echo, 'listening');
    const address = echo.address();
    proxy = await startTcpProxy(typeof address === 'object' && address !== null ? address.port : 0);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    await proxy.close();
    echo.close();
  });

  /** Says something over a connection and waits for its echo; null when none came in time. */
  const talk = async (client: Socket, word: string, waitMs = 300): Promise<string | null> => {
    const answer = new Promise<string>((resolve) => {
      client.once('data', (chunk) => resolve(String(chunk)));
    });
    client.write(word);
    return Promise.race([answer, sleep(waitMs, null)]);
  };
  const connect = async (): Promise<Socket> => {
    const client = new Socket();
    clients.push(client);
    client.connect(proxy.port, '127.0.0.1');
    await once(client, 'connect');
    client.on('error', () => undefined);
    return client;
  };

  const closing = (client: Socket): Promise<void> =>
    new Promise((resolve) => {
      client.once('close', () => resolve());
    });

  it('passes everything on until it is told otherwise', async () => {
    expect(await talk(await connect(), 'one')).toBe('one');
    expect(proxy.injected()).toBe(0);
  });

  it('refuses: what stands is ended, nobody connects, and afterwards everything works', async () => {
    const client = await connect();
    await talk(client, 'one');
    const gone = closing(client);
    await proxy.setMode({ kind: 'refuse' });
    await gone;
    await expect(connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(proxy.injected()).toBeGreaterThan(0);
    await proxy.setMode({ kind: 'pass' });
    expect(await talk(await connect(), 'two')).toBe('two');
  });

  it('is a blackhole: takes everything, passes nothing, and what it swallowed never arrives', async () => {
    const client = await connect();
    await talk(client, 'one');
    await proxy.setMode({ kind: 'blackhole' });
    expect(await talk(client, 'two')).toBeNull();
    expect(await talk(await connect(), 'three')).toBeNull();
    expect(proxy.injected()).toBe(2);
    await proxy.setMode({ kind: 'pass' });
    expect(await talk(client, 'four')).toBeNull();
    expect(received).toBe('one');
    expect(await talk(await connect(), 'five')).toBe('five');
  });

  it('is a blackhole for answers only: the upstream gets everything', async () => {
    const client = await connect();
    await proxy.setMode({ kind: 'blackhole-down' });
    expect(await talk(client, 'one')).toBeNull();
    expect(await talk(client, 'two')).toBeNull();
    expect(received).toBe('onetwo');
    expect(proxy.injected()).toBe(2);
  });

  it('is late in both directions', async () => {
    const client = await connect();
    await proxy.setMode({ kind: 'latency', ms: 100 });
    const begunAt = performance.now();
    expect(await talk(client, 'one', 2_000)).toBe('one');
    expect(performance.now() - begunAt).toBeGreaterThanOrEqual(195);
  });

  it('cuts a connection after so many bytes of answers', async () => {
    await proxy.setMode({ kind: 'cut-after', bytes: 5 });
    const client = await connect();
    expect(await talk(client, 'one')).toBe('one');
    const gone = closing(client);
    expect(await talk(client, 'two')).toBeNull();
    await gone;
    expect(received).toBe('onetwo');
    expect(proxy.injected()).toBe(1);
  });
});
