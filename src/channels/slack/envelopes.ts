import { createHash } from 'node:crypto';

export type SlackBody = Readonly<Record<string, unknown>>;

/** A Slack request by what must happen with it. `naturalId` is the same for every redelivery of the same act. */
export type SlackEnvelope =
  | { readonly kind: 'challenge'; readonly challenge: string }
  | { readonly kind: 'check' }
  | ({ readonly kind: 'event' | 'interaction' } & Stored);

type Stored = {
  readonly naturalId: string | null;
  readonly userId: string | null;
  readonly occurredAt: Date | null;
  readonly body: SlackBody;
};

/** Reads a verified body, JSON or form; null when it is neither. */
export function readSlackBody(text: string, contentType: string): SlackEnvelope | null {
  if (contentType.startsWith('application/x-www-form-urlencoded')) return readForm(new URLSearchParams(text));
  const body = parseRecord(text);
  return body === null ? null : readEvent(body);
}

function readForm(form: URLSearchParams): SlackEnvelope | null {
  if (form.get('ssl_check') !== null) return { kind: 'check' };
  const payload = form.get('payload');
  const body = payload === null ? Object.fromEntries(form) : parseRecord(payload);
  if (body === null) return null;
  const user = record(body.user);
  return {
    kind: 'interaction',
    naturalId: interactionId(body),
    userId: string(user.id) ?? string(body.user_id),
    occurredAt: secondsToDate(firstAction(body).action_ts),
    body,
  };
}

function readEvent(body: SlackBody): SlackEnvelope {
  if (body.type === 'url_verification') {
    return { kind: 'challenge', challenge: string(body.challenge) ?? '' };
  }
  const event = record(body.event);
  const user = event.user;
  return {
    kind: 'event',
    naturalId: string(body.event_id),
    userId: string(user) ?? string(record(user).id),
    occurredAt: secondsToDate(event.event_ts ?? body.event_time),
    body,
  };
}

/** Interactions carry no event id (PLATFORM-FACTS 3): what identifies the act is hashed. */
function interactionId(body: SlackBody): string | null {
  const action = firstAction(body);
  const view = record(body.view);
  const parts =
    body.type === 'block_actions'
      ? [
          record(body.user).id,
          action.action_ts,
          action.action_id,
          action.block_id,
          record(body.container).message_ts,
          view.id,
        ]
      : body.type === 'view_submission' || body.type === 'view_closed'
        ? // With its values: a modal that showed an error is sent again under the same id and hash.
          [body.type, record(body.user).id, view.id, view.hash, view.state]
        : [body.command, body.trigger_id];
  if (parts.every((part) => part === undefined)) return null;
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function firstAction(body: SlackBody): SlackBody {
  const actions = body.actions;
  return Array.isArray(actions) ? record(actions[0]) : {};
}

function parseRecord(text: string): SlackBody | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is SlackBody {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function record(value: unknown): SlackBody {
  return isRecord(value) ? value : {};
}

function string(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Slack's seconds with a fraction, as text or number; null when it is no such thing. */
function secondsToDate(value: unknown): Date | null {
  const seconds = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 && seconds < 253_402_300_800
    ? new Date(Math.round(seconds * 1000))
    : null;
}
