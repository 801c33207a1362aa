import { createServer, type IncomingMessage } from 'node:http';
import { HTTPFetchError, messagingApi, validateSignature } from '@line/bot-sdk';
import { isObject, type Json, listAt, parseObject } from '../../../playground/line/json.ts';
import {
  createLineStandIn,
  type LineStandIn,
  type LineStandInOptions,
} from '../../../playground/line/line-stand-in.ts';
import type { LineUser } from '../../../playground/line/line-user.ts';
import { type Agenda, createAgenda } from '../../../playground/world/agenda.ts';
import { createRandom } from '../../../playground/world/random.ts';
import { createSimulatedClock, type SimulatedClock } from '../../../playground/world/simulated-clock.ts';

/** What a receiver got in one request. */
export type ReceivedWebhook = {
  readonly raw: string;
  /** Whether the signature was good. */
  readonly signed: boolean;
  readonly destination: unknown;
  readonly events: readonly Json[];
};

/** A tiny app: verifies signatures with LINE's SDK and keeps what it got. */
export type Receiver = {
  readonly url: string;
  readonly requests: readonly ReceivedWebhook[];
  /** Every event that came, in order of arrival. */
  readonly events: () => readonly Json[];
  /** From now on answers this status; `silent` answers nothing. */
  readonly answerWith: (status: number | 'silent') => void;
  readonly close: () => Promise<void>;
};

/** What a refused call was answered. */
export type Refusal = {
  readonly status: number;
  readonly message: string;
  readonly details: readonly unknown[];
  readonly body: Json;
  readonly headers: Headers;
};

/** Everything a test of the stand-in needs. */
export type LineFixture = {
  readonly line: LineStandIn;
  readonly clock: SimulatedClock;
  readonly agenda: Agenda;
  readonly receiver: Receiver;
  readonly client: messagingApi.MessagingApiClient;
  readonly clientWith: (channelAccessToken: string) => messagingApi.MessagingApiClient;
  /** A friend of the account. */
  readonly addFriend: (displayName?: string) => Promise<LineUser>;
  /** Moves the clock on, running what is planned on the way. */
  readonly advance: (seconds: number) => Promise<void>;
  /** A call without the SDK, with a good token unless `headers` say otherwise; given up after `withinMs`. */
  readonly call: (
    path: string,
    request?: {
      readonly method?: string;
      readonly body?: string;
      readonly headers?: Record<string, string>;
      readonly withinMs?: number;
    },
  ) => Promise<Response>;
  readonly close: () => Promise<void>;
};

export const channelAccessToken = 'channel-access-token';
export const channelSecret = 'channel-secret';
export const start = new Date('2024-11-05T12:00:00Z');

/** A stand-in, a receiver and LINE's own SDK on one simulated clock. */
export async function startLine(options: Partial<LineStandInOptions> = {}): Promise<LineFixture> {
  const clock = createSimulatedClock(start);
  const agenda = createAgenda();
  const receiver = await startReceiver();
  const line = await createLineStandIn({
    clock,
    agenda,
    random: createRandom(7),
    channelSecret,
    channelAccessToken,
    webhookUrl: () => receiver.url,
    ...options,
  });
  const clientWith = (token: string): messagingApi.MessagingApiClient =>
    new messagingApi.MessagingApiClient({ channelAccessToken: token, baseURL: line.url });
  return {
    line,
    clock,
    agenda,
    receiver,
    client: clientWith(channelAccessToken),
    clientWith,
    addFriend: async (displayName = '参加者01A') => {
      const user = line.addUser({ displayName, language: 'ja' });
      await user.follow();
      return user;
    },
    advance: async (seconds) => {
      const target = clock.now().getTime() + seconds * 1000;
      for (let next = agenda.nextAt(); next !== null && next.getTime() <= target; next = agenda.nextAt()) {
        if (next.getTime() > clock.now().getTime()) clock.advanceTo(next);
        await agenda.runDue(clock.now());
        await line.untilIdle();
      }
      clock.advanceTo(new Date(target));
    },
    call: (path, { method = 'POST', body, headers = {}, withinMs = 5000 } = {}) =>
      fetch(`${line.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${channelAccessToken}`, ...headers },
        signal: AbortSignal.timeout(withinMs),
        ...(body === undefined ? {} : { body }),
      }),
    close: async () => {
      await line.close();
      await receiver.close();
    },
  };
}

/** What a call that must be refused was answered; fails when it was taken or broke off. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof HTTPFetchError)) throw error;
    const body = parseObject(error.body) ?? {};
    return {
      status: error.status,
      message: String(body.message),
      details: listAt(body, 'details'),
      body,
      headers: error.headers,
    };
  }
  throw new Error('the call was accepted');
}

/** A plain text message. */
export function text(words: string): messagingApi.TextMessage {
  return { type: 'text', text: words };
}

/** A message object as it stands, right or wrong. The SDK sends what it is given; its types would hide the wrong ones. */
export function asMessage(value: Json): messagingApi.Message {
  return value as unknown as messagingApi.Message;
}

async function startReceiver(): Promise<Receiver> {
  const requests: ReceivedWebhook[] = [];
  let status: number | 'silent' = 200;
  const server = createServer((incoming, outgoing) => {
    void readWebhook(incoming).then((request) => {
      requests.push(request);
      if (status !== 'silent') outgoing.writeHead(request.signed ? status : 401).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/line/webhook`,
    requests,
    events: () => requests.flatMap(({ events }) => events),
    answerWith: (next) => {
      status = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readWebhook(incoming: IncomingMessage): Promise<ReceivedWebhook> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const raw = Buffer.concat(chunks);
  const signature = String(incoming.headers['x-line-signature'] ?? '');
  const body = parseObject(raw.toString('utf8')) ?? {};
  return {
    raw: raw.toString('utf8'),
    signed: validateSignature(raw, channelSecret, signature),
    destination: body.destination,
    events: listAt(body, 'events').filter(isObject),
  };
}
