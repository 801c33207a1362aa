import type { Delivery, DeliveryKind } from '../../domain/messaging/delivery.ts';
import type { Message } from '../../domain/messaging/message.ts';
import type { Reader } from '../../domain/people/people.ts';
import { findTemplate } from '../../domain/programmes/find-template.ts';
import { judgePush, leavesRoom, nextQuotaMonth } from '../../domain/quota/judge-push.ts';
import { isUrgent, judgeSending } from '../../domain/reminders/send-gate.ts';
import type { ClaimedDelivery, Outbox } from '../ports/outbox.ts';
import type { Records, Transact } from '../ports/records/records.ts';
import type { ProgrammeView } from '../ports/records/views.ts';
import { composeDelivery } from './compose/compose.ts';
import type { Composed } from './compose/composed.ts';
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

/** LINE takes at most five objects a request. */
const maxObjects = 5;

/**
 * The re-check right before sending: still wanted, somebody there to read it, nobody disturbed, not too late, and for
 * LINE worth one of the month's messages. A push takes along what waits for the same person, at the same price.
 */
export function createPrepareDelivery(deps: {
  readonly transact: Transact;
  readonly outbox: Outbox;
}): PrepareDelivery {
  return async (delivery, now) => {
    const preparation = await deps.transact((records) => prepare(records, delivery, now));
    if (preparation.kind !== 'send' || preparation.target.platform !== 'line') return preparation;
    const riders = await composeRiders(deps, delivery, now, maxObjects - preparation.messages.length);
    return { ...preparation, messages: [...preparation.messages, ...riders.messages], riders: riders.taken };
  };
}

async function prepare(records: Records, delivery: ClaimedDelivery, now: Date): Promise<Preparation> {
  const programme =
    delivery.programmeId === null ? null : await records.people.getProgramme(delivery.programmeId);
  const place = await resolveAddress(records, delivery.address, programme);
  const language = place.kind === 'found' ? place.language : (programme?.language ?? 'ja');
  const composed = await composeDelivery({ records, delivery, now, language });
  if (composed.kind === 'skip') return { kind: 'skip', reason: composed.reason };
  if (place.kind === 'nobody') return { kind: 'skip', reason: place.reason };
  const urgent = mayDisturb(delivery, composed, place.readers, now);
  const gate = judgeSending({ now, expiresAt: delivery.expiresAt, readers: place.readers, urgent });
  switch (gate.kind) {
    case 'expired':
      return { kind: 'expired' };
    case 'later':
      return { kind: 'wait', until: gate.at };
    case 'now':
      break;
  }
  if (place.target.platform === 'line') {
    const until = await findHold(records, delivery, programme, now);
    if (until !== null) return { kind: 'hold', until };
  }
  return { kind: 'send', target: place.target, messages: composed.messages, riders: [] };
}

/** Until when the month's allowance holds this push back; null when it may go. What may have gone out is not judged. */
async function findHold(
  records: Records,
  { subject, priority, uncertainSince }: ClaimedDelivery,
  programme: ProgrammeView | null,
  now: Date,
): Promise<Date | null> {
  const target = programme === null ? null : findTemplate(programme.template)?.pushTarget;
  if (target === null || target === undefined || uncertainSince !== null) return null;
  const { kind } = subject;
  const verdict = judgePush({ kind, urgent: priority === 0, month: await records.quota.month(now) });
  switch (verdict) {
    case 'send':
      return null;
    case 'hold':
      return nextQuotaMonth(now);
    case 'forecast':
      return leavesRoom(kind, await records.quota.outlook(now), target) ? null : nextQuotaMonth(now);
  }
}

async function composeRiders(
  { transact, outbox }: { readonly transact: Transact; readonly outbox: Outbox },
  carrier: ClaimedDelivery,
  now: Date,
  room: number,
): Promise<{ readonly messages: readonly Message[]; readonly taken: readonly Delivery[] }> {
  const { address } = carrier;
  if (address.kind !== 'line' || room <= 0) return { messages: [], taken: [] };
  const taken: Delivery[] = [];
  const riders = await outbox.attachRiders(carrier, address.personId, now, room);
  const messages: Message[] = [];
  for (const rider of riders) {
    const { language } = await transact((records) => records.people.getPerson(address.personId));
    const composed = await transact((records) =>
      composeDelivery({ records, delivery: rider, now, language }),
    );
    if (composed.kind === 'message' && messages.length + composed.messages.length <= room) {
      messages.push(...composed.messages);
      taken.push(rider);
    } else await outbox.detachRider(rider.id);
  }
  return { messages, taken };
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
