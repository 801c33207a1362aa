import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Activity } from '../world/activity.ts';
import { type Answer, type Call, createApi } from './api.ts';
import type { CallFault, FaultSource } from './faults.ts';
import type { SpecificationCheck } from './openapi.ts';
import type { Platform } from './platform.ts';
import type { ReplyTokens } from './reply-tokens.ts';

const maxBodyBytes = 2_000_000;

/** LINE's HTTP side on a free loopback port, called exactly as the SDK calls it. */
export async function startApiServer(options: {
  readonly platform: Platform;
  readonly tokens: ReplyTokens;
  readonly faults: FaultSource;
  readonly activity: Activity;
  readonly channelAccessToken: string;
  readonly botUserId: string;
  readonly monthlyLimit: number;
  readonly check: SpecificationCheck | null;
}): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const api = createApi(options);
  const server = createServer((request, response) => {
    void options.activity.run(() => serve(request, response));
  });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = randomUUID();
    const answer = (result: Answer): void => {
      response.writeHead(result.status, {
        'content-type': 'application/json',
        'x-line-request-id': requestId,
        ...result.headers,
      });
      response.end(JSON.stringify(result.body));
    };
    const body = await readBody(request);
    if (body === null) {
      return answer({
        status: 413,
        body: { message: 'Payload Too Large' },
        headers: { connection: 'close' },
      });
    }
    if (request.headers.authorization !== `Bearer ${options.channelAccessToken}`) {
      return answer({
        status: 401,
        body: {
          message:
            'Authentication failed. Confirm that the access token in the authorization header is valid.',
        },
      });
    }
    const hasBody = request.method === 'POST' && body !== '';
    if (hasBody && !(header(request, 'content-type') ?? '').startsWith('application/json')) {
      return answer({ status: 415, body: { message: 'Unsupported Media Type' } });
    }
    const call: Call = {
      method: request.method ?? 'GET',
      path: new URL(request.url ?? '/', 'http://line').pathname,
      retryKey: header(request, 'x-line-retry-key'),
      requestId,
      body,
    };
    const fault = options.faults.takeCall(call.path.split('/').at(-1) ?? '');
    if (fault === null) return answer(api(call));
    await suffer(fault, response, () => api(call), answer);
  };

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function suffer(
  fault: CallFault,
  response: ServerResponse,
  accept: () => Answer,
  answer: (result: Answer) => void,
): Promise<void> {
  switch (fault) {
    case 'http-500':
      return answer({ status: 500, body: { message: 'Internal Server Error' } });
    case 'rate-limited':
      return answer({
        status: 429,
        body: { message: 'The API rate limit has been exceeded. Try again later.' },
      });
    case 'reset':
      response.destroy();
      return;
    case 'accept-then-reset':
      accept();
      response.destroy();
      return;
    case 'accept-then-hang':
      accept();
      await once(response, 'close');
      return;
    case 'hang':
      await once(response, 'close');
      return;
  }
}

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const bytes of request as AsyncIterable<Buffer>) {
    size += bytes.length;
    if (size > maxBodyBytes) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
