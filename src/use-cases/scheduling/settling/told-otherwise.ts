import { type Address, formatAddress } from '../../../domain/messaging/address.ts';
import type { Delivery, DeliveryKind } from '../../../domain/messaging/delivery.ts';
import type { Session } from '../../../domain/sessions/sessions.ts';
import type { Records } from '../../ports/records/records.ts';

const datingKinds: readonly DeliveryKind[] = [
  'reminder.participant',
  'moved.participant',
  'settled.participant',
  'heard.participant',
];

/**
 * Participants whom Bansou last told another start of the session than its present one, and that start where it is still
 * ahead: they would come in vain. What tells a start is of no use after it.
 */
export async function findToldOtherwise(
  records: Records,
  session: Pick<Session, 'id' | 'startsAt'>,
  now: Date,
): Promise<ReadonlyMap<string, Date>> {
  const found = await records.deliveries.find({ sessionId: session.id, kinds: datingKinds });
  const told = found
    .flatMap(({ address, state, sentAt, expiresAt }) =>
      address.kind === 'line' && state === 'sent' && sentAt !== null && expiresAt !== null
        ? [{ personId: address.personId, sentAt, startsAt: expiresAt }]
        : [],
    )
    .sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime());
  const last = new Map(told.map(({ personId, startsAt }) => [personId, startsAt]));
  return new Map(
    [...last].filter(([, startsAt]) => startsAt > now && startsAt.getTime() !== session.startsAt.getTime()),
  );
}

/** What is being sent right now has arrived by then, or never will. */
const underWayMs = 15_000;

/** When news is due that must not overtake what is being sent to the same place about its session. */
export function dueAfter(
  told: readonly Pick<Delivery, 'address' | 'state'>[],
  news: { readonly address: Address; readonly dueAt: Date },
  now: Date,
): Date {
  const isUnderWay = told.some(
    ({ address, state }) => state === 'sending' && formatAddress(address) === formatAddress(news.address),
  );
  const arrived = new Date(now.getTime() + underWayMs);
  return isUnderWay && news.dueAt < arrived ? arrived : news.dueAt;
}
