import { failure, type Result, success } from '../../../shared/result.ts';
import type { SchedulingPolicy } from '../policy.ts';

/** LINE takes 1,000 characters behind a button, Slack 3,000; a meeting's link has about a hundred. */
const longest = 900;

export type LinkRefusal = 'not_https' | 'unreadable' | 'long';

/**
 * The meeting link as an address that both platforms take behind a button (percent-encoded). Only `https`, with the
 * name of a host, without a user name in front of it, which makes a link look like one to another host.
 */
export function checkLink(text: string): Result<string, LinkRefusal> {
  const trimmed = text.trim();
  if (!/^https:\/\//iu.test(trimmed)) return failure('not_https');
  if (/\s/u.test(trimmed) || !URL.canParse(trimmed)) return failure('unreadable');
  const url = new URL(trimmed);
  const namesHost = /^[^.]+(?:\.[^.]+)+$/u.test(url.hostname);
  if (!namesHost || url.username !== '' || url.password !== '') return failure('unreadable');
  return url.href.length > longest ? failure('long') : success(url.href);
}

/** Whether a session may last so long: whole minutes within the template's limits. */
export function isFittingLength(minutes: number, { least, most }: SchedulingPolicy['minutes']): boolean {
  return Number.isInteger(minutes) && minutes >= least && minutes <= most;
}
