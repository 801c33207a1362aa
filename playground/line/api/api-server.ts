import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Activity } from '../../world/activity.ts';
import type { FaultSource } from '../faults.ts';
import type { TokenState } from '../types.ts';
import { type Answer, type Call, refuseMisuse, tokenRefused } from './answer.ts';
import type { Api } from './api.ts';
import { meetFault } from './meet-fault.ts';
import { readBody } from './read-body.ts';

type Deps = {
  readonly api: Api;
  readonly faults: FaultSource;
  readonly activity: Activity;
  readonly channelAccessToken: string;
  readonly token: TokenState;
  readonly violations: string[];
};

/** Node accepts one connection of a listener at each turn of its loop; a platform's front door is wider. */
const listeners = 16;

/** LINE's HTTP side on a free loopback port, called exactly as the SDK calls it. */
export async function startApiServer(
  deps: Deps,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const handle = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const end = deps.activity.begin();
    outgoing.once('close', end);
    serve(deps, incoming, outgoing).catch((error: unknown) => {
      // A caller that gave up while it still sent is no news.
      if (!incoming.readableAborted) deps.violations.push(`request broke off: ${String(error)}`);
      outgoing.destroy();
    });
  };
  const first = await listenOn(0, handle);
  const others = Array.from({ length: listeners - 1 }, () => listenOn(first.port, handle));
  const doors = [first, ...(await Promise.all(others))];
  return {
    url: `http://127.0.0.1:${first.port}`,
    close: async () => {
      await Promise.all(doors.map(({ close }) => close()));
    },
  };
}

async function listenOn(
  port: number,
  handle: (incoming: IncomingMessage, outgoing: ServerResponse) => void,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const server = createServer(handle);
  server.listen({ port, host: '127.0.0.1', reusePort: true });
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(deps: Deps, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const away = deps.faults.takeBlackedOut();
  if (away === 'hang') return;
  if (away === 'reset') {
    outgoing.destroy();
    return;
  }
  const requestId = randomUUID();
  const respond = (answer: Answer): void => {
    const headers = { 'content-type': 'application/json', 'x-line-request-id': requestId, ...answer.headers };
    outgoing.writeHead(answer.status, headers).end(JSON.stringify(answer.body));
  };
  const body = await readBody(incoming);
  const path = pathOf(incoming);
  if (body === null) {
    deps.violations.push(`${path}: 413`);
    return respond(refuseMisuse(413, 'Payload Too Large'));
  }
  if (!isAuthorised(deps, incoming)) return respond(tokenRefused);
  const call: Call = {
    method: incoming.method ?? 'GET',
    path,
    contentType: header(incoming, 'content-type') ?? '',
    retryKey: header(incoming, 'x-line-retry-key'),
    requestId,
    body: body.toString('utf8'),
    bytes: body,
  };
  const fault = deps.faults.takeCall(deps.api.endpointOf(call));
  const accept = (): Answer => deps.api.answer(call);
  if (fault === null) return respond(accept());
  await meetFault(fault, { outgoing, accept, respond });
}

function isAuthorised({ token, channelAccessToken }: Deps, incoming: IncomingMessage): boolean {
  return token.value === 'valid' && incoming.headers.authorization === `Bearer ${channelAccessToken}`;
}

function pathOf(incoming: IncomingMessage): string {
  return (incoming.url ?? '/').split('?')[0] ?? '/';
}

function header(incoming: IncomingMessage, name: string): string | null {
  const value = incoming.headers[name];
  return typeof value === 'string' ? value : null;
}
