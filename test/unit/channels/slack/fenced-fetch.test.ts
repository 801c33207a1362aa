import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFencedFetch } from '../../../../src/channels/slack/fenced-fetch.ts';

describe('a fenced fetch', () => {
  let server: Server;
  let url = '';
  let received: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += String(chunk);
      });
      request.once('end', () => {
        received.push(body);
        response.end('taken');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('lets a call go while it may begin', async () => {
    received = [];
    const fenced = createFencedFetch(() => true);
    const response = await fenced.fetch(url, { method: 'POST', body: 'hello' });
    expect([response.status, await response.text(), fenced.wasHeld()]).toEqual([200, 'taken', false]);
    expect(received).toEqual(['hello']);
  });

  it('writes nothing when it may not begin any more at the moment of writing', async () => {
    received = [];
    let mayBegin = true;
    const fenced = createFencedFetch(() => mayBegin);
    const call = fenced.fetch(url, { method: 'POST', body: 'late' });
    // The call was made in time; the connection for it is still being looked for.
    mayBegin = false;
    await expect(call).rejects.toThrow();
    expect([received, fenced.wasHeld()]).toEqual([[], true]);
  });
});
