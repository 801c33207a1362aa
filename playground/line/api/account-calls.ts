import { type Json, textAt } from '../json.ts';
import { breach, text } from '../limits/breach.ts';
import type { Platform } from '../platform/platform.ts';
import { type Answer, ok, refuse, refuseBody } from './answer.ts';

const shortestLoading = 5;
const longestLoading = 60;

/** The dots of somebody who writes: five to sixty seconds in steps of five, in a talk with one person. */
export function startLoading(platform: Platform, body: Json): Answer {
  const { loadingSeconds = 20 } = body;
  const seconds = Number(loadingSeconds);
  const isStep = Number.isInteger(seconds / 5) && seconds >= shortestLoading && seconds <= longestLoading;
  const breaches = [
    ...text(body, 'chatId', '', 100),
    ...(typeof loadingSeconds === 'number' && isStep
      ? []
      : breach(`Must be a multiple of 5 between ${shortestLoading} and ${longestLoading}`, 'loadingSeconds')),
  ];
  if (breaches.length > 0) return refuseBody(breaches);
  if (platform.accounts.find(textAt(body, 'chatId') ?? '') === null) {
    return refuse(400, 'The value for the chatId parameter is invalid');
  }
  return { status: 202, body: {} };
}

/** Leaves a group or room. */
export function leave(platform: Platform, id: string): Answer {
  platform.left.push(id);
  return ok();
}

/** A token with which a person may link their account. */
export function linkToken(platform: Platform, userId: string): Answer {
  if (platform.accounts.find(userId) === null) return refuse(404, 'Not found');
  return ok({ linkToken: platform.linkTokens.issue(userId) });
}

/** What the plan allows in a month. */
export function readQuota({ allowance }: Platform): Answer {
  const limit = allowance.limit();
  return ok(limit === null ? { type: 'none' } : { type: 'limited', value: limit });
}

/** The official account itself. */
export function readBot(userId: string): Answer {
  return ok({
    userId,
    basicId: '@bansou',
    displayName: 'Bansou',
    chatMode: 'bot',
    markAsReadMode: 'auto',
  });
}

/** Name and language of a friend; nothing of anybody else. */
export function readProfile({ accounts }: Platform, userId: string): Answer {
  const account = accounts.find(userId);
  if (account === null || !account.friend || account.blocked) return refuse(404, 'Not found');
  return ok({ userId, displayName: account.displayName, language: account.language });
}
