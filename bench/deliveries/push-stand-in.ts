import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** LINE's push endpoint, and when a request with each retry key arrived there. */
export type PushStandIn = {
  readonly url: string;
  /** By retry key, in the order they came. */
  readonly arrivals: ReadonlyMap<string, readonly number[]>;
  readonly close: () => Promise<void>;
};

/** Answers every push after so many milliseconds, or never. */
export async function startPushStandIn(options: {
  readonly answersAfterMs: number | 'never';
}): Promise<PushStandIn> {
  const { answersAfterMs } = options;
  const arrivals = new Map<string, number[]>();
  const server = createServer((request, response) => {
    const key = String(request.headers['x-line-retry-key']);
    const earlier = arrivals.get(key);
    if (earlier === undefined) arrivals.set(key, [Date.now()]);
    else earlier.push(Date.now());
    request.resume().once('end', () => {
      if (answersAfterMs === 'never') return;
      setTimeout(() => {
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ sentMessages: [{ id: '1' }] }));
      }, answersAfterMs);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
