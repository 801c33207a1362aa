import type { Delivery, DeliveryKind, NewDelivery } from '../../domain/messaging/delivery.ts';
import type { Records } from '../ports/records/records.ts';

/** What waits for the pair, drawn from how it stands: sent again, it is sent only while it still waits. */
const matters: readonly DeliveryKind[] = [
  'times.pair',
  'wish.pair',
  'cannot.pair',
  'change.pair',
  'absence.pair',
];

/**
 * What the group of a former pair was told and the new one has to know: times that participants choose from, wishes,
 * and who cannot come. Once for each group; empty for a pair that nobody has come to.
 */
export async function findOpenMatters(
  records: Records,
  place: { readonly teamId: string; readonly groupId: string; readonly now: Date },
): Promise<readonly NewDelivery[]> {
  const { teamId, groupId, now } = place;
  const places = await records.replacements.placesOf(teamId);
  if (places.every(({ length }) => length < 2)) return [];
  const open: NewDelivery[] = [];
  for (const delivery of await records.deliveries.find({ teamId, kinds: matters })) {
    const isElsewhere = delivery.state === 'sent' && delivery.externalChannel !== groupId;
    if (!isElsewhere || !(await isOpen(records, delivery, { teamId, now }))) continue;
    open.push(toNew(delivery, `${delivery.dedupeKey}:again:${groupId}`));
  }
  return open;
}

async function isOpen(
  records: Records,
  { subject }: Delivery,
  { teamId, now }: { readonly teamId: string; readonly now: Date },
): Promise<boolean> {
  if (subject.kind === 'times.pair' || subject.kind === 'wish.pair')
    return subject.proposalId === (await records.proposals.openOf(teamId))?.id;
  const view =
    subject.kind === 'cannot.pair'
      ? await records.sessions.findSeat(subject.seatId)
      : 'sessionId' in subject
        ? await records.sessions.findSession(subject.sessionId)
        : null;
  return view !== null && view.session.startsAt > now;
}

function toNew(delivery: Delivery, dedupeKey: string): NewDelivery {
  const { programmeId, subject, address, sessionId, priority, dueAt, expiresAt } = delivery;
  return { programmeId, dedupeKey, subject, address, sessionId, priority, dueAt, expiresAt };
}
