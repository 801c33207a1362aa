import { EventEmitter, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFencedFetch } from '../../../../src/channels/slack/fenced-fetch.ts';

describe('a fenced fetch', () => {
  let server: Server;
  let url = '';
  let received: string[] = [];
  const arriving = new EventEmitter();

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += String(chunk);
        arriving.emit('part', body);
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

  it('ends no call that may not be made any more at the moment of its last byte', async () => {
    received = [];
    let mayBeMade = true;
    const fenced = createFencedFetch(() => mayBeMade);
    const call = fenced.fetch(url, { method: 'POST', body: 'late' });
    // The call was made in time; the connection for it is still being looked for.
    mayBeMade = false;
    await expect(call).rejects.toThrow('may not be made any more');
    expect([received, fenced.wasHeld()]).toEqual([[], true]);
  });

  it('has shown the server all but the last byte when it asks, which is no call yet', async () => {
    received = [];
    const seen = once(arriving, 'part');
    const fenced = createFencedFetch(() => false);
    const call = fenced.fetch(url, { method: 'POST', body: 'late' });
    await expect(call).rejects.toThrow('may not be made any more');
    expect(await seen).toEqual(['lat']);
    expect(received).toEqual([]);
  });
});
