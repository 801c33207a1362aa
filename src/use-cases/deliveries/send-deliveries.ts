import type { SkipReason } from '../../domain/messaging/delivery.ts';
import type { Message } from '../../domain/messaging/message.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Channel, SendOutcome, Target } from '../ports/channels.ts';
import type { ClaimedDelivery, Outbox } from '../ports/outbox.ts';

/** What the re-check right before sending found (DESIGN 5: sending). */
export type Preparation =
  | { readonly kind: 'send'; readonly target: Target; readonly messages: readonly Message[] }
  | { readonly kind: 'wait'; readonly until: Date }
  | { readonly kind: 'expired' }
  | { readonly kind: 'skip'; readonly reason: SkipReason };

export type PrepareDelivery = (delivery: ClaimedDelivery, now: Date) => Promise<Preparation>;

/** What follows from a delivery that went out or could not: pointers, stand-ins for unreachable people. */
export type DeliveryAftermath = {
  readonly sent: (delivery: ClaimedDelivery, now: Date) => Promise<void>;
  readonly undeliverable: (delivery: ClaimedDelivery, code: string, now: Date) => Promise<void>;
};

const batch = 20;
const maxAttempts = 8;
const firstBackoffMs = 10_000;

export type SendReport = { readonly claimed: number; readonly sent: number };

/** Sends what is due until nothing is; every row is re-checked right before it goes (RELIABILITY 3.3). */
export function createSendDeliveries(deps: {
  readonly outbox: Outbox;
  readonly channels: Readonly<Record<Target['platform'], Channel>>;
  readonly prepare: PrepareDelivery;
  readonly aftermath: DeliveryAftermath;
  readonly clock: Clock;
  readonly report: (problem: { event: string; delivery: string; code?: string; err?: unknown }) => void;
}): () => Promise<SendReport> {
  const { outbox, clock } = deps;

  const conclude = async (
    delivery: ClaimedDelivery,
    outcome: SendOutcome,
    platform: Target['platform'],
  ): Promise<boolean> => {
    const now = clock.now();
    switch (outcome.kind) {
      case 'sent':
        await outbox.markSent(delivery.id, {
          at: now,
          externalId: outcome.externalId,
          externalChannel: outcome.externalChannel,
          quotaCost: platform === 'line' ? 1 : 0,
        });
        await deps.aftermath.sent(delivery, now);
        return true;
      case 'unknown':
        await outbox.markUnknown(delivery.id, outcome.code);
        return false;
      case 'limited':
        await outbox.postpone(delivery.id, new Date(now.getTime() + outcome.retryAfterMs), false);
        return false;
      case 'refused':
      case 'quota_reached': {
        const code = outcome.kind === 'refused' ? outcome.code : 'quota_reached';
        if (delivery.attempts >= maxAttempts) await fail(delivery, code, now);
        else {
          const backoff = firstBackoffMs * 2 ** (delivery.attempts - 1);
          await outbox.postpone(delivery.id, new Date(now.getTime() + backoff), true);
        }
        return false;
      }
      case 'unreachable':
        await outbox.markSkipped(delivery.id, 'unreachable');
        await deps.aftermath.undeliverable(delivery, outcome.code, now);
        return false;
      case 'failed':
        await fail(delivery, outcome.code, now);
        return false;
    }
  };

  const fail = async (delivery: ClaimedDelivery, code: string, now: Date): Promise<void> => {
    deps.report({ event: 'delivery.failed', delivery: delivery.id, code });
    await outbox.markFailed(delivery.id, code);
    await deps.aftermath.undeliverable(delivery, code, now);
  };

  const sendOne = async (delivery: ClaimedDelivery): Promise<boolean> => {
    const now = clock.now();
    const preparation = await deps.prepare(delivery, now);
    switch (preparation.kind) {
      case 'skip':
        await outbox.markSkipped(delivery.id, preparation.reason);
        await deps.aftermath.undeliverable(delivery, preparation.reason, now);
        return false;
      case 'expired':
        await outbox.markExpired(delivery.id);
        return false;
      case 'wait':
        await outbox.postpone(delivery.id, preparation.until, false);
        return false;
      case 'send': {
        const { target, messages } = preparation;
        const outcome = await deps.channels[target.platform].send({
          deliveryId: delivery.id,
          target,
          messages,
          triedSince: delivery.uncertain ? delivery.firstAttemptAt : null,
        });
        return conclude(delivery, outcome, target.platform);
      }
    }
  };

  const sendSafely = async (delivery: ClaimedDelivery): Promise<boolean> => {
    try {
      return await sendOne(delivery);
    } catch (error) {
      // Nothing was sent or its lease runs out: the row is found again, so nothing is lost by going on.
      deps.report({ event: 'delivery.broken', delivery: delivery.id, err: error });
      await outbox.markUnknown(delivery.id, 'broken');
      return false;
    }
  };

  return async () => {
    const report = { claimed: 0, sent: 0 };
    for (;;) {
      const deliveries = await outbox.claim(clock.now(), batch);
      if (deliveries.length === 0) return report;
      report.claimed += deliveries.length;
      const results = await Promise.all(deliveries.map(sendSafely));
      report.sent += results.filter(Boolean).length;
    }
  };
}
