import { isObject, type Json, listAt, textAt } from '../json.ts';
import { type Breach, breach, items, text } from '../limits/breach.ts';
import { checkMessages } from '../limits/messages.ts';
import type { Platform } from '../platform/platform.ts';
import type { RawMessage } from '../types.ts';
import {
  type Answer,
  type Call,
  monthlyLimitReached,
  ok,
  refuse,
  refuseBody,
  refuseMisuse,
} from './answer.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const userIdForm = /^U[0-9a-f]{32}$/;
const addressForm = /^[UCR][0-9a-f]{32}$/;
const maxRecipients = 500;

/** Sends to one person; takes a retry key. */
export function push(platform: Platform, call: Call, body: Json): Answer {
  const repeated = findRepeated(platform, call);
  if (repeated !== null) return repeated;
  const breaches = [...text(body, 'to', '', 100), ...checkEnvelope(body)];
  if (breaches.length > 0) return refuseBody(breaches);
  const to = textAt(body, 'to') ?? '';
  if (platform.accounts.find(to) === null) {
    return addressForm.test(to) ? refuse(400, 'Failed to send messages') : refuseProperty('to');
  }
  return send(platform, call, { to: [to], messages: messagesOf(body), listsMessages: true });
}

/** Answers a reply token, for nothing; takes no retry key. */
export function reply(platform: Platform, call: Call, body: Json): Answer {
  if (call.retryKey !== null) {
    return refuseMisuse(400, 'X-Line-Retry-Key is not supported for this endpoint');
  }
  const breaches = [...text(body, 'replyToken', '', 1000), ...checkEnvelope(body)];
  if (breaches.length > 0) return refuseBody(breaches);
  const userId = platform.replyTokens.use(textAt(body, 'replyToken') ?? '');
  if (userId === null) return refuse(400, 'Invalid reply token');
  const messages = messagesOf(body);
  platform.deliver({ userId, via: 'reply', messages, retryKey: null, requestId: call.requestId });
  return ok({ sentMessages: platform.listSent(messages) });
}

/** Sends to at most 500 people; whom it does not reach it leaves out in silence. Takes a retry key. */
export function multicast(platform: Platform, call: Call, body: Json): Answer {
  const repeated = findRepeated(platform, call);
  if (repeated !== null) return repeated;
  const breaches = [
    ...items(body, 'to', '', { min: 1, max: maxRecipients }, (to, at) =>
      typeof to === 'string' ? [] : breach('Must be a string', at),
    ),
    ...checkEnvelope(body),
  ];
  if (breaches.length > 0) return refuseBody(breaches);
  const to = listAt(body, 'to').map(String);
  const isStrange = to.some((one) => platform.accounts.find(one) === null && !userIdForm.test(one));
  if (isStrange) return refuseProperty('to');
  return send(platform, call, { to: [...new Set(to)], messages: messagesOf(body), listsMessages: false });
}

/** Sends to every friend. Takes a retry key. */
export function broadcast(platform: Platform, call: Call, body: Json): Answer {
  const repeated = findRepeated(platform, call);
  if (repeated !== null) return repeated;
  const breaches = checkEnvelope(body);
  if (breaches.length > 0) return refuseBody(breaches);
  const to = platform.accounts.friends().map(({ userId }) => userId);
  return send(platform, call, { to, messages: messagesOf(body), listsMessages: false });
}

/** Looks at message objects only. What it refuses is an answer, not a mistake of the app. */
export function validate(body: Json): Answer {
  const breaches = checkMessages(body);
  if (breaches.length === 0) return ok();
  const { status, body: refusal } = refuseBody(breaches);
  return { status, body: refusal };
}

/** All of them or, when the month has no room for those whom it reaches, none. */
function send(
  platform: Platform,
  { retryKey, requestId }: Call,
  letter: {
    readonly to: readonly string[];
    readonly messages: readonly RawMessage[];
    readonly listsMessages: boolean;
  },
): Answer {
  const { to, messages } = letter;
  const cost = to.reduce((sum, userId) => sum + platform.costOf(userId), 0);
  if (!platform.allowance.hasRoomFor(cost)) return monthlyLimitReached;
  for (const userId of to) platform.deliver({ userId, via: 'push', messages, retryKey, requestId });
  const sentMessages = letter.listsMessages ? platform.listSent(messages) : null;
  if (retryKey !== null) platform.retryKeys.keep(retryKey, { requestId, sentMessages });
  return ok(sentMessages === null ? {} : { sentMessages });
}

/** A retry key that was accepted within a day is answered 409, and nothing happens again. */
function findRepeated(platform: Platform, { retryKey }: Call): Answer | null {
  if (retryKey === null) return null;
  if (!uuid.test(retryKey)) return refuseMisuse(400, 'Invalid X-Line-Retry-Key');
  const accepted = platform.retryKeys.find(retryKey);
  if (accepted === null) return null;
  const { requestId, sentMessages } = accepted;
  return {
    status: 409,
    headers: { 'x-line-accepted-request-id': requestId },
    body: {
      message: 'The retry key is already accepted',
      ...(sentMessages === null ? {} : { sentMessages }),
    },
  };
}

function checkEnvelope(body: Json): Breach[] {
  const { notificationDisabled: silent } = body;
  return [
    ...checkMessages(body),
    ...(silent === undefined || typeof silent === 'boolean'
      ? []
      : breach('Must be a boolean', 'notificationDisabled')),
  ];
}

function messagesOf(body: Json): readonly RawMessage[] {
  return listAt(body, 'messages').filter(isObject);
}

function refuseProperty(name: string): Answer {
  return refuseMisuse(400, `The property, '${name}', in the request body is invalid (line: -, column: -)`);
}
