import type { IncomingMessage } from 'node:http';

/** LINE takes 2 MB. */
const maxBytes = 2_000_000;

/**
 * The body, or null when it is too large. Either way it is read to its end: an answer before that would reach
 * a caller who still sends as a broken connection.
 */
export function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    incoming.once('end', () => resolve(size > maxBytes ? null : Buffer.concat(chunks)));
    incoming.once('error', reject);
  });
}
