import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../shared/clock.ts';
import type { WebhookReceiver, WebhookRequest, WebhookResponse } from '../../shared/webhook.ts';
import type { InboxStore, ReceivedEvent } from '../../use-cases/ports/inbox.ts';
import { readSlackBody, type SlackBody, type SlackEnvelope } from './envelopes.ts';

const toleranceSeconds = 300;
/** How long workers leave an interaction alone that this request is answering. */
const answerLeaseMs = 20_000;

/** Answers an interaction in its own request: a modal, its errors, a command's text. */
export type AnswerSlack = (event: ReceivedEvent, body: SlackBody) => Promise<WebhookResponse>;

/**
 * Slack's one webhook: verify, store, 200. Events wait for a worker; interactions and commands, whose answer belongs
 * in the response, are stored first and then answered here.
 */
export function createSlackReceiver(options: {
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly inbox: InboxStore;
  readonly wake: () => void;
  readonly answer: AnswerSlack;
}): WebhookReceiver {
  return async (request) => {
    if (!isSigned(request, options.signingSecret, options.clock.now())) return { status: 401 };
    const envelope = readSlackBody(request.body.toString('utf8'), request.headers['content-type'] ?? '');
    if (envelope === null) return { status: 400 };
    return respond(envelope, options);
  };
}

async function respond(
  envelope: SlackEnvelope,
  { inbox, wake, answer, clock }: Parameters<typeof createSlackReceiver>[0],
): Promise<WebhookResponse> {
  switch (envelope.kind) {
    case 'challenge':
      return {
        status: 200,
        contentType: 'application/json',
        body: JSON.stringify({ challenge: envelope.challenge }),
      };
    case 'check':
      return { status: 200 };
    case 'event':
      await inbox.store([toReceived(envelope, clock.now())]);
      wake();
      return { status: 200 };
    case 'interaction': {
      const event = toReceived(envelope, clock.now());
      const isNew = await inbox.storeForNow(event, answerLeaseMs);
      return isNew ? answer(event, envelope.body) : { status: 200 };
    }
  }
}

function toReceived(
  { naturalId, userId, occurredAt, body }: Extract<SlackEnvelope, { kind: 'event' | 'interaction' }>,
  now: Date,
): ReceivedEvent {
  const text = JSON.stringify(body);
  return {
    platform: 'slack',
    eventId: isId(naturalId) ? naturalId : createHash('sha256').update(text).digest('hex'),
    personKey: isId(userId) ? userId : '-',
    body: text,
    occurredAt: occurredAt ?? now,
  };
}

/** What the inbox can hold as a key: PostgreSQL refuses NUL, and an index its megabytes. */
function isId(value: string | null): value is string {
  return value !== null && /^[\x21-\x7e]{1,200}$/.test(value);
}

/** Slack signs `v0:{timestamp}:{body}`; a timestamp more than five minutes off in either direction is refused. */
function isSigned({ headers, body }: WebhookRequest, secret: string, now: Date): boolean {
  const signature = headers['x-slack-signature'];
  const timestamp = headers['x-slack-request-timestamp'];
  if (typeof signature !== 'string' || typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp))
    return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  const expected = Buffer.from(
    `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`,
  );
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
