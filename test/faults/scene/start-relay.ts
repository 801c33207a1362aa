import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';

/** One webhook on its way to the app, byte for byte. */
export type Passing = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export type Passed = {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: Buffer;
};

/** Stands between the platforms and the app, and does to webhooks what its rule says. */
export type Relay = {
  readonly base: string;
  /** Hands a webhook to a server; status 0 when it did not answer. */
  readonly forward: (passing: Passing, to: string) => Promise<Passed>;
  readonly close: () => Promise<void>;
};

/** Starts one; the rule answers what the platform is answered. */
export async function startRelay(
  rule: (passing: Passing, forward: Relay['forward']) => Promise<Passed>,
): Promise<Relay> {
  const server = createServer((incoming, outgoing) => {
    void readAll(incoming).then(async (body) => {
      const {
        status,
        contentType,
        body: answer,
      } = await rule({ path: incoming.url ?? '/', headers: incoming.headers, body }, forward);
      if (status === 0) {
        outgoing.destroy();
        return;
      }
      outgoing
        .writeHead(status, contentType === undefined ? {} : { 'content-type': contentType })
        .end(answer);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the relay has no port');
  return {
    base: `http://127.0.0.1:${address.port}`,
    forward,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Headers that belong to one connection alone. */
const ofTheConnection = ['connection', 'host', 'transfer-encoding', 'content-length'];

/** What a relay answers by itself. */
export function refuse(status: number): Passed {
  return { status, contentType: undefined, body: Buffer.alloc(0) };
}

function forward({ path, headers, body }: Passing, to: string): Promise<Passed> {
  return new Promise((resolve) => {
    const kept = Object.entries(headers).filter(([name]) => !ofTheConnection.includes(name));
    const outgoing = request(`${to}${path}`, {
      method: 'POST',
      agent: false,
      headers: { ...Object.fromEntries(kept), 'content-length': String(body.length) },
    });
    outgoing.on('error', () => resolve(refuse(0)));
    outgoing.on('response', (incoming) => {
      readAll(incoming).then(
        (answer) =>
          resolve({
            status: incoming.statusCode ?? 0,
            contentType: incoming.headers['content-type'],
            body: answer,
          }),
        () => resolve(refuse(0)),
      );
    });
    outgoing.end(body);
  });
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
