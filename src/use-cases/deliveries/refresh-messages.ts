import type { Delivery } from '../../domain/messaging/delivery.ts';
import type { Message } from '../../domain/messaging/message.ts';
import { slackTier3Gate } from '../../domain/messaging/rate-limits.ts';
import type { Clock } from '../../shared/clock.ts';
import type { SlackUpdates } from '../ports/channels.ts';
import type { Outbox } from '../ports/outbox.ts';
import type { RateGates } from '../ports/rate-gates.ts';
import type { Transact } from '../ports/records/records.ts';
import { composeDelivery } from './compose/compose.ts';
import { resolveAddress } from './resolve-address.ts';

const batch = 10;
const tryAgainMs = 5_000;

/** Draws sent Slack messages again from current data, so that what stands in a chat is true (chat.update, no ping). */
export function createRefreshMessages(deps: {
  readonly transact: Transact;
  readonly outbox: Outbox;
  readonly updates: SlackUpdates;
  readonly gates: RateGates;
  readonly clock: Clock;
}): () => Promise<number> {
  const draw = (delivery: Delivery, now: Date): Promise<Message | null> =>
    deps.transact(async (records) => {
      const programme =
        delivery.programmeId === null ? null : await records.people.getProgramme(delivery.programmeId);
      const place = await resolveAddress(records.people, delivery.address, {
        programme,
        // What stands in a chat is kept true whoever pauses: it disturbs nobody.
        pauses: { now, hold: false },
      });
      const language = place.kind === 'found' ? place.language : (programme?.language ?? 'ja');
      const composed = await composeDelivery({ records, delivery, now, language });
      return composed.kind === 'message' ? (composed.messages[0] ?? null) : null;
    });
  const refresh = async (delivery: Delivery): Promise<void> => {
    const { externalChannel, externalId } = delivery;
    const now = deps.clock.now();
    const message = await draw(delivery, now);
    if (message === null || externalChannel === null || externalId === null) return;
    const closedUntil = await deps.gates.take([slackTier3Gate('chat.update')], now);
    if (closedUntil !== null) {
      await deps.outbox.refreshLater(delivery.id, closedUntil);
      return;
    }
    const outcome = await deps.updates.update(
      { channelId: externalChannel, ts: externalId, deliveryId: delivery.id },
      message,
    );
    if (outcome === 'later')
      await deps.outbox.refreshLater(delivery.id, new Date(now.getTime() + tryAgainMs));
  };
  return async () => {
    let refreshed = 0;
    for (;;) {
      const deliveries = await deps.outbox.claimRefreshes(deps.clock.now(), batch);
      if (deliveries.length === 0) return refreshed;
      await Promise.all(deliveries.map(refresh));
      refreshed += deliveries.length;
    }
  };
}
