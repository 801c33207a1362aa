import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** One call of a platform, as it went over the wire. */
export type RecordedCall = {
  readonly at: number;
  /** The last part of its path: `push`, `chat.postMessage`. */
  readonly method: string;
  /** LINE's retry key, or the delivery in the metadata of a Slack message. */
  deliveryId: string | null;
  /** Null: no answer yet, or the caller went away before it. */
  status: number | null;
  /** The caller closed its connection before it had an answer. */
  brokenOff: boolean;
};

export type CallRecorder = {
  /** Stands in for the platform's own origin. */
  readonly origin: string;
  readonly calls: readonly RecordedCall[];
  readonly close: () => Promise<void>;
};

/** A reverse proxy that writes down every call and changes nothing, not even how a call fails. */
export async function startCallRecorder(upstream: string): Promise<CallRecorder> {
  const { port: upstreamPort } = new URL(upstream);
  const calls: RecordedCall[] = [];
  const server = createServer((incoming, outgoing) => {
    const call: RecordedCall = {
      at: Date.now(),
      method: (incoming.url ?? '').split('?')[0]?.split('/').at(-1) ?? '',
      deliveryId: null,
      status: null,
      brokenOff: false,
    };
    calls.push(call);
    void pass(incoming, outgoing, Number(upstreamPort), call);
    outgoing.once('finish', () => {
      call.status = outgoing.statusCode;
    });
    outgoing.once('close', () => {
      call.brokenOff = !outgoing.writableFinished;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  port: number,
  call: RecordedCall,
): Promise<void> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
  } catch {
    // The caller went away in the middle of its request: the platform never heard of it.
    return;
  }
  const body = Buffer.concat(chunks);
  call.deliveryId = deliveryIdOf(incoming, body);
  const { method, url: path, headers } = incoming;
  const onward = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  outgoing.once('close', () => onward.destroy());
  onward.end(body);
}

function deliveryIdOf(incoming: IncomingMessage, body: Buffer): string | null {
  const key = incoming.headers['x-line-retry-key'];
  if (typeof key === 'string') return key;
  const metadata = new URLSearchParams(body.toString()).get('metadata');
  return metadata === null ? null : (/"id":"([^"]+)"/.exec(metadata)?.[1] ?? null);
}
