import { type NewDelivery, priorities } from './delivery.ts';

/** News that is due at once and stays of use however late it comes. `dedupeKey`: see `NewDelivery`. */
export function toNotice(
  {
    programmeId,
    dedupeKey,
    subject,
    address,
    sessionId = null,
  }: Pick<NewDelivery, 'programmeId' | 'dedupeKey' | 'subject' | 'address'> & {
    readonly sessionId?: string | null;
  },
  now: Date,
): NewDelivery {
  return {
    programmeId,
    dedupeKey,
    subject,
    address,
    sessionId,
    priority: priorities.notice,
    dueAt: now,
    expiresAt: null,
  };
}
