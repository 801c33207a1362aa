import { parseAddress } from '../../domain/messaging/address.ts';
import type { Delivery, DeliveryState, DeliverySubject, Priority } from '../../domain/messaging/delivery.ts';
import { BansouError } from '../../shared/errors.ts';
import type { DeliveryModel } from '../generated/models.ts';
import { stored } from '../records/mappers.ts';

/** The columns that a delivery is made of. */
export type StoredDelivery = Pick<
  DeliveryModel,
  | 'id'
  | 'programmeId'
  | 'dedupeKey'
  | 'kind'
  | 'subject'
  | 'address'
  | 'sessionId'
  | 'priority'
  | 'dueAt'
  | 'expiresAt'
  | 'state'
  | 'attempts'
  | 'firstAttemptAt'
  | 'leaseUntil'
  | 'externalId'
  | 'externalChannel'
  | 'sentAt'
>;

/** A delivery from its row. Throws when the address is none of ours, which only a hand-edited row can cause. */
export function toDelivery(row: StoredDelivery): Delivery {
  const address = parseAddress(row.address);
  if (address === null) throw new BansouError('delivery with an unreadable address');
  return {
    id: row.id,
    programmeId: row.programmeId,
    dedupeKey: row.dedupeKey,
    subject: stored<DeliverySubject>({ kind: row.kind, ...stored<object>(row.subject) }),
    address,
    sessionId: row.sessionId,
    priority: stored<Priority>(row.priority),
    dueAt: row.dueAt,
    expiresAt: row.expiresAt,
    state: stored<DeliveryState>(row.state),
    attempts: row.attempts,
    firstAttemptAt: row.firstAttemptAt,
    leaseUntil: row.leaseUntil,
    externalId: row.externalId,
    externalChannel: row.externalChannel,
    sentAt: row.sentAt,
  };
}
