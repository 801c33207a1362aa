import { request } from 'node:http';

/** How a request to the app ended, seen from the platform. */
export type WebhookAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: string;
      /** The app asked not to be sent this again (`x-slack-no-retry: 1`). */
      readonly noRetry: boolean;
    }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'unreachable' };

/** The platform's patience with the app, in real time (docs.slack.dev/apis/events-api). */
const webhookDeadlineMs = 3000;

/** Posts a body; every request has a connection of its own, so that a restarted app never meets an old one. */
export function postWebhook(given: {
  readonly url: string;
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}): Promise<WebhookAnswer> {
  return new Promise((resolve) => {
    const { body } = given;
    const length = String(Buffer.byteLength(body));
    const outgoing = request(given.url, {
      method: 'POST',
      agent: false,
      headers: { ...given.headers, 'content-length': length, 'user-agent': 'Slackbot 1.0' },
    });
    const deadline = setTimeout(() => {
      resolve({ kind: 'timeout' });
      outgoing.destroy();
    }, webhookDeadlineMs);
    const finish = (answer: WebhookAnswer): void => {
      clearTimeout(deadline);
      resolve(answer);
    };
    outgoing.on('error', () => finish({ kind: 'unreachable' }));
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', () => finish({ kind: 'unreachable' }));
      incoming.on('end', () =>
        finish({
          kind: 'answered',
          status: incoming.statusCode ?? 0,
          body: Buffer.concat(chunks).toString('utf8'),
          noRetry: incoming.headers['x-slack-no-retry'] === '1',
        }),
      );
    });
    outgoing.end(body);
  });
}

/** Whether the app took the request. */
export function isTaken(answer: WebhookAnswer): boolean {
  return answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
}
