import { createHash } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

/** The insert every baseline makes: one row a request, as plain as it gets. */
export function createStore(): (body: Buffer | string) => Promise<void> {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL) });
  return async (body) => {
    await pool.query({
      name: 'store',
      text: `insert into inbox (platform, event_id, person_key, body, occurred_at, received_at)
             values ('bench', $1, '-', $2, now(), now()) on conflict do nothing`,
      values: [createHash('sha256').update(body).digest('hex'), body.toString()],
    });
  };
}

/** The whole body of a request. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Listens on a free port and says which. */
export function listening(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    console.log(JSON.stringify({ port }));
  });
}
