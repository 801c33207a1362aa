import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createStore, listening, readBody } from './common.ts';

/** The least that can be done: check the signature, and unless STORE is `nothing`, one insert a request. */
const secret = process.env.SECRET ?? '';
const store = process.env.STORE === 'nothing' ? null : createStore();

const server = createServer((request, response) => {
  void answer(request, response);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (!isSigned(request.headers, body)) {
    response.writeHead(401).end();
    return;
  }
  await store?.(body);
  response.writeHead(200).end();
}

function isSigned(headers: NodeJS.Dict<string | string[]>, body: Buffer): boolean {
  const line = headers['x-line-signature'];
  if (typeof line === 'string') {
    return isEqual(line, createHmac('sha256', secret).update(body).digest('base64'));
  }
  const timestamp = String(headers['x-slack-request-timestamp']);
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return isEqual(String(headers['x-slack-signature']), `v0=${digest}`);
}

function isEqual(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

listening(server);
