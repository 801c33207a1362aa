import type { Delivery } from '../../domain/messaging/delivery.ts';
import type { Message } from '../../domain/messaging/message.ts';
import { isPaused } from '../../domain/people/pauses.ts';
import { composeDelivery } from '../deliveries/compose/compose.ts';
import { lastShown } from '../deliveries/last-shown.ts';
import type { Records } from '../ports/records/records.ts';
import type { Shown } from '../ports/sending/sending-reads.ts';

/** LINE takes at most five objects a reply. */
export const maxObjects = 5;

export type Ride = {
  readonly messages: readonly Message[];
  readonly riders: readonly Delivery[];
  /** What a rider asks that typed words may answer. */
  readonly shown: { readonly personId: string; readonly shows: Shown } | null;
};

/**
 * What waits for this person rides on a free reply (CONVERSATIONS 0.8). Counted as sent before the reply goes out:
 * a reply is never repeated. In a pause nothing rides. Its shortcuts belong to the last message, so they are moved there.
 */
export async function rideAlong(
  records: Records,
  reply: readonly Message[],
  personId: string,
  now: Date,
): Promise<Ride> {
  const alone: Ride = { messages: reply, riders: [], shown: null };
  const waiting = await records.deliveries.ridersOf(personId, now, maxObjects - reply.length);
  if (waiting.length === 0) return alone;
  // As they are after this very act, which may have changed their language or begun a pause.
  const person = await records.people.getPerson(personId);
  if (isPaused(person, now)) return alone;
  const riders: Delivery[] = [];
  const messages: Message[] = [...reply];
  let shows: Shown | null = null;
  for (const rider of waiting) {
    const composed = await composeDelivery({ records, delivery: rider, now, language: person.language });
    if (composed.kind === 'skip') {
      await records.deliveries.settleRiders([rider.id], {
        state: 'skipped',
        reason: composed.reason,
        at: now,
      });
    } else if (messages.length + composed.messages.length <= maxObjects) {
      messages.push(...composed.messages);
      riders.push(rider);
      shows = lastShown(shows, composed.shows);
    }
  }
  if (riders.length === 0) return alone;
  await records.deliveries.settleRiders(
    riders.map(({ id }) => id),
    { state: 'sent', reason: null, at: now },
  );
  return {
    messages: messages.map(withoutShortcuts(messages.length - 1)),
    riders,
    shown: shows === null ? null : { personId, shows },
  };
}

/** Quick replies stand below the last message only. */
function withoutShortcuts(last: number) {
  return ({ shortcuts, ...message }: Message, index: number): Message =>
    index === last && shortcuts !== undefined ? { ...message, shortcuts } : message;
}
