import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createWebhookHandler } from '../../../src/http/webhooks.ts';
import type { WebhookResponse } from '../../../src/shared/webhook.ts';

describe('the answer to a webhook', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  const post = async (answer: WebhookResponse): Promise<Response> => {
    const receivers = new Map([['/line/webhook', async () => answer]]);
    const handle = createWebhookHandler({ receivers, logger: pino({ level: 'silent' }) });
    const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const { port } = z.object({ port: z.number() }).parse(server.address());
    return fetch(`http://127.0.0.1:${port}/line/webhook`, { method: 'POST', body: '{}' });
  };

  it('says that it is empty', async () => {
    const response = await post({ status: 200 });
    expect(response.headers.get('content-length')).toBe('0');
    expect(await response.text()).toBe('');
  });

  it('says its length in bytes, not in characters', async () => {
    const response = await post({ status: 200, contentType: 'application/json', body: '{"text":"伴走"}' });
    expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength('{"text":"伴走"}')));
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ text: '伴走' });
  });
});
