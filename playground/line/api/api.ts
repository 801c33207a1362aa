import { parseObject } from '../json.ts';
import { leave, linkToken, readBot, readProfile, readQuota, startLoading } from './account-calls.ts';
import { type Answer, type Call, ok, rateLimited, refuseMisuse } from './answer.ts';
import type { Endpoint } from './endpoint.ts';
import { richMenuRoutes } from './menus/menu-routes.ts';
import { broadcast, multicast, push, reply, validate } from './message-calls.ts';
import { type ApiDeps, bare, idsIn, post, type Route } from './route.ts';

/** What answers the app's calls. */
export type Api = {
  /** The endpoint that a call goes to, or null when there is none. */
  readonly endpointOf: (call: { readonly method: string; readonly path: string }) => Endpoint | null;
  /** Answers one call as LINE would, with everything that follows from it. */
  readonly answer: (call: Call) => Answer;
};

const routes: readonly Route[] = [
  post('/v2/bot/message/push', 'push', (deps, call, { body }) => push(deps.platform, call, body)),
  post('/v2/bot/message/reply', 'reply', (deps, call, { body }) => reply(deps.platform, call, body)),
  post('/v2/bot/message/multicast', 'multicast', (deps, call, { body }) =>
    multicast(deps.platform, call, body),
  ),
  post('/v2/bot/message/broadcast', 'broadcast', (deps, call, { body }) =>
    broadcast(deps.platform, call, body),
  ),
  post('/v2/bot/message/validate/push', 'validatePush', (_, __, { body }) => validate(body)),
  post('/v2/bot/message/validate/reply', 'validateReply', (_, __, { body }) => validate(body)),
  post('/v2/bot/message/validate/multicast', 'validateMulticast', (_, __, { body }) => validate(body)),
  post('/v2/bot/message/validate/broadcast', 'validateBroadcast', (_, __, { body }) => validate(body)),
  post('/v2/bot/chat/loading/start', 'loading', (deps, _, { body }) => startLoading(deps.platform, body)),
  bare('POST', '/v2/bot/group/{id}/leave', 'leaveGroup', (deps, _, { id }) => leave(deps.platform, id)),
  bare('POST', '/v2/bot/room/{id}/leave', 'leaveRoom', (deps, _, { id }) => leave(deps.platform, id)),
  bare('POST', '/v2/bot/user/{id}/linkToken', 'linkToken', (deps, _, { id }) => linkToken(deps.platform, id)),
  bare('GET', '/v2/bot/message/quota', 'quota', ({ platform }) => readQuota(platform)),
  bare('GET', '/v2/bot/message/quota/consumption', 'consumption', ({ platform }) =>
    ok({ totalUsage: platform.allowance.reported() }),
  ),
  bare('GET', '/v2/bot/info', 'info', ({ botUserId }) => readBot(botUserId)),
  bare('GET', '/v2/bot/profile/{id}', 'profile', (deps, _, { id }) => readProfile(deps.platform, id)),
  ...richMenuRoutes,
];

/** LINE's API over a platform. */
export function createApi(deps: ApiDeps): Api {
  return {
    endpointOf: ({ method, path }) => findRoute(method, path)?.endpoint ?? null,
    answer: (call) => {
      const answered = answerCall(deps, call);
      deps.check?.response(call, answered);
      if (answered.isMisuse === true) {
        deps.platform.violations.push(
          `${call.method} ${call.path}: ${answered.status} ${JSON.stringify(answered.body)}`,
        );
      }
      return answered;
    },
  };
}

function answerCall(deps: ApiDeps, call: Call): Answer {
  const route = findRoute(call.method, call.path);
  if (route === null) return refuseMisuse(404, 'Not found');
  if (!deps.limits.take(route.endpoint)) return rateLimited;
  const ids = idsIn(route, call.path);
  if (route.takes !== 'json') return route.handle(deps, call, { ...ids, body: {} });
  if (!/^application\/json\b/i.test(call.contentType)) {
    return refuseMisuse(415, `The content type, ${call.contentType}, is not supported`);
  }
  const body = parseObject(call.body);
  if (body === null) {
    return refuseMisuse(400, 'The request body could not be parsed as JSON (line: 1, column: 1)');
  }
  deps.check?.request(call, body);
  return route.handle(deps, call, { ...ids, body });
}

function findRoute(method: string, path: string): Route | null {
  return routes.find((route) => route.method === method && route.path.test(path)) ?? null;
}
