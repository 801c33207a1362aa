import {
  type Delivery,
  type DeliveryKind,
  keptThroughPause,
  restsWithReader,
  type SkipReason,
} from '../../domain/messaging/delivery.ts';
import type { Message } from '../../domain/messaging/message.ts';
import { endOfPause } from '../../domain/people/pauses.ts';
import type { Language, Reader } from '../../domain/people/people.ts';
import { earliestOpenAt } from '../../domain/people/quiet-ranges.ts';
import { findTemplate } from '../../domain/programmes/find-template.ts';
import { judgePush, leavesRoom, nextQuotaMonth } from '../../domain/quota/judge-push.ts';
import { type Gate, isUrgent, judgeSending } from '../../domain/reminders/send-gate.ts';
import { addMinutes } from '../../domain/time.ts';
import type { Transact } from '../ports/records/records.ts';
import type { ProgrammeView } from '../ports/records/views.ts';
import type { ClaimedDelivery, Outbox } from '../ports/sending/outbox.ts';
import type { SendingReads, Shown } from '../ports/sending/sending-reads.ts';
import { composeDelivery } from './compose/compose.ts';
import { composeNews, isNews } from './compose/compose-news.ts';
import type { Composed } from './compose/composed.ts';
import { lastShown } from './last-shown.ts';
import { type AddressReader, resolveAddress } from './resolve-address.ts';
import type { Preparation, PrepareDelivery } from './send-deliveries.ts';

/** News that is meant to arrive at once, so that the urgent rule holds for it (DESIGN 5). */
const atOnceKinds: readonly DeliveryKind[] = [
  'moved.participant',
  'moved.pair',
  'cancelled.participant',
  'reopened.participant',
  'cancelled.pair',
  'cannot.pair',
  'change.pair',
  'times.pair',
  'times.participant',
  'wish.pair',
  'relay.pair',
  'relay.desk',
  'absence.pair',
  'absence.desk',
  'left.desk',
  'left.pair',
];

/** Nobody's quiet ranges take longer to come round. */
const apartMinutes = 2 * 1440;

/** LINE takes at most five objects a request. */
const maxObjects = 5;

type PrepareDependencies = {
  readonly reads: SendingReads;
  readonly transact: Transact;
  readonly outbox: Outbox;
};

/**
 * The re-check right before sending: somebody there to read it who does not pause (what falls due in a pause is dropped,
 * not put off), still wanted, nobody disturbed, not too late, and for LINE worth one of the month's messages. A push takes along what waits for the same person, at the same price.
 * Many prepared at once share their reads.
 */
export function createPrepareDelivery(deps: PrepareDependencies): PrepareDelivery {
  const { reads } = deps;
  return async (delivery, now) => {
    const { programmeId } = delivery;
    const programme = programmeId === null ? null : await reads.people.getProgramme(programmeId);
    const pauses = { now, hold: restsWithReader(delivery.subject.kind) };
    const place = await resolveAddress(reads.people, delivery.address, { programme, pauses });
    if (place.kind === 'nobody' && place.reason === 'paused') return duringPause(deps, delivery);
    const language = place.kind === 'found' ? place.language : (programme?.language ?? 'ja');
    const composed = await compose(deps, delivery, { now, language });
    if (composed.kind === 'skip') return withoutMessage(delivery, composed.reason, now);
    if (place.kind === 'nobody') return { kind: 'skip', reason: place.reason };
    if (areApart(delivery, place.readers, now)) return { kind: 'skip', reason: 'apart' };
    const urgent = mayDisturb(delivery, composed, place.readers, now);
    const gate = judgeReaders(place.readers, composed.meantFor, { ...delivery, now, urgent });
    switch (gate.kind) {
      case 'expired':
        return { kind: 'expired' };
      case 'later':
        return { kind: 'wait', until: gate.at };
      case 'now':
        break;
    }
    const alone = { kind: 'send', target: place.target, messages: composed.messages } as const;
    const shows = composed.shows ?? null;
    if (place.target.platform !== 'line') return { ...alone, shows };
    const until = await findHold(deps, delivery, programme, now);
    if (until !== null) return { kind: 'hold', until };
    const riding = await composeRiders(deps, delivery, { now, language }, maxObjects - alone.messages.length);
    const messages = [...alone.messages, ...riding.messages];
    return { ...alone, messages, shows: lastShown(shows, riding.shows) };
  };
}

/**
 * A group is read by who comes and who does not, and disturbs neither (plan-reminders.ts plans by both). What would come
 * too late that way, after an outage say, goes by the hours of those whom it is for: who goes alone has to know.
 */
function judgeReaders(
  readers: readonly AddressReader[],
  meantFor: readonly string[] | undefined,
  message: { readonly now: Date; readonly expiresAt: Date | null; readonly urgent: boolean },
): Gate {
  const gate = judgeSending({ ...message, readers });
  if (gate.kind !== 'expired' || meantFor === undefined) return gate;
  const comers = readers.filter(({ id }) => meantFor.includes(id));
  return comers.length === 0 ? gate : judgeSending({ ...message, readers: comers });
}

/**
 * A pair of whom one always sleeps while the other is awake is told one by one, each at their own hours. Its reminders
 * are planned so from the beginning.
 */
function areApart(
  { subject, address, uncertainSince }: ClaimedDelivery,
  readers: readonly Reader[],
  now: Date,
): boolean {
  if (address.kind !== 'pair' || subject.kind === 'reminder.pair' || uncertainSince !== null) return false;
  return earliestOpenAt(now, readers, addMinutes(now, apartMinutes)) === null;
}

/** Dropped, not put off; but for what its reader would find nowhere else. */
async function duringPause({ reads }: PrepareDependencies, delivery: ClaimedDelivery): Promise<Preparation> {
  const { subject, address } = delivery;
  if ('personId' in address && keptThroughPause.includes(subject.kind)) {
    const { pausedUntil, zone } = await reads.people.getPerson(address.personId);
    if (pausedUntil !== null) return { kind: 'wait', until: endOfPause(pausedUntil, zone) };
  }
  return { kind: 'skip', reason: 'paused' };
}

/** What fell due while nothing ran, and whose hour has passed since, is listed like all that came too late. */
function withoutMessage({ expiresAt }: Delivery, reason: SkipReason, now: Date): Preparation {
  const isTooLate = reason === 'no_longer_wanted' && expiresAt !== null && expiresAt <= now;
  return isTooLate ? { kind: 'expired' } : { kind: 'skip', reason };
}

type Speaking = { readonly now: Date; readonly language: Language };

/** News of a session is drawn from shared reads; everything else may have to write (a form is opened when it is asked). */
function compose(
  { reads, transact }: PrepareDependencies,
  delivery: Delivery,
  speaking: Speaking,
): Promise<Composed> {
  return isNews(delivery.subject)
    ? composeNews({ sessions: reads.sessions, leads: reads.leads, delivery, ...speaking }, delivery.subject)
    : transact((records) => composeDelivery({ records, delivery, ...speaking }));
}

/** Until when the month's allowance holds this push back; null when it may go. What may have gone out is not judged. */
async function findHold(
  { reads, transact }: PrepareDependencies,
  { id, subject, priority, uncertainSince }: ClaimedDelivery,
  programme: ProgrammeView | null,
  now: Date,
): Promise<Date | null> {
  const target = programme === null ? null : findTemplate(programme.template)?.pushTarget;
  if (target === null || target === undefined || uncertainSince !== null) return null;
  const { kind } = subject;
  const verdict = judgePush({ kind, urgent: priority === 0, month: await reads.monthBefore(id, now) });
  switch (verdict) {
    case 'send':
      return null;
    case 'hold':
      return nextQuotaMonth(now);
    case 'forecast': {
      const outlook = await transact((records) => records.quota.outlook(now));
      return leavesRoom(kind, outlook, target) ? null : nextQuotaMonth(now);
    }
  }
}

type Riding = { readonly messages: readonly Message[]; readonly shows: Shown | null };

async function composeRiders(
  deps: PrepareDependencies,
  carrier: ClaimedDelivery,
  speaking: Speaking,
  room: number,
): Promise<Riding> {
  const { address } = carrier;
  const nobody: Riding = { messages: [], shows: null };
  if (address.kind !== 'line' || room <= 0 || !(await deps.reads.hasRiders(address.personId))) return nobody;
  let riding = nobody;
  for (const rider of await deps.outbox.attachRiders(carrier, address.personId, speaking.now, room)) {
    const composed = await compose(deps, rider, speaking);
    if (composed.kind === 'message' && riding.messages.length + composed.messages.length <= room) {
      riding = {
        messages: [...riding.messages, ...composed.messages],
        shows: lastShown(riding.shows, composed.shows),
      };
    } else await deps.outbox.detachRider(rider.id);
  }
  return riding;
}

/** An answer to the person's own act is never held back; news of a session only when it would come too late. */
function mayDisturb(
  { subject, priority }: ClaimedDelivery,
  composed: Extract<Composed, { kind: 'message' }>,
  readers: readonly Reader[],
  now: Date,
): boolean {
  if (subject.kind === 'murmur.ack' || subject.kind === 'away.mentor') return true;
  const isAtOnce = priority === 0 || atOnceKinds.includes(subject.kind);
  return (
    isAtOnce && composed.sessionStartsAt !== undefined && isUrgent(now, readers, composed.sessionStartsAt)
  );
}
