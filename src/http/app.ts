import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { WebhookReceiver } from '../shared/webhook.ts';
import type { ReadCalendar } from '../use-cases/calendar/read-calendar.ts';
import { serveCalendars } from './calendar/serve-calendars.ts';
import type { Readiness } from './readiness.ts';
import { createWebhookHandler } from './webhooks.ts';

export type HttpDependencies = {
  readonly receivers: ReadonlyMap<string, WebhookReceiver>;
  /** Answers within two seconds; never asks Redis, Slack or LINE. */
  readonly readiness: () => Promise<Readiness>;
  /** Once aborted every answer asks its caller to connect anew, to somebody else. */
  readonly stopping: AbortSignal;
  readonly readCalendar: ReadCalendar;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
  readonly logger: Logger;
};

/** The HTTP server: webhooks first, as plain handlers; everything else through Hono. */
export function createHttpServer(deps: HttpDependencies, extend?: (app: Hono) => void): Server {
  const app = createPages(deps);
  extend?.(app);
  const handleWebhook = createWebhookHandler(deps);
  const handlePage = getRequestListener(app.fetch);
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    if (deps.stopping.aborted) response.setHeader('connection', 'close');
    if (!handleWebhook(request, response)) void handlePage(request, response);
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 15_000;
  server.keepAliveTimeout = 65_000;
  return server;
}

function createPages({ readiness, readCalendar, metrics, logger }: HttpDependencies): Hono {
  const app = new Hono();
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/readyz', async (context) => {
    const state = await readiness();
    return context.text(state, state === 'not ready' ? 503 : 200);
  });
  app.get('/metrics', async (context) => {
    const { contentType, body } = await metrics();
    return context.body(body, 200, { 'content-type': contentType });
  });
  serveCalendars(app, readCalendar);
  app.notFound((context) => context.text('not found', 404));
  app.onError((error, context) => {
    // The route, never the path: a calendar's is a secret.
    logger.error({ event: 'http.failed', route: routePath(context), err: error });
    return context.text('something went wrong', 500);
  });
  return app;
}
