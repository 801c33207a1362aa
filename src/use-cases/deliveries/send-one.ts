import type { Places } from '../../shared/places.ts';
import type { Target } from '../ports/channels.ts';
import type { ClaimedDelivery } from '../ports/sending/outbox.ts';
import { createConclude } from './conclude-delivery.ts';
import { gatesOf } from './gates-of.ts';
import type { Preparation, SenderDependencies } from './send-deliveries.ts';

/** After so many tries to draw it in a row a person has to look. */
const maxTries = 8;
/** More than are ever without a drawing at once. */
const triesKept = 10_000;
const firstBackoffMs = 10_000;

/** What was prepared longer ago is looked at again before it goes; a gate passed longer ago is passed again. */
const freshForMs = 1_000;

type Ready = Extract<Preparation, { kind: 'send' }>;
type Prepared = { readonly order: Ready; readonly now: Date };
type Passed = Prepared & { readonly passedAt: Date };

/**
 * One claimed delivery from its re-check to its new state; never rejects. Answers whether it was sent. The request
 * itself waits for a place on its platform.
 */
export function createSendOne(
  deps: SenderDependencies,
  places: Readonly<Record<Target['platform'], Places>>,
): (delivery: ClaimedDelivery) => Promise<boolean> {
  const { outbox, clock, gates, report } = deps;
  const conclude = createConclude(deps);
  /** How often it could not be drawn in a row, by delivery: attempts that a platform had a part in do not count. */
  const tries = new Map<string, number>();

  /** Writes down why it does not go now, and what follows from that first: whoever dies in between is followed by another. */
  const leave = async (
    delivery: ClaimedDelivery,
    preparation: Exclude<Preparation, Ready>,
    now: Date,
  ): Promise<void> => {
    switch (preparation.kind) {
      case 'skip':
        await deps.aftermath.undeliverable(delivery, preparation.reason, now);
        return outbox.markSkipped(delivery, preparation.reason);
      case 'expired':
        return outbox.markExpired(delivery);
      case 'wait':
        return outbox.postpone(delivery, preparation.until, false);
      case 'hold':
        await deps.aftermath.held(delivery, now);
        return outbox.hold(delivery, preparation.until, 'quota');
    }
  };

  /** Prepared, unless it was left; what has waited for its place is prepared anew. */
  const ready = async (delivery: ClaimedDelivery): Promise<Prepared | null> => {
    const now = clock.now();
    const preparation = await prepareSafely(delivery, now);
    if (preparation === null) return null;
    if (preparation.kind === 'send') return { order: preparation, now };
    await leave(delivery, preparation, now);
    return null;
  };

  /** Through the rate gates as of now, which may be long after it was prepared, or back to wait for them. */
  const pass = async (delivery: ClaimedDelivery, { order }: Prepared): Promise<boolean> => {
    const looks = delivery.uncertainSince !== null;
    const closedUntil = await gates.take(gatesOf(order.target, deps.limits, { looks }), clock.now());
    if (closedUntil !== null) await outbox.postpone(delivery, closedUntil, false);
    return closedUntil === null;
  };

  const isFresh = (at: Date): boolean => clock.now().getTime() - at.getTime() < freshForMs;

  const readyToGo = async (delivery: ClaimedDelivery, passedAt: Date | null): Promise<Passed | null> => {
    const prepared = await ready(delivery);
    if (prepared === null) return null;
    if (passedAt !== null && isFresh(passedAt)) return { ...prepared, passedAt };
    return (await pass(delivery, prepared)) ? { ...prepared, passedAt: clock.now() } : null;
  };

  const send = async (delivery: ClaimedDelivery): Promise<boolean> => {
    const first = await readyToGo(delivery, null);
    if (first === null) return false;
    const release = await places[first.order.target.platform].take(delivery.priority === 0);
    try {
      const current = isFresh(first.now) ? first : await readyToGo(delivery, first.passedAt);
      if (current === null) return false;
      const { target, messages } = current.order;
      const { id: deliveryId, uncertainSince, holdsLease } = delivery;
      const order = { deliveryId, target, messages, uncertainSince, holdsLease, now: current.now };
      const outcome = await deps.channels[target.platform].send(order);
      release();
      return await conclude(delivery, outcome, order, current.order.shows);
    } finally {
      release();
    }
  };

  const prepareSafely = async (delivery: ClaimedDelivery, now: Date): Promise<Preparation | null> => {
    const { id } = delivery;
    try {
      const preparation = await deps.prepare(delivery, now);
      tries.delete(id);
      return preparation;
    } catch (error) {
      // Nothing was sent: tried again, and left to a person when it goes on failing.
      report({ event: 'delivery.unprepared', delivery: id, err: error });
      const failed = (tries.get(id) ?? 0) + 1;
      if (tries.size >= triesKept) tries.clear();
      tries.set(id, failed);
      if (failed >= maxTries) await outbox.markFailed(delivery, 'unprepared');
      else
        await outbox.postpone(delivery, new Date(now.getTime() + firstBackoffMs * 2 ** (failed - 1)), true);
      return null;
    }
  };

  return async (delivery) => {
    try {
      return await send(delivery);
    } catch (error) {
      // Whatever was not written down is found again when the lease has run out, and looked into before it is sent.
      report({ event: 'delivery.broken', delivery: delivery.id, err: error });
      return false;
    }
  };
}
