import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { PlatformError } from '../../shared/errors.ts';
import type { SendOutcome } from '../../use-cases/ports/channels.ts';

/** Platform errors of a conversation that nobody reads, or that we are not in. */
const unreachable: ReadonlySet<string> = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'user_disabled',
  'user_not_found',
  'users_not_found',
  'account_inactive',
  'cannot_dm_bot',
  'messages_tab_disabled',
]);
const passing: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
]);

/** What must happen next, from what posting a message ended with. */
export function outcomeOfPost(error: unknown): SendOutcome {
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'limited', retryAfterMs: error.retryAfter * 1000 };
  }
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    if (code === 'ratelimited') return { kind: 'limited', retryAfterMs: 1_000 };
    if (unreachable.has(code)) return { kind: 'unreachable', code };
    return passing.has(code) ? { kind: 'unknown', code } : { kind: 'failed', code };
  }
  if (error instanceof WebAPIHTTPError) return { kind: 'unknown', code: `http_${error.statusCode}` };
  return { kind: 'unknown', code: 'no_answer' };
}

/** The same for looking into a conversation: nothing was sent by it, and an earlier attempt stays uncertain. */
export function outcomeOfLooking(error: unknown): SendOutcome {
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'limited', retryAfterMs: error.retryAfter * 1000, whileLooking: true };
  }
  if (isPlatformRefusal(error)) return { kind: 'unverifiable', code: error.data.error };
  if (error instanceof PlatformError && !error.retryable) return { kind: 'unverifiable', code: error.code };
  return { kind: 'unknown', code: 'not_looked' };
}

/** An error that trying again does not mend. */
export function isPlatformRefusal(error: unknown): error is WebAPIPlatformError {
  return error instanceof WebAPIPlatformError && !passing.has(error.data.error);
}
