import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { WebhookReceiver } from '../shared/webhook.ts';

const maxBodyBytes = 1_000_000;

/**
 * The two webhook routes as a plain handler: reads at most 1 MB of raw body, answers what the receiver says,
 * and 503 when nothing could be stored (the platform then sends it again).
 */
export function createWebhookHandler(options: {
  readonly receivers: ReadonlyMap<string, WebhookReceiver>;
  readonly logger: Logger;
}): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const receiver = request.method === 'POST' ? options.receivers.get(request.url ?? '') : undefined;
    if (receiver === undefined) return false;
    void handle(request, response, receiver, options.logger);
    return true;
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  receiver: WebhookReceiver,
  logger: Logger,
): Promise<void> {
  try {
    const body = await readBody(request);
    if (body === null) {
      response.writeHead(413, { connection: 'close' }).end();
      return;
    }
    const answer = await receiver({ headers: request.headers, body });
    const text = answer.body ?? '';
    const length = { 'content-length': Buffer.byteLength(text) };
    const headers =
      answer.contentType === undefined ? length : { ...length, 'content-type': answer.contentType };
    response.writeHead(answer.status, headers).end(text);
  } catch (error) {
    logger.error({ event: 'webhook.not_stored', path: request.url, err: error });
    if (!response.headersSent) response.writeHead(503).end();
  }
}

/** The whole body, or null when it is larger than 1 MB; the rest of such a body is not read. */
function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBodyBytes) {
        request.pause();
        resolve(null);
        return;
      }
      chunks.push(chunk);
    });
    request.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    );
    request.on('error', reject);
    request.on('aborted', () => reject(new Error('webhook.aborted')));
  });
}
