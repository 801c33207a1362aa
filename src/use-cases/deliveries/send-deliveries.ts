import type { Delivery, SkipReason } from '../../domain/messaging/delivery.ts';
import type { Message } from '../../domain/messaging/message.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Channel, Target } from '../ports/channels.ts';
import type { ClaimedDelivery, Outbox } from '../ports/outbox.ts';
import type { RateGates } from '../ports/rate-gates.ts';
import { createConclude } from './conclude-delivery.ts';
import { gatesOf } from './gates-of.ts';

/** What the re-check right before sending found (DESIGN 5: sending). */
export type Preparation =
  | {
      readonly kind: 'send';
      readonly target: Target;
      readonly messages: readonly Message[];
      /** Deliveries whose messages go along. */
      readonly riders: readonly Delivery[];
    }
  | { readonly kind: 'wait'; readonly until: Date }
  /** Held back for the sake of LINE's allowance. */
  | { readonly kind: 'hold'; readonly until: Date }
  | { readonly kind: 'expired' }
  | { readonly kind: 'skip'; readonly reason: SkipReason };

export type PrepareDelivery = (delivery: ClaimedDelivery, now: Date) => Promise<Preparation>;

/** What follows from a delivery that went out or could not: pointers, stand-ins for unreachable people. */
export type DeliveryAftermath = {
  readonly sent: (delivery: Delivery, now: Date) => Promise<void>;
  readonly undeliverable: (delivery: ClaimedDelivery, code: string, now: Date) => Promise<void>;
  readonly held: (delivery: ClaimedDelivery, now: Date) => Promise<void>;
};

export type SenderDependencies = {
  readonly outbox: Outbox;
  readonly gates: RateGates;
  readonly channels: Readonly<Record<Target['platform'], Channel>>;
  readonly prepare: PrepareDelivery;
  readonly aftermath: DeliveryAftermath;
  readonly clock: Clock;
  readonly report: (problem: { event: string; delivery: string; code?: string; err?: unknown }) => void;
  /** Lateness of what was sent, in ms. */
  readonly observe?: (sent: { readonly lateMs: number; readonly repeated: boolean }) => void;
  /** Once aborted nothing more is claimed; what is under way is finished. */
  readonly stopping?: AbortSignal;
  readonly atOnce?: number;
};

export type SendReport = { readonly claimed: number; readonly sent: number };

const defaultAtOnce = 200;
/** After so many tries to draw it a person has to look. */
const maxAttempts = 8;
const firstBackoffMs = 10_000;

/**
 * Sends what is due until nothing is (RELIABILITY 3.3). Every row is re-checked right before it goes; a platform that
 * hangs holds up its own rows only, for others are claimed as places fall free.
 */
export function createSendDeliveries(deps: SenderDependencies): () => Promise<SendReport> {
  const { outbox, clock, stopping, atOnce = defaultAtOnce } = deps;
  const underWay = new Set<Promise<boolean>>();
  const sendOne = createSendOne(deps);

  const start = (delivery: ClaimedDelivery): Promise<boolean> => {
    const sending = sendOne(delivery).finally(() => underWay.delete(sending));
    underWay.add(sending);
    return sending;
  };

  return async () => {
    const started: Promise<boolean>[] = [];
    while (stopping?.aborted !== true) {
      if (underWay.size >= atOnce) {
        await Promise.race(underWay);
        continue;
      }
      const deliveries = await outbox.claim(clock.now(), atOnce - underWay.size);
      if (deliveries.length === 0) break;
      started.push(...deliveries.map(start));
    }
    const results = await Promise.all(started);
    return { claimed: results.length, sent: results.filter(Boolean).length };
  };
}

/** One claimed delivery from its re-check to its new state; never rejects. Answers whether it was sent. */
function createSendOne(deps: SenderDependencies): (delivery: ClaimedDelivery) => Promise<boolean> {
  const { outbox, clock, gates, report } = deps;
  const conclude = createConclude(deps);

  const act = async (delivery: ClaimedDelivery, preparation: Preparation, now: Date): Promise<boolean> => {
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
      case 'hold':
        await outbox.hold(delivery.id, preparation.until, 'quota');
        await deps.aftermath.held(delivery, now);
        return false;
      case 'send':
        return send(delivery, preparation, now);
    }
  };

  const send = async (
    delivery: ClaimedDelivery,
    { target, messages, riders }: Extract<Preparation, { kind: 'send' }>,
    now: Date,
  ): Promise<boolean> => {
    const closedUntil = await gates.take(gatesOf(target), now);
    if (closedUntil !== null) {
      await outbox.postpone(delivery.id, closedUntil, false);
      return false;
    }
    const { id: deliveryId, uncertainSince, holdsLease } = delivery;
    const order = { deliveryId, target, messages, uncertainSince, holdsLease, now };
    const sent = await conclude(delivery, target, await deps.channels[target.platform].send(order), order);
    if (sent) for (const rider of riders) await deps.aftermath.sent(rider, now);
    return sent;
  };

  const prepareSafely = async (delivery: ClaimedDelivery, now: Date): Promise<Preparation | null> => {
    try {
      return await deps.prepare(delivery, now);
    } catch (error) {
      // Nothing was sent: tried again, and left to a person when it goes on failing.
      report({ event: 'delivery.unprepared', delivery: delivery.id, err: error });
      if (delivery.attempts >= maxAttempts) await outbox.markFailed(delivery.id, 'unprepared');
      else
        await outbox.postpone(
          delivery.id,
          new Date(now.getTime() + firstBackoffMs * 2 ** (delivery.attempts - 1)),
          true,
        );
      return null;
    }
  };

  return async (delivery) => {
    try {
      const now = clock.now();
      const preparation = await prepareSafely(delivery, now);
      return preparation !== null && (await act(delivery, preparation, now));
    } catch (error) {
      // Whatever was not written down is found again when the lease has run out, and looked into before it is sent.
      report({ event: 'delivery.broken', delivery: delivery.id, err: error });
      return false;
    }
  };
}
