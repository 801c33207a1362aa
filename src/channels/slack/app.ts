import { App, LogLevel, type Receiver, type ReceiverEvent } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { createUnderWay, type UnderWay } from '../../shared/under-way.ts';
import type { WebhookResponse } from '../../shared/webhook.ts';
import type { ReceivedEvent } from '../../use-cases/ports/inbox.ts';
import type { HandleSlack } from '../../use-cases/ports/slack.ts';
import type { SlackBody } from './envelopes.ts';
import { registerListeners } from './listeners.ts';

/** Slack waits three seconds; an answer later than this is an empty 200, and the act stays stored. */
const answerWithinMs = 2_500;

export type SlackApp = {
  /** Runs the listeners for a stored event; rejects when one failed, so that the event is tried again. */
  readonly process: (event: ReceivedEvent) => Promise<void>;
  /** The same within the request, answering with what a listener acknowledged. */
  readonly answer: (event: ReceivedEvent, body: SlackBody) => Promise<WebhookResponse>;
  /** Answers with all that follows their acknowledgement, such as a modal. */
  readonly answers: Pick<UnderWay, 'count' | 'ended'>;
};

/** Bolt behind our own receiver: requests are verified and stored before Bolt sees them. */
export async function createSlackApp(options: {
  readonly client: WebClient;
  readonly botToken: string;
  readonly apiUrl: string | undefined;
  readonly handle: HandleSlack;
  readonly logger: Logger;
}): Promise<SlackApp> {
  const app = new App({
    receiver: createPassiveReceiver(),
    authorize: async () => ({ botToken: options.botToken }),
    ignoreSelf: false,
    deferInitialization: true,
    // Kinds that we do not know are taken and left; Bolt need not say so.
    logLevel: LogLevel.ERROR,
    clientOptions: {
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 10_000,
      ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
    },
  });
  // Whoever ran the event reports it: Bolt's own report would go past our log and its redaction.
  app.error((error) => Promise.reject(error));
  await app.init();
  registerListeners(app, options);
  const run = (event: ReceivedEvent, body: SlackBody, ack: ReceiverEvent['ack']): Promise<void> =>
    app.processEvent({
      body,
      ack,
      customProperties: { inboxEventId: event.eventId, occurredAt: event.occurredAt.getTime() },
    });
  const answers = createUnderWay();
  return {
    answers,
    process: async (event) => {
      await run(event, readStoredBody(event.body), async () => undefined);
    },
    answer: (event, body) =>
      new Promise<WebhookResponse>((resolve) => {
        const timer = setTimeout(() => resolve({ status: 200 }), answerWithinMs);
        const finish = (response: WebhookResponse): void => {
          clearTimeout(timer);
          resolve(response);
        };
        let isKnown = false;
        const acknowledge = async (response: unknown): Promise<void> => {
          isKnown = true;
          finish(toResponse(response));
        };
        const leave = async (): Promise<void> => {
          const { eventId, occurredAt: at } = event;
          if (!isKnown) await options.handle({ eventId, userId: '', at, content: { kind: 'unsupported' } });
        };
        const answered = run(event, body, acknowledge)
          .then(leave)
          .then(
            () => finish({ status: 200 }),
            (error: unknown) => {
              // Stored already: the lease runs out and a worker tries again.
              options.logger.warn({ event: 'slack.answer_failed', inboxEvent: event.eventId, err: error });
              finish({ status: 200 });
            },
          );
        answers.add(answered);
      }),
  };
}

function createPassiveReceiver(): Receiver {
  return { init: () => undefined, start: async () => undefined, stop: async () => undefined };
}

function toResponse(acknowledged: unknown): WebhookResponse {
  if (acknowledged === undefined || acknowledged === '') return { status: 200 };
  if (typeof acknowledged === 'string') return { status: 200, contentType: 'text/plain', body: acknowledged };
  return { status: 200, contentType: 'application/json', body: JSON.stringify(acknowledged) };
}

/** Guarantee: only `createSlackReceiver` writes these bodies, and it writes JSON objects. */
function readStoredBody(body: string): SlackBody {
  return JSON.parse(body) as SlackBody;
}
