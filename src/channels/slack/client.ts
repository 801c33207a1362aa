import { WebClient } from '@slack/web-api';

/**
 * Slack's client without its own retries: it would send a message twice after a reset or a 500
 * (PLATFORM-FACTS 3); the delivery row owns retrying.
 */
export function createSlackClient(options: {
  readonly botToken: string;
  readonly apiUrl: string | undefined;
}): WebClient {
  return new WebClient(options.botToken, {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
  });
}
