import { createHash } from 'node:crypto';
import { validateSignature } from '@line/bot-sdk';
import type { WebhookReceiver } from '../../shared/webhook.ts';
import type { InboxStore, ReceivedEvent } from '../../use-cases/ports/inbox.ts';

/**
 * LINE's webhook: verify the raw bytes, store every event, 200 (PLATFORM-FACTS 1: within 2 s).
 * LINE's signature has no timestamp, so only the event id stops a replay: it is kept for ever.
 */
export function createLineReceiver(options: {
  readonly channelSecret: string;
  readonly inbox: InboxStore;
  readonly wake: () => void;
}): WebhookReceiver {
  return async ({ headers, body }) => {
    const signature = headers['x-line-signature'];
    if (typeof signature !== 'string' || !isSigned(body, options.channelSecret, signature)) {
      return { status: 401 };
    }
    const events = readEvents(body);
    if (events === null) return { status: 400 };
    if (events.length > 0) {
      await options.inbox.store(events);
      options.wake();
    }
    return { status: 200 };
  };
}

/** Base64 of 32 bytes, no more: the SDK reads up to the first sign that is none, and would take anything after it. */
const signaturePattern = /^[A-Za-z0-9+/]{43}=$/;

function isSigned(body: Buffer, secret: string, signature: string): boolean {
  return signaturePattern.test(signature) && validateSignature(body, secret, signature);
}

function readEvents(body: Buffer): readonly ReceivedEvent[] | null {
  const parsed = parseJson(body.toString('utf8'));
  if (!isRecord(parsed)) return null;
  const events = parsed.events;
  if (events === undefined) return [];
  return Array.isArray(events) ? events.map(toReceived) : null;
}

/** Stringified again, JSON escapes what PostgreSQL's text refuses: NUL and lone surrogates. */
function toReceived(event: unknown): ReceivedEvent {
  const body = JSON.stringify(event);
  const fields = isRecord(event) ? event : {};
  const source = isRecord(fields.source) ? fields.source : {};
  const userId = source.type === 'user' ? source.userId : undefined;
  const eventId = fields.webhookEventId;
  const timestamp = fields.timestamp;
  return {
    platform: 'line',
    eventId: isId(eventId) ? eventId : createHash('sha256').update(body).digest('hex'),
    personKey: isId(userId) ? userId : '-',
    body,
    occurredAt: new Date(isTime(timestamp) ? timestamp : 0),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value);
}

/** Milliseconds that PostgreSQL and `Date` can both hold. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 253_402_300_800_000;
}
