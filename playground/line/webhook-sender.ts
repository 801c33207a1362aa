import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../../src/shared/clock.ts';
import type { Activity } from '../world/activity.ts';
import type { Agenda } from '../world/agenda.ts';
import type { Random } from '../world/random.ts';
import type { FaultSource } from './faults.ts';
import type { Json } from './limits/breach.ts';
import type { SpecificationCheck } from './openapi.ts';
import type { ReplyTokens } from './reply-tokens.ts';

const deadlineMs = 2_000;
const retryMinutes = [1, 5, 30] as const;
const base32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export type WebhookSender = ReturnType<typeof createWebhookSender>;

/** Signs and posts webhooks, waits two seconds, and sends again what was not answered 2xx (or a share of the rest). */
export function createWebhookSender(options: {
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly random: Random;
  readonly activity: Activity;
  readonly faults: FaultSource;
  readonly tokens: ReplyTokens;
  readonly channelSecret: string;
  readonly botUserId: string;
  readonly webhookUrl: () => string;
  readonly redeliverShare: number;
  readonly check: SpecificationCheck | null;
}) {
  const { clock, agenda, random, activity } = options;
  const counts = { redelivered: 0, lost: 0 };

  const post = (body: string, signature = sign(body, options.channelSecret)): Promise<number> =>
    activity.run(async () => {
      try {
        const response = await fetch(options.webhookUrl(), {
          method: 'POST',
          headers: { 'content-type': 'application/json; charset=utf-8', 'x-line-signature': signature },
          body,
          signal: AbortSignal.timeout(deadlineMs),
        });
        await response.arrayBuffer();
        return response.status;
      } catch {
        return 0;
      }
    });

  const postEvents = (events: readonly Json[]): Promise<number> => {
    const body = { destination: options.botUserId, events };
    options.check?.webhook(body);
    return post(escapeNonAscii(JSON.stringify(body)));
  };

  const again = (event: Json): Json => ({ ...event, deliveryContext: { isRedelivery: true } });

  const redeliver = async (event: Json, attempt: number): Promise<void> => {
    counts.redelivered += 1;
    if (typeof event.replyToken === 'string') options.tokens.renew(event.replyToken);
    const status = await postEvents([again(event)]);
    if (!isAccepted(status)) retryLater(event, attempt + 1);
  };

  const retryLater = (event: Json, attempt: number): void => {
    const minutes = retryMinutes[attempt];
    if (minutes === undefined) {
      counts.lost += 1;
      return;
    }
    agenda.at(new Date(clock.now().getTime() + minutes * 60_000), () => redeliver(event, attempt));
  };

  const deliver = async (event: Json): Promise<number> => {
    const status = await postEvents([event]);
    if (options.faults.takeDuplicate()) await postEvents([event]);
    if (!isAccepted(status)) retryLater(event, 0);
    else if (random.chance(options.redeliverShare)) {
      agenda.at(new Date(clock.now().getTime() + 60_000), () => redeliver(event, retryMinutes.length));
    }
    return status;
  };

  return {
    counts,
    post,
    postEvents,
    /** An event with LINE's common fields; `act` is what differs by type. */
    makeEvent: (act: Json, source: Json, replyToken: string | null): Json => ({
      ...act,
      timestamp: clock.now().getTime(),
      source,
      webhookEventId: makeUlid(clock.now()),
      deliveryContext: { isRedelivery: false },
      mode: 'active',
      ...(replyToken === null ? {} : { replyToken }),
    }),
    deliver: async (event: Json): Promise<number> => {
      const delay = options.faults.takeDelay();
      if (delay === null) return deliver(event);
      agenda.at(new Date(clock.now().getTime() + delay * 1000), async () => {
        await deliver(event);
      });
      return 202;
    },
    redeliver: (event: Json) => redeliver(event, retryMinutes.length),
  };
}

export function sign(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

function isAccepted(status: number): boolean {
  return status >= 200 && status < 300;
}

/** LINE writes everything outside ASCII as \uXXXX; a receiver that parses before it verifies will notice. */
function escapeNonAscii(text: string): string {
  return text.replace(/[\u007f-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A ULID: ten signs of time, sixteen of chance. */
function makeUlid(at: Date): string {
  let time = at.getTime();
  let stamp = '';
  for (let index = 0; index < 10; index += 1) {
    stamp = base32.charAt(time % 32) + stamp;
    time = Math.floor(time / 32);
  }
  return stamp + Array.from(randomBytes(16), (byte) => base32.charAt(byte % 32)).join('');
}
