import type { Clock } from '../../../src/shared/clock.ts';
import type { Agenda } from '../../world/agenda.ts';
import type { Random } from '../../world/random.ts';
import type { FaultSource } from '../faults.ts';
import { type Identity, type Ids, secondsOf } from '../identity.ts';
import { type JsonObject, textAt } from '../json.ts';
import { isTaken, type WebhookAnswer } from './post-webhook.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** The Events API: sends events, and sends again what was not taken. */
export type Events = {
  /** Sends one event; resolves when the first delivery has ended, whatever came of it. */
  readonly send: (event: JsonObject) => Promise<{ readonly eventId: string }>;
  /** Sends the newest event, or the one with this id, once more; false when there is none. */
  readonly repeat: (eventId?: string) => Promise<boolean>;
  /** How many requests were sent again, for whatever reason. */
  readonly redelivered: () => number;
  /** Ids of the events that were given up after the last retry. */
  readonly lost: readonly string[];
  /** Stops what is still planned. */
  readonly stop: () => void;
};

type Envelope = { readonly eventId: string; readonly body: string };
type Retry = { readonly number: number; readonly reason: string };

// Retries come at once, after one minute and after five (docs.slack.dev/apis/events-api).
const retryDelaysSeconds = [0, 60, 300] as const;

/** An Events API for one installed app; events that it did not subscribe to are not sent. */
export function createEvents(deps: {
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly random: Random;
  readonly ids: Ids;
  readonly identity: Identity;
  readonly faults: FaultSource;
  readonly sendWebhook: WebhookSender;
  readonly redeliverShare: number;
  readonly subscriptions: readonly string[] | null;
}): Events {
  const sent: Envelope[] = [];
  const lost: string[] = [];
  let redelivered = 0;
  let stopped = false;

  const post = (envelope: Envelope, retry: Retry | null): Promise<WebhookAnswer> => {
    if (retry !== null) redelivered += 1;
    const headers = retry && {
      'x-slack-retry-num': String(retry.number),
      'x-slack-retry-reason': retry.reason,
    };
    const request = { body: envelope.body, contentType: 'application/json', ...(headers && { headers }) };
    return deps.sendWebhook(request);
  };
  const plan = (inSeconds: number, task: () => Promise<void>): void => {
    deps.agenda.at(new Date(deps.clock.now().getTime() + inSeconds * 1000), async () => {
      if (!stopped) await task();
    });
  };
  const retryLater = (
    envelope: Envelope,
    failed: { readonly attempt: number; readonly reason: string },
  ): void => {
    const delay = retryDelaysSeconds[failed.attempt];
    if (delay === undefined) {
      lost.push(envelope.eventId);
      return;
    }
    plan(delay, () => deliver(envelope, { number: failed.attempt + 1, reason: failed.reason }));
  };
  const deliver = async (envelope: Envelope, retry: Retry | null): Promise<void> => {
    const attempt = retry?.number ?? 0;
    const answer = await post(envelope, retry);
    const forgotten = attempt === 0 && deps.faults.takeForgotten();
    if (forgotten) return retryLater(envelope, { attempt, reason: 'http_timeout' });
    if (isTaken(answer)) {
      if (attempt > 0 || !deps.random.chance(deps.redeliverShare)) return;
      const again: Retry = { number: 1, reason: 'http_timeout' };
      return plan(deps.random.integer(0, 60), async () => {
        await post(envelope, again);
      });
    }
    if (answer.kind === 'answered' && answer.noRetry) return;
    retryLater(envelope, { attempt, reason: reasonOf(answer) });
  };

  return {
    send: async (event) => {
      const eventId = deps.ids.next('Ev');
      if (!isSubscribed(event, deps.subscriptions)) return { eventId };
      const envelope: Envelope = {
        eventId,
        body: JSON.stringify(wrapEvent(event, { eventId, at: deps.clock.now(), identity: deps.identity })),
      };
      sent.push(envelope);
      const delaySeconds = deps.faults.takeDelay();
      if (delaySeconds !== null) {
        plan(delaySeconds, () => deliver(envelope, null));
        return { eventId };
      }
      const twice = deps.faults.takeDuplicate();
      if (twice) redelivered += 1;
      await Promise.all([deliver(envelope, null), ...(twice ? [post(envelope, null)] : [])]);
      return { eventId };
    },
    repeat: async (eventId) => {
      const envelope = eventId === undefined ? sent.at(-1) : sent.find((one) => one.eventId === eventId);
      if (envelope === undefined) return false;
      await post(envelope, { number: 1, reason: 'http_timeout' });
      return true;
    },
    redelivered: () => redelivered,
    lost,
    stop: () => {
      stopped = true;
    },
  };
}

function wrapEvent(
  event: JsonObject,
  known: { readonly eventId: string; readonly at: Date; readonly identity: Identity },
): JsonObject {
  const { identity } = known;
  return {
    token: identity.verificationToken,
    team_id: identity.teamId,
    context_team_id: identity.teamId,
    context_enterprise_id: null,
    api_app_id: identity.appId,
    event,
    type: 'event_callback',
    event_id: known.eventId,
    event_time: secondsOf(known.at),
    authorizations: [
      {
        enterprise_id: null,
        team_id: identity.teamId,
        user_id: identity.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
}

/** Messages are subscribed to by the kind of conversation: `message.im`, `message.mpim`, `message.channels`... */
function isSubscribed(event: JsonObject, subscriptions: readonly string[] | null): boolean {
  if (subscriptions === null) return true;
  const type = textAt(event, 'type') ?? '';
  const suffix = { im: 'im', mpim: 'mpim', channel: 'channels', group: 'groups' }[
    textAt(event, 'channel_type') ?? ''
  ];
  return subscriptions.includes(type === 'message' && suffix !== undefined ? `message.${suffix}` : type);
}

function reasonOf(answer: WebhookAnswer): string {
  switch (answer.kind) {
    case 'answered':
      return 'http_error';
    case 'timeout':
      return 'http_timeout';
    case 'unreachable':
      return 'connection_failed';
  }
}
