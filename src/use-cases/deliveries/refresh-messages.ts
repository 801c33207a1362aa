import { type Message, plainMessage } from '../../domain/messaging/message.ts';
import { slackTier3Gate } from '../../domain/messaging/rate-limits.ts';
import type { Language } from '../../domain/people/people.ts';
import { textsFor } from '../../i18n/index.ts';
import type { Clock } from '../../shared/clock.ts';
import type { SlackUpdates } from '../ports/channels.ts';
import type { Records, Transact } from '../ports/records/records.ts';
import type { ClaimedRefresh, Outbox } from '../ports/sending/outbox.ts';
import type { RateGates } from '../ports/sending/rate-gates.ts';
import { composeDelivery } from './compose/compose.ts';
import { resolveAddress } from './resolve-address.ts';

const batch = 10;
const tryAgainMs = 5_000;

/**
 * Draws sent Slack messages again from current data, so that what stands in a chat is true (chat.update, no ping), and
 * takes out of it what somebody may not read any more whose part has ended. Nothing is off the list before Slack has
 * taken it: whoever is interrupted leaves it to the next one.
 */
export function createRefreshMessages(deps: {
  readonly transact: Transact;
  readonly outbox: Outbox;
  readonly updates: SlackUpdates;
  readonly gates: RateGates;
  readonly clock: Clock;
}): () => Promise<number> {
  const draw = (delivery: ClaimedRefresh, now: Date): Promise<Message | null> =>
    deps.transact(async (records) => {
      const programme =
        delivery.programmeId === null ? null : await records.people.getProgramme(delivery.programmeId);
      const place = await resolveAddress(records.people, delivery.address, {
        programme,
        // What stands in a chat is kept true whoever pauses: it disturbs nobody.
        pauses: { now, hold: false },
      });
      const language = place.kind === 'found' ? place.language : (programme?.language ?? 'ja');
      if (delivery.withdrawnAt !== null && (await isElsewhere(records, delivery)))
        return closedMessage(delivery, language);
      const composed = await composeDelivery({ records, delivery, now, language });
      // Whose part has ended since it was claimed reads nothing of what came after.
      const isWithdrawn =
        delivery.withdrawnAt === null && (await records.deliveries.isWithdrawn(delivery.id));
      if (isWithdrawn && (await isElsewhere(records, delivery))) return closedMessage(delivery, language);
      return composed.kind === 'message' ? (composed.messages[0] ?? null) : null;
    });
  const refresh = async (delivery: ClaimedRefresh): Promise<void> => {
    const { externalChannel, externalId } = delivery;
    const now = deps.clock.now();
    const message = await draw(delivery, now);
    if (message === null || externalChannel === null || externalId === null)
      return deps.outbox.refreshed(delivery.id, delivery.leasedUntil);
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
    else await deps.outbox.refreshed(delivery.id, delivery.leasedUntil);
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

/** What was on its way when the pair changed may have come to the new one's group after all. */
async function isElsewhere(records: Records, { address, externalChannel }: ClaimedRefresh): Promise<boolean> {
  return address.kind !== 'pair' || (await records.people.pairGroup(address.teamId)) !== externalChannel;
}

function closedMessage({ address }: ClaimedRefresh, language: Language): Message {
  const { former } = textsFor(language).replacement;
  return plainMessage(address.kind === 'pair' ? former.withdrawnInGroup : former.withdrawn);
}
