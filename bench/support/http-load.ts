import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Makes the next request, in ASCII; every request differs. */
export type MakeRequest = () => string;

export type Load = {
  readonly answered: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
};

/** Sends requests over so many kept connections, one after the other on each; latencies in milliseconds. Throws on any answer but 200. */
export async function measureHttp(options: {
  readonly port: number;
  readonly connections: number;
  readonly milliseconds: number;
  readonly makeRequest: MakeRequest;
  /** Requests to make and sign beforehand, which is not what is measured; more are made as they are needed. */
  readonly prepared?: number;
}): Promise<Load> {
  const stock = Array.from({ length: options.prepared ?? 0 }, () => options.makeRequest());
  const latencies: number[] = [];
  const sockets = await Promise.all(Array.from({ length: options.connections }, () => open(options.port)));
  const begunAt = performance.now();
  const endsAt = begunAt + options.milliseconds;
  try {
    await Promise.all(
      sockets.map(async (socket) => {
        while (performance.now() < endsAt) {
          const sentAt = performance.now();
          await exchange(socket, stock.pop() ?? options.makeRequest());
          latencies.push(performance.now() - sentAt);
        }
      }),
    );
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  const seconds = (performance.now() - begunAt) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return { answered: latencies.length, perSecond: latencies.length / seconds, p50: at(0.5), p99: at(0.99) };
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
}

function exchange(socket: Socket, request: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const done = (error?: Error): void => {
      socket.off('data', onData).off('close', onClose).off('error', done);
      if (error === undefined) resolve();
      else reject(error);
    };
    const onClose = (): void => done(new Error('the server closed the connection'));
    const onData = (chunk: Buffer): void => {
      answer += chunk.toString('latin1');
      if (!isComplete(answer)) return;
      done(answer.startsWith('HTTP/1.1 200') ? undefined : new Error(answer.slice(0, 100)));
    };
    socket.on('data', onData).on('close', onClose).on('error', done);
    socket.write(request, 'latin1');
  });
}

function isComplete(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n');
  if (head === -1) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, head));
  return length === null
    ? !/\r\ntransfer-encoding: chunked/i.test(answer.slice(0, head)) || answer.endsWith('0\r\n\r\n')
    : answer.length >= head + 4 + Number(length[1]);
}
