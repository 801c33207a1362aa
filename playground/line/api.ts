import { type Breach, isObject, type Json } from './limits/breach.ts';
import { checkMessages } from './limits/messages.ts';
import type { SpecificationCheck } from './openapi.ts';
import type { Platform } from './platform.ts';
import type { ReplyTokens } from './reply-tokens.ts';
import type { RawMessage } from './types.ts';

export type Call = {
  readonly method: string;
  readonly path: string;
  readonly retryKey: string | null;
  readonly requestId: string;
  readonly body: string;
};

export type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

type Options = {
  readonly platform: Platform;
  readonly tokens: ReplyTokens;
  readonly botUserId: string;
  readonly monthlyLimit: number;
  readonly check: SpecificationCheck | null;
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ok = (body: unknown = {}): Answer => ({ status: 200, body });
const refuse = (status: number, message: string, details?: readonly Breach[]): Answer => ({
  status,
  body: details === undefined ? { message } : { message, details },
});

/** Answers one authorised call as LINE would. */
export function createApi(options: Options): (call: Call) => Answer {
  return (call) => {
    const { method, path } = call;
    if (method === 'GET') return get(path, options);
    const body = parse(call.body);
    if (body === null) return refuse(400, 'The request body could not be parsed as JSON.');
    options.check?.request(path, body);
    switch (path) {
      case '/v2/bot/message/push':
        return push(call, body, options);
      case '/v2/bot/message/reply':
        return reply(call, body, options);
      case '/v2/bot/message/multicast':
        return multicast(call, body, options);
      case '/v2/bot/message/validate/push':
      case '/v2/bot/message/validate/reply':
        return withValid(body, () => ok());
      case '/v2/bot/chat/loading/start':
        return { status: 202, body: {} };
      default:
        return /^\/v2\/bot\/(group|room)\/[^/]+\/leave$/.test(path) ? ok() : refuse(404, 'Not found');
    }
  };
}

function get(path: string, { platform, monthlyLimit, botUserId }: Options): Answer {
  switch (path) {
    case '/v2/bot/message/quota':
      return ok({ type: 'limited', value: monthlyLimit });
    case '/v2/bot/message/quota/consumption':
      return ok({ totalUsage: platform.usedThisMonth() });
    case '/v2/bot/info':
      return ok({
        userId: botUserId,
        basicId: '@bansou',
        displayName: 'Bansou',
        chatMode: 'bot',
        markAsReadMode: 'auto',
      });
    default: {
      const userId = /^\/v2\/bot\/profile\/([^/]+)$/.exec(path)?.[1];
      const account = userId === undefined ? undefined : platform.account(userId);
      if (account === undefined || !account.friend || account.blocked) return refuse(404, 'Not found');
      return ok({ userId: account.userId, displayName: account.displayName, language: account.language });
    }
  }
}

function push(call: Call, body: Json, options: Options): Answer {
  const { platform } = options;
  if (call.retryKey !== null && !uuid.test(call.retryKey)) return refuse(400, 'Retry key must be a UUID');
  const former = call.retryKey === null ? null : platform.findRetry(call.retryKey);
  if (former !== null) {
    return {
      status: 409,
      headers: { 'x-line-accepted-request-id': former.requestId },
      body: { message: 'The retry key is already accepted', sentMessages: former.sentMessages },
    };
  }
  return withValid(body, (messages) => {
    const to = body.to;
    if (typeof to !== 'string' || platform.account(to) === undefined)
      return refuse(400, 'Failed to send messages');
    if (!platform.hasAllowanceFor(1)) return refuse(429, 'You have reached your monthly limit.');
    const { retryKey, requestId } = call;
    const sent = platform.deliver({ userId: to, via: 'push', messages, retryKey, requestId });
    if (retryKey !== null) platform.keepRetry(retryKey, sent);
    return ok({ sentMessages: sent.sentMessages });
  });
}

function reply(call: Call, body: Json, { platform, tokens }: Options): Answer {
  return withValid(body, (messages) => {
    if (call.retryKey !== null) return refuse(400, 'X-Line-Retry-Key is not supported for this endpoint');
    const token = body.replyToken;
    const userId = typeof token === 'string' ? tokens.use(token) : null;
    if (userId === null) return refuse(400, 'Invalid reply token');
    const sent = platform.deliver({
      userId,
      via: 'reply',
      messages,
      retryKey: null,
      requestId: call.requestId,
    });
    return ok({ sentMessages: sent.sentMessages });
  });
}

function multicast(call: Call, body: Json, { platform }: Options): Answer {
  return withValid(body, (messages) => {
    const to = body.to;
    if (!Array.isArray(to) || to.length < 1 || to.length > 500)
      return refuse(400, 'Size must be between 1 and 500');
    if (!platform.hasAllowanceFor(to.length)) return refuse(429, 'You have reached your monthly limit.');
    for (const userId of to) {
      platform.deliver({
        userId: String(userId),
        via: 'push',
        messages,
        retryKey: call.retryKey,
        requestId: call.requestId,
      });
    }
    return ok();
  });
}

function withValid(body: Json, then: (messages: readonly RawMessage[]) => Answer): Answer {
  const breaches = checkMessages(body);
  if (breaches.length === 0) return then(Array.isArray(body.messages) ? body.messages : []);
  const count = breaches.length === 1 ? '1 error(s)' : `${breaches.length} error(s)`;
  return refuse(400, `The request body has ${count}`, breaches);
}

function parse(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
