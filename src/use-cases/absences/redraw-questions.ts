import type { Delivery, DeliveryKind } from '../../domain/messaging/delivery.ts';
import type { Records } from '../ports/records/records.ts';

const kinds: readonly DeliveryKind[] = ['absence.pair', 'absence.desk'];

/**
 * Draws what stands in the chats about an absence again, in the caller's transaction: its question is not open any more,
 * or open once more. `told`: every delivery of the session; without such a question nothing happens.
 */
export async function redrawQuestions(
  records: Records,
  sessionId: string,
  told: readonly Delivery[],
  now: Date,
): Promise<void> {
  if (told.some(({ subject }) => kinds.includes(subject.kind)))
    await records.deliveries.refresh({ kinds, subject: { sessionId } }, now);
}
