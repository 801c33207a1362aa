import { LogLevel, WebClient } from '@slack/web-api';
import { defaultSendTiming } from '../../shared/send-timing.ts';
import type { SlackFetch } from './fenced-fetch.ts';

/**
 * Slack's client without its own retries: it would send a message twice after a reset or a 500
 * (PLATFORM-FACTS 3); the delivery row owns retrying.
 */
export function createSlackClient(options: {
  readonly botToken: string;
  readonly apiUrl: string | undefined;
  readonly timeoutMs?: number;
  readonly fetch?: SlackFetch;
}): WebClient {
  return new WebClient(options.botToken, {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    // Every failure comes back as an error, which our own log reports.
    logLevel: LogLevel.ERROR,
    timeout: options.timeoutMs ?? defaultSendTiming.timeoutMs,
    ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  });
}
