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
    if (/^\/v2\/bot\/(group|room)\/[^/]+\/leave$/.test(path)) return ok();
    const handle = handlers.get(path);
    if (handle === undefined) return refuse(404, 'Not found');
    const body = parse(call.body);
    if (body === null) return refuse(400, 'The request body could not be parsed as JSON.');
    options.check?.request(path, body);
    return handle(call, body, options);
  };
}

const handlers: ReadonlyMap<string, (call: Call, body: Json, options: Options) => Answer> = new Map([
  ['/v2/bot/message/push', push],
  ['/v2/bot/message/reply', reply],
  ['/v2/bot/message/multicast', multicast],
  ['/v2/bot/message/validate/push', (_call, body) => withValid(body, () => ok())],
  ['/v2/bot/message/validate/reply', (_call, body) => withValid(body, () => ok())],
  ['/v2/bot/chat/loading/start', (_call, body) => startLoading(body)],
]);

/** Five to sixty seconds, in steps of five. */
function startLoading({ chatId, loadingSeconds = 20 }: Json): Answer {
  const seconds = Number(loadingSeconds);
  if (typeof chatId !== 'string') return refuse(400, 'May not be empty');
  return seconds >= 5 && seconds <= 60 && seconds % 5 === 0
    ? { status: 202, body: {} }
    : refuse(400, 'loadingSeconds must be a multiple of 5 between 5 and 60');
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
  const repeated = findRepeated(call, platform);
  if (repeated !== null) return repeated;
  return withValid(body, (messages) => {
    const to = body.to;
    if (typeof to !== 'string' || platform.account(to) === undefined)
      return refuse(400, 'Failed to send messages');
    if (platform.reaches(to) && !platform.hasAllowanceFor(1))
      return refuse(429, 'You have reached your monthly limit.');
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
  const repeated = findRepeated(call, platform);
  if (repeated !== null) return repeated;
  return withValid(body, (messages) => {
    const to = body.to;
    if (!Array.isArray(to) || to.length < 1 || to.length > 500)
      return refuse(400, 'Size must be between 1 and 500');
    const reached = to.filter((userId) => platform.reaches(String(userId))).length;
    if (!platform.hasAllowanceFor(reached)) return refuse(429, 'You have reached your monthly limit.');
    for (const userId of to) {
      platform.deliver({
        userId: String(userId),
        via: 'push',
        messages,
        retryKey: call.retryKey,
        requestId: call.requestId,
      });
    }
    if (call.retryKey !== null) {
      platform.keepRetry(call.retryKey, { requestId: call.requestId, sentMessages: [] });
    }
    return ok();
  });
}

/** A retry key that was accepted within a day is answered 409, and nothing happens again. */
function findRepeated({ retryKey }: Call, platform: Platform): Answer | null {
  if (retryKey === null) return null;
  if (!uuid.test(retryKey)) return refuse(400, 'Retry key must be a UUID');
  const former = platform.findRetry(retryKey);
  if (former === null) return null;
  return {
    status: 409,
    headers: { 'x-line-accepted-request-id': former.requestId },
    body: { message: 'The retry key is already accepted', sentMessages: former.sentMessages },
  };
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
