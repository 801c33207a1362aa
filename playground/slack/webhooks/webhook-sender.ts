import type { Clock } from '../../../src/shared/clock.ts';
import type { Activity } from '../../world/activity.ts';
import { secondsOf } from '../identity.ts';
import { postWebhook, type WebhookAnswer } from './post-webhook.ts';
import { signRequest } from './sign-request.ts';

/** One request to the app. */
export type WebhookRequest = {
  readonly body: string | Uint8Array;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Unix seconds; the simulated now unless given, null: no header. */
  readonly timestamp?: number | string | null;
  /** The right one unless given, null: no header. */
  readonly signature?: string | null;
};

/** Signs and posts requests to the app. */
export type WebhookSender = (request: WebhookRequest) => Promise<WebhookAnswer>;

/** A sender that signs with the simulated time, as the platform would at that moment. */
export function createWebhookSender(deps: {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly signingSecret: string;
  readonly webhookUrl: () => string;
}): WebhookSender {
  return ({ body, contentType, headers = {}, ...given }) =>
    deps.activity.run(() => {
      const timestamp = given.timestamp === undefined ? secondsOf(deps.clock.now()) : given.timestamp;
      const signature =
        given.signature === undefined
          ? signRequest({ signingSecret: deps.signingSecret, timestamp: timestamp ?? '', body })
          : given.signature;
      return postWebhook({
        url: deps.webhookUrl(),
        body,
        headers: {
          'content-type': contentType,
          ...(timestamp !== null && { 'x-slack-request-timestamp': String(timestamp) }),
          ...(signature !== null && { 'x-slack-signature': signature }),
          ...headers,
        },
      });
    });
}
