import type { Clock } from '../../../src/shared/clock.ts';
import type { Agenda } from '../../world/agenda.ts';
import type { Random } from '../../world/random.ts';
import type { FaultSource } from '../faults.ts';
import { type Json, textAt } from '../json.ts';
import type { ReplyTokens } from '../platform/reply-tokens.ts';
import type { SpecificationCheck } from '../specification/specification-check.ts';
import { asRedelivery, writeWebhook } from './events.ts';
import type { PostWebhook } from './post-webhook.ts';

/** LINE discloses neither how often it sends again nor when; this is one schedule that it may have. */
const retryMinutes = [1, 5, 30] as const;
const overtakenSeconds = 60;
/** What an act is answered whose webhook goes out later. */
const laterStatus = 202;

/** The way of events to the app. */
export type WebhookSender = {
  /** Sends an event, and again what was not taken; the status of the first answer, 202 when it goes out later. */
  readonly deliver: (event: Json) => Promise<number>;
  /** Several events in one signed body, once, without retries or faults. */
  readonly postEvents: (events: readonly Json[]) => Promise<number>;
  /** Sends the event with this id again (the last one unless given); false when it was never sent. */
  readonly repeat: (webhookEventId?: string) => Promise<boolean>;
  /** Webhooks that were sent again, for whatever reason. */
  readonly redelivered: () => number;
  /** Webhooks given up after every retry. */
  readonly lost: () => number;
  /** Sends nothing any more of what is planned. */
  readonly stop: () => void;
};

type Deps = {
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly random: Random;
  readonly faults: FaultSource;
  readonly tokens: ReplyTokens;
  readonly botUserId: string;
  readonly post: PostWebhook;
  /** Share of the events that are sent again although the app took them. */
  readonly redeliverShare: number;
  /** Whether the channel has redelivery switched on. */
  readonly redelivers: boolean;
  readonly check: SpecificationCheck | null;
};

/** Nothing sent yet. */
export function createWebhookSender(deps: Deps): WebhookSender {
  const { clock, agenda, faults } = deps;
  const sent = new Map<string, Json>();
  let overtaken: Json[] = [];
  let redelivered = 0;
  let lost = 0;
  let stopped = false;

  const plan = (seconds: number, task: () => Promise<unknown>): void => {
    agenda.at(new Date(clock.now().getTime() + seconds * 1000), async () => {
      if (!stopped) await task();
    });
  };
  const postEvents = (events: readonly Json[]): Promise<number> => {
    deps.check?.webhook({ destination: deps.botUserId, events });
    return deps.post(writeWebhook(deps.botUserId, events));
  };
  const post = (event: Json): Promise<number> => {
    const token = textAt(event, 'replyToken');
    if (token !== null) deps.tokens.renew(token);
    return postEvents([event]);
  };

  const retryLater = (event: Json, attempt: number): void => {
    const minutes = deps.redelivers ? retryMinutes[attempt] : undefined;
    if (minutes === undefined) lost += 1;
    else plan(minutes * 60, () => redeliver(event, attempt));
  };
  const redeliver = async (event: Json, attempt: number): Promise<void> => {
    if (faults.holdWebhook(() => redeliver(event, attempt))) return;
    redelivered += 1;
    if (!isTaken(await post(asRedelivery(event)))) retryLater(event, attempt + 1);
  };
  /** Once more, whatever the app says to it. */
  const repeatOnce = async (event: Json): Promise<void> => {
    redelivered += 1;
    await post(asRedelivery(event));
  };

  const send = async (event: Json): Promise<number> => {
    sent.set(String(event.webhookEventId), event);
    const isTwice = faults.takeDuplicate();
    if (isTwice) redelivered += 1;
    const [status] = await Promise.all([post(event), ...(isTwice ? [post(event)] : [])]);
    if (!isTaken(status) || faults.takeForgotten()) retryLater(event, 0);
    else if (deps.random.chance(deps.redeliverShare)) plan(60, () => repeatOnce(event));
    await sendOvertaken();
    return status;
  };
  const sendOvertaken = async (): Promise<void> => {
    const waiting = overtaken;
    overtaken = [];
    for (const event of waiting) await send(event);
  };
  const sendUnlessAway = async (event: Json): Promise<number> => {
    const isHeld = faults.holdWebhook(async () => {
      await sendUnlessAway(event);
    });
    return isHeld ? laterStatus : send(event);
  };

  return {
    postEvents,
    deliver: async (event) => {
      const delay = faults.takeDelay();
      if (delay !== null) {
        plan(delay, () => sendUnlessAway(event));
        return laterStatus;
      }
      if (faults.takeReorder()) {
        overtaken.push(event);
        plan(overtakenSeconds, sendOvertaken);
        return laterStatus;
      }
      return sendUnlessAway(event);
    },
    repeat: async (webhookEventId) => {
      const event = webhookEventId === undefined ? [...sent.values()].at(-1) : sent.get(webhookEventId);
      if (event === undefined) return false;
      await repeatOnce(event);
      return true;
    },
    redelivered: () => redelivered,
    lost: () => lost,
    stop: () => {
      stopped = true;
    },
  };
}

function isTaken(status: number): boolean {
  return status >= 200 && status < 300;
}
