import type { DeliveryKind } from '../../domain/messaging/delivery.ts';
import type { Records } from '../ports/records/records.ts';

const asks: readonly DeliveryKind[] = ['ask.participant', 'nudge.participant', 'ask.mentor', 'nudge.mentor'];

/** Neither ask nor nudge from now on, or both again; what is planned of them is dropped. Reminders stay. */
export async function setFewerMessages(records: Records, personId: string, fewer: boolean): Promise<void> {
  await records.people.setFewerMessages(personId, fewer);
  if (fewer) await records.deliveries.cancelMatching({ personId, kinds: asks }, 'fewer_messages');
}
