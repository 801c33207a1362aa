import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Activity } from '../../world/activity.ts';
import type { CallFault, FaultSource } from '../faults.ts';
import type { JsonObject } from '../json.ts';
import type { TokenState } from '../webhooks/hostile.ts';
import type { ApiMethods } from './api-method.ts';
import { ApiRefusal } from './api-refusal.ts';
import { type CallArguments, parseCallArguments } from './call-arguments.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ResponseUrls } from './response-urls.ts';

/** The platform's HTTP side on a free port of the loopback interface. */
type ApiServer = { readonly origin: string; readonly close: () => Promise<void> };

type Answer = {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers?: Record<string, string>;
};
type Deps = {
  readonly activity: Activity;
  readonly faults: FaultSource;
  readonly botToken: string;
  readonly token: TokenState;
  readonly limits: RateLimits;
  readonly methods: ApiMethods;
  readonly responseUrls: ResponseUrls;
  readonly violations: string[];
};
type Exchange = { readonly outgoing: ServerResponse; readonly afterAnswer: (task: () => void) => void };

// Refusals that say the app is wrong, whatever the state of the workspace.
const programmingErrors = new Set([
  'invalid_arguments',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_json',
  'invalid_metadata_format',
  'invalid_post_type',
  'invalid_trigger_id',
  'json_not_object',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'push_limit_reached',
  'unknown_method',
  'view_too_large',
]);

/** Starts serving the Web API (`/api/...`) and response addresses (`/actions/...`). */
export async function startApiServer(deps: Deps): Promise<ApiServer> {
  const server = createServer((incoming, outgoing) => {
    const end = deps.activity.begin();
    const tasks: (() => void)[] = [];
    outgoing.once('close', () => {
      for (const task of tasks) task();
      end();
    });
    const exchange: Exchange = { outgoing, afterAnswer: (task) => tasks.push(task) };
    receive(deps, incoming, exchange).catch((error: unknown) => {
      deps.violations.push(`request broke off: ${String(error)}`);
      outgoing.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function receive(deps: Deps, incoming: IncomingMessage, exchange: Exchange): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const body = await readBody(incoming);
  if (url.pathname.startsWith('/actions/')) {
    const { announce, ...answer } = deps.responseUrls.receive(url.pathname, body);
    exchange.afterAnswer(announce);
    return respond(exchange, answer);
  }
  if (!url.pathname.startsWith('/api/')) return respond(exchange, { status: 404, body: {} });
  const method = url.pathname.slice('/api/'.length);
  const call = (): Answer =>
    answerCall(deps, exchange, {
      method,
      authorization: incoming.headers.authorization ?? '',
      readArguments: () => parseCallArguments(incoming.headers['content-type'] ?? '', body, url.searchParams),
    });
  const fault = deps.faults.takeCall(method);
  if (fault === null) return respond(exchange, call());
  meetFault(exchange, fault, call);
}

function answerCall(
  deps: Deps,
  exchange: Exchange,
  request: {
    readonly method: string;
    readonly authorization: string;
    readonly readArguments: () => CallArguments;
  },
): Answer {
  try {
    const args = request.readArguments();
    refuseStrangers(deps, /^Bearer (.+)$/i.exec(request.authorization)?.[1] ?? args.text('token'));
    const run = Object.hasOwn(deps.methods, request.method) ? deps.methods[request.method] : undefined;
    if (run === undefined) throw new ApiRefusal('unknown_method');
    const retryAfterSeconds = deps.limits.takeMethod(request.method);
    if (retryAfterSeconds !== null) throw new ApiRefusal('ratelimited', { retryAfterSeconds });
    return { status: 200, body: { ok: true, ...run({ args, afterAnswer: exchange.afterAnswer }) } };
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    if (programmingErrors.has(error.code)) {
      deps.violations.push(`${request.method}: ${[error.code, ...error.details].join(' ')}`);
    }
    return refusalAnswer(error);
  }
}

function refuseStrangers(deps: Deps, token: string | null): void {
  if (token === null) throw new ApiRefusal('not_authed');
  if (token !== deps.botToken) throw new ApiRefusal('invalid_auth');
  if (deps.token.value !== 'valid') throw new ApiRefusal(deps.token.value);
}

function refusalAnswer(refusal: ApiRefusal): Answer {
  const details = refusal.details.length > 0 && {
    errors: refusal.details.map((detail) => detail.replace(/^\[ERROR\] /, '')),
    response_metadata: { messages: refusal.details },
  };
  const body = { ok: false, error: refusal.code, ...details };
  if (refusal.retryAfterSeconds === null) return { status: 200, body };
  return { status: 429, body, headers: { 'retry-after': String(refusal.retryAfterSeconds) } };
}

function meetFault(
  exchange: Exchange,
  fault: { readonly kind: CallFault; readonly retryAfterSeconds: number },
  call: () => Answer,
): void {
  switch (fault.kind) {
    case 'http-500':
      exchange.outgoing.writeHead(500, { 'content-type': 'text/plain' }).end('Internal Server Error');
      return;
    case 'rate-limited':
      respond(exchange, refusalAnswer(new ApiRefusal('ratelimited', fault)));
      return;
    case 'reset':
      exchange.outgoing.destroy();
      return;
    case 'accept-then-reset':
      call();
      exchange.outgoing.destroy();
      return;
    case 'hang':
      return;
    case 'accept-then-hang':
      call();
      return;
  }
}

function respond({ outgoing }: Exchange, answer: Answer): void {
  const headers = { 'content-type': 'application/json; charset=utf-8', ...answer.headers };
  outgoing.writeHead(answer.status, headers).end(JSON.stringify(answer.body));
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
