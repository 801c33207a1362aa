import type { DeliveryKind } from '../../domain/messaging/delivery.ts';
import type { Reader } from '../../domain/people/people.ts';
import { isUrgent, judgeSending } from '../../domain/reminders/send-gate.ts';
import type { ClaimedDelivery } from '../ports/outbox.ts';
import type { Records, Transact } from '../ports/records.ts';
import { composeDelivery } from './compose.ts';
import type { Composed } from './composed.ts';
import { resolveAddress } from './resolve-address.ts';
import type { Preparation, PrepareDelivery } from './send-deliveries.ts';

/** News that is meant to arrive at once, so that the urgent rule holds for it (DESIGN 5). */
const atOnceKinds: readonly DeliveryKind[] = [
  'moved.participant',
  'moved.pair',
  'cancelled.participant',
  'cancelled.pair',
  'cannot.pair',
  'relay.pair',
];

/** The re-check right before sending: still wanted, somebody there to read it, nobody disturbed, not too late. */
export function createPrepareDelivery(transact: Transact): PrepareDelivery {
  return (delivery, now) => transact((records) => prepare(records, delivery, now));
}

async function prepare(records: Records, delivery: ClaimedDelivery, now: Date): Promise<Preparation> {
  const programme =
    delivery.programmeId === null ? null : await records.people.getProgramme(delivery.programmeId);
  const place = await resolveAddress(records, delivery.address, programme);
  const language = place.kind === 'found' ? place.language : (programme?.language ?? 'ja');
  const composed = await composeDelivery({ records, delivery, now, language });
  if (composed.kind === 'skip') return { kind: 'skip', reason: composed.reason };
  if (place.kind === 'nobody') return { kind: 'skip', reason: place.reason };
  const gate = judgeSending({
    now,
    expiresAt: delivery.expiresAt,
    readers: place.readers,
    urgent: mayDisturb(delivery, composed, place.readers, now),
  });
  switch (gate.kind) {
    case 'expired':
      return { kind: 'expired' };
    case 'later':
      return { kind: 'wait', until: gate.at };
    case 'now':
      return { kind: 'send', target: place.target, messages: composed.messages };
  }
}

/** An answer to the person's own act is never held back; news of a session only when it would come too late. */
function mayDisturb(
  { subject, priority }: ClaimedDelivery,
  composed: Extract<Composed, { kind: 'message' }>,
  readers: readonly Reader[],
  now: Date,
): boolean {
  if (subject.kind === 'murmur.ack') return true;
  const isAtOnce = priority === 0 || atOnceKinds.includes(subject.kind);
  return (
    isAtOnce && composed.sessionStartsAt !== undefined && isUrgent(now, readers, composed.sessionStartsAt)
  );
}
