import { resendUnverified } from '../../domain/messaging/delivery.ts';
import { nextQuotaMonth } from '../../domain/quota/judge-push.ts';
import type { SendOrder, SendOutcome } from '../ports/channels.ts';
import type { ClaimedDelivery } from '../ports/sending/outbox.ts';
import type { Shown } from '../ports/sending/sending-reads.ts';
import { gatesOf } from './gates-of.ts';
import { toPointer } from './pointers.ts';
import type { SenderDependencies } from './send-deliveries.ts';

const dayMs = 24 * 60 * 60_000;

/** A platform may be away for hours: an uncertain delivery is looked into for a day, or until it is of no use. */
function isGivenUp({ firstAttemptAt }: ClaimedDelivery, now: Date): boolean {
  return firstAttemptAt !== null && now.getTime() - firstAttemptAt.getTime() > dayMs;
}

/** What a channel answered, written down: the row's next state and what follows from it. Answers whether it was sent. */
export function createConclude(
  deps: SenderDependencies,
): (
  delivery: ClaimedDelivery,
  outcome: SendOutcome,
  order: SendOrder,
  shows: Shown | null,
) => Promise<boolean> {
  const { outbox, clock, gates, aftermath } = deps;

  const fail = async (delivery: ClaimedDelivery, code: string): Promise<false> => {
    deps.report({ event: 'delivery.failed', delivery: delivery.id, code });
    // What follows comes first: whoever dies in between is followed by another, who does it once more to no effect.
    await aftermath.undeliverable(delivery, code, clock.now());
    await outbox.markFailed(delivery, code);
    return false;
  };

  /** Gives the attempt back. */
  const later = async (delivery: ClaimedDelivery, ms: number): Promise<false> => {
    await outbox.postpone(delivery, new Date(clock.now().getTime() + ms), false);
    return false;
  };

  const conclude = async (
    delivery: ClaimedDelivery,
    outcome: SendOutcome,
    order: SendOrder,
    shows: Shown | null,
  ): Promise<boolean> => {
    const now = clock.now();
    const { target } = order;
    switch (outcome.kind) {
      case 'sent':
        await outbox.markSent(delivery, {
          at: now,
          externalId: outcome.externalId,
          externalChannel: outcome.externalChannel,
          quotaCost: target.platform === 'line' ? 1 : 0,
          shown: shownTo(delivery, shows, order.now),
        });
        deps.observe?.({
          lateMs: now.getTime() - delivery.dueAt.getTime(),
          repeated: outcome.repeated === true,
        });
        return true;
      case 'unknown':
        if (isGivenUp(delivery, now)) return fail(delivery, outcome.code);
        await outbox.markUnknown(delivery, outcome.code);
        return false;
      case 'unverifiable':
        if (!resendUnverified(delivery.subject.kind)) return fail(delivery, 'uncertain');
        return conclude(
          delivery,
          await deps.channels[target.platform].send({ ...order, uncertainSince: null }),
          order,
          shows,
        );
      case 'out_of_time':
        return later(delivery, 0);
      case 'limited':
        await gates.close(
          gatesOf(target, deps.limits, { looks: outcome.whileLooking === true })[0],
          new Date(now.getTime() + outcome.retryAfterMs),
        );
        return later(delivery, outcome.retryAfterMs);
      case 'quota_reached':
        await aftermath.held(delivery, now);
        await outbox.hold(delivery, nextQuotaMonth(now), 'quota');
        return false;
      case 'unreachable':
        await aftermath.undeliverable(delivery, outcome.code, now);
        await outbox.markSkipped(delivery, 'unreachable');
        return false;
      case 'failed':
        return fail(delivery, outcome.code);
    }
  };
  return conclude;
}

function shownTo({ address }: ClaimedDelivery, shows: Shown | null, shownAt: Date) {
  if (shows === null || address.kind !== 'line') return null;
  return { personId: address.personId, pointer: toPointer(shows, shownAt) };
}
