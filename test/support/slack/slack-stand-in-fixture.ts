import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { LogLevel, WebClient } from '@slack/web-api';
import { isObject, type JsonObject, parseJson } from '../../../playground/slack/json.ts';
import {
  createSlackStandIn,
  type SlackStandIn,
  type SlackStandInOptions,
} from '../../../playground/slack/slack-stand-in.ts';
import { type Agenda, createAgenda } from '../../../playground/world/agenda.ts';
import { createRandom } from '../../../playground/world/random.ts';
import { createSimulatedClock, type SimulatedClock } from '../../../playground/world/simulated-clock.ts';
import type { Clock } from '../../../src/shared/clock.ts';

/** What a receiver got in one request. */
export type ReceivedRequest = {
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  /** Whether signature and timestamp were good. */
  readonly signed: boolean;
  /** The JSON body, the form's `payload`, or the form's fields. */
  readonly body: JsonObject;
};
/** How a receiver answers one request. */
export type Answerer = (request: ReceivedRequest) => Promise<ReceivedAnswer> | ReceivedAnswer;
type ReceivedAnswer = {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;
};

/** A tiny app: verifies signatures with a two-sided window of five minutes and keeps what it got. */
export type Receiver = {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** Bodies of requests with this `type` (of the event inside, for events). */
  readonly ofType: (type: string) => readonly JsonObject[];
  readonly answerWith: (answerer: Answerer) => void;
  readonly close: () => Promise<void>;
};

/** Everything a test of the stand-in needs. */
export type SlackFixture = {
  readonly slack: SlackStandIn;
  readonly clock: SimulatedClock;
  readonly agenda: Agenda;
  readonly receiver: Receiver;
  readonly client: WebClient;
  readonly clientWith: (token?: string) => WebClient;
  /** Moves the clock on, running what is planned on the way. */
  readonly advance: (seconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

export const botToken = 'xoxb-stand-in';
export const signingSecret = 'signing-secret';
export const start = new Date('2024-11-12T09:00:00Z');

/** A stand-in, a receiver and a client on one simulated clock. */
export async function startSlack(options: Partial<SlackStandInOptions> = {}): Promise<SlackFixture> {
  const clock = createSimulatedClock(start);
  const agenda = createAgenda();
  const receiver = await startReceiver(clock);
  const slack = await createSlackStandIn({
    clock,
    agenda,
    random: createRandom(7),
    botToken,
    signingSecret,
    webhookUrl: () => receiver.url,
    ...options,
  });
  const clientWith = (token?: string): WebClient =>
    new WebClient(token, {
      slackApiUrl: slack.url,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 1000,
      logLevel: LogLevel.ERROR,
    });
  return {
    slack,
    clock,
    agenda,
    receiver,
    client: clientWith(botToken),
    clientWith,
    advance: async (seconds) => {
      const target = clock.now().getTime() + seconds * 1000;
      for (let next = agenda.nextAt(); next !== null && next.getTime() <= target; next = agenda.nextAt()) {
        if (next.getTime() > clock.now().getTime()) clock.advanceTo(next);
        await agenda.runDue(clock.now());
        await slack.untilIdle();
      }
      clock.advanceTo(new Date(target));
    },
    close: async () => {
      await slack.close();
      await receiver.close();
    },
  };
}

/** Error code (and details) of a call that must be refused; fails when it is not. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return describeRefusal(error);
  }
  throw new Error('the call was accepted');
}

/** A section, the plainest block. */
export function section(text: string): { type: 'section'; text: { type: 'mrkdwn'; text: string } } {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

function describeRefusal(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('retryAfter' in error) return `ratelimited ${String(error.retryAfter)}`;
  if (!('data' in error) || typeof error.data !== 'object' || error.data === null) return error.message;
  return 'error' in error.data ? String(error.data.error) : error.message;
}

async function startReceiver(clock: Clock): Promise<Receiver> {
  const requests: ReceivedRequest[] = [];
  let answerer: Answerer = () => ({ status: 200 });
  const server = createServer((incoming, outgoing) => {
    void readRequest(clock, incoming).then(async (request) => {
      requests.push(request);
      const answer = request.signed ? await answerer(request) : { status: 401 };
      outgoing.writeHead(answer.status, answer.headers).end(answer.body ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    requests,
    ofType: (type) =>
      requests
        .map(({ body }) => (isObject(body.event) ? body.event : body))
        .filter((body) => body.type === type),
    answerWith: (next) => {
      answerer = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readRequest(clock: Clock, incoming: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const raw = Buffer.concat(chunks).toString('utf8');
  const form = new URLSearchParams(raw);
  const isForm = incoming.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const body = isForm ? (parseJson(form.get('payload') ?? '') ?? Object.fromEntries(form)) : parseJson(raw);
  return {
    headers: incoming.headers,
    raw,
    signed: isSigned(clock, incoming.headers, raw),
    body: isObject(body) ? body : {},
  };
}

function isSigned(clock: Clock, headers: IncomingHttpHeaders, raw: string): boolean {
  const timestamp = String(headers['x-slack-request-timestamp'] ?? '');
  const age = Math.abs(clock.now().getTime() / 1000 - Number(timestamp));
  const expected = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${raw}`).digest('hex')}`;
  const given = String(headers['x-slack-signature'] ?? '');
  const same = given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
  return same && age <= 300;
}
