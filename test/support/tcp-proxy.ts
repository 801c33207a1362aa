import { createServer, type Server, Socket } from 'node:net';

/**
 * What the proxy does to everything that passes. `refuse`: ends what stands and closes the port. `blackhole`: takes
 * connections and bytes, and passes nothing on, like a network that silently drops. `blackhole-down`: the upstream
 * gets everything, the client no answer. `latency`: every chunk is late. `cut-after`: a connection is reset once so
 * many bytes of answers have passed.
 */
export type ProxyMode =
  | { readonly kind: 'pass' | 'refuse' | 'blackhole' | 'blackhole-down' }
  | { readonly kind: 'latency'; readonly ms: number }
  | { readonly kind: 'cut-after'; readonly bytes: number };

export type TcpProxy = {
  readonly port: number;
  /** Holds from now on, for standing connections too; what a blackhole swallowed never arrives. */
  readonly setMode: (mode: ProxyMode) => Promise<void>;
  /** New connections go there from now on. */
  readonly setUpstream: (port: number) => void;
  /** How often the present mode did something to somebody. */
  readonly injected: () => number;
  readonly close: () => Promise<void>;
};

type Direction = 'up' | 'down';
type Pair = {
  readonly client: Socket;
  readonly upstream: Socket;
  /** A stream with a hole in it is no stream any more: nothing passes there again. */
  readonly holes: Set<Direction>;
  passedDown: number;
};

/** A TCP proxy on a loopback port of its own. */
export async function startTcpProxy(firstUpstream: number): Promise<TcpProxy> {
  let upstreamPort = firstUpstream;
  let mode: ProxyMode = { kind: 'pass' };
  let injected = 0;
  const pairs = new Set<Pair>();

  const end = (pair: Pair): void => {
    pairs.delete(pair);
    pair.client.destroy();
    pair.upstream.destroy();
  };
  const pass = (pair: Pair, direction: Direction, chunk: Buffer): void => {
    const to = direction === 'up' ? pair.upstream : pair.client;
    if (mode.kind === 'blackhole' || (mode.kind === 'blackhole-down' && direction === 'down')) {
      pair.holes.add(direction);
    }
    if (pair.holes.has(direction)) {
      injected += 1;
    } else if (mode.kind === 'latency') {
      injected += 1;
      setTimeout(() => to.writable && to.write(chunk), mode.ms);
    } else if (
      mode.kind === 'cut-after' &&
      direction === 'down' &&
      pair.passedDown + chunk.length > mode.bytes
    ) {
      injected += 1;
      pair.client.resetAndDestroy();
      end(pair);
    } else {
      if (direction === 'down') pair.passedDown += chunk.length;
      to.write(chunk);
    }
  };
  const accept = (client: Socket): void => {
    const upstream = new Socket();
    const pair: Pair = { client, upstream, holes: new Set(), passedDown: 0 };
    pairs.add(pair);
    upstream.connect(upstreamPort, '127.0.0.1');
    client.on('data', (chunk) => pass(pair, 'up', asBuffer(chunk)));
    upstream.on('data', (chunk) => pass(pair, 'down', asBuffer(chunk)));
    for (const socket of [client, upstream]) {
      socket.on('error', () => end(pair));
      socket.on('close', () => {
        // A silent network does not tell that somebody hung up.
        if (mode.kind !== 'blackhole' && pair.holes.size === 0) end(pair);
      });
    }
  };

  let server = await listen(accept, 0);
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port');
  const { port } = address;
  const endAll = (): void => {
    for (const pair of [...pairs]) end(pair);
  };
  return {
    port,
    setMode: async (next) => {
      injected = 0;
      const was = mode;
      mode = next;
      if (next.kind === 'refuse' && was.kind !== 'refuse') {
        injected = pairs.size + 1;
        endAll();
        await closed(server);
      }
      if (next.kind !== 'refuse' && was.kind === 'refuse') server = await listen(accept, port);
    },
    setUpstream: (next) => {
      upstreamPort = next;
    },
    injected: () => injected,
    close: async () => {
      endAll();
      if (server.listening) await closed(server);
    },
  };
}

/** Guarantee: nobody sets an encoding on these sockets, so that chunks are bytes. */
function asBuffer(chunk: string | Buffer): Buffer {
  return chunk as Buffer;
}

function listen(accept: (client: Socket) => void, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(accept);
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
