import { createHmac } from 'node:crypto';

/** The `v0` signature of a raw body (docs.slack.dev: verifying requests from Slack). */
export function signRequest(given: {
  readonly signingSecret: string;
  readonly timestamp: number | string;
  readonly body: string | Uint8Array;
}): string {
  const hmac = createHmac('sha256', given.signingSecret);
  hmac.update(`v0:${given.timestamp}:`);
  hmac.update(given.body);
  return `v0=${hmac.digest('hex')}`;
}
