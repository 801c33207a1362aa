import type { IncomingHttpHeaders } from 'node:http';

/** A webhook request with its body as the bytes that were signed. */
export type WebhookRequest = { readonly headers: IncomingHttpHeaders; readonly body: Buffer };

export type WebhookResponse = {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: string;
};

/** Verifies, stores, answers. Throws only when nothing could be stored; the caller then answers 503. */
export type WebhookReceiver = (request: WebhookRequest) => Promise<WebhookResponse>;
