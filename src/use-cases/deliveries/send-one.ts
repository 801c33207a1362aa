import type { ClaimedDelivery } from '../ports/outbox.ts';
import { createConclude } from './conclude-delivery.ts';
import { gatesOf } from './gates-of.ts';
import type { Preparation, SenderDependencies } from './send-deliveries.ts';

/** After so many tries to draw it a person has to look. */
const maxAttempts = 8;
const firstBackoffMs = 10_000;

/** One claimed delivery from its re-check to its new state; never rejects. Answers whether it was sent. */
export function createSendOne(deps: SenderDependencies): (delivery: ClaimedDelivery) => Promise<boolean> {
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
    { target, messages, shows }: Extract<Preparation, { kind: 'send' }>,
    now: Date,
  ): Promise<boolean> => {
    const closedUntil = await gates.take(gatesOf(target, deps.limits), now);
    if (closedUntil !== null) {
      await outbox.postpone(delivery.id, closedUntil, false);
      return false;
    }
    const { id: deliveryId, address, uncertainSince, holdsLease } = delivery;
    const order = { deliveryId, target, messages, uncertainSince, holdsLease, now };
    const sent = await conclude(delivery, target, await deps.channels[target.platform].send(order), order);
    if (sent && shows !== null && address.kind === 'line') {
      await deps.noteShown(address.personId, { ...shows, shownAt: now });
    }
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
