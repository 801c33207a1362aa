import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const servingMs = 20;

/** LINE's push endpoint, serving 20 ms a send; notes when each retry key arrived. */
export async function startSlowLine(): Promise<{
  readonly url: string;
  readonly arrivedAt: ReadonlyMap<string, number>;
  readonly clear: () => void;
  readonly close: () => Promise<void>;
}> {
  const arrivedAt = new Map<string, number>();
  const server = createServer((request, response) => {
    const key = String(request.headers['x-line-retry-key']);
    const at = Date.now();
    request.resume().once('end', () => {
      setTimeout(() => {
        if (!arrivedAt.has(key)) arrivedAt.set(key, at);
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ sentMessages: [{ id: '1' }] }));
      }, servingMs);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivedAt,
    clear: () => arrivedAt.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
