import type { Address } from '../../domain/messaging/address.ts';
import {
  type Delivery,
  type DeliverySubject,
  type NewDelivery,
  priorities,
} from '../../domain/messaging/delivery.ts';
import { planDeskNotice } from '../plan-desk-notice.ts';
import type { Records, Transact } from '../ports/records/records.ts';
import { passOnTimes } from '../scheduling/answers/pass-on-times.ts';
import type { DeliveryAftermath } from './send-deliveries.ts';

/** What follows from a message that nobody could be given, or that has to wait. */
export function createAftermath(transact: Transact): DeliveryAftermath {
  return {
    held: async (delivery, now) => {
      await transact(async (records) => {
        await askPairToRelay(records, delivery, now);
        await tellOfQuota(records, delivery, now);
      });
    },
    undeliverable: async (delivery, code, now) => {
      // Who pauses wants no reminder by any way; that a date they know has changed is passed on.
      const isWantedNoMore = code === 'paused' && delivery.subject.kind === 'reminder.participant';
      // Who never joined is asked for in the pair's own reminder; that a date is open again stands nowhere else.
      const isKnown = code === 'not_linked' && delivery.subject.kind !== 'reopened.participant';
      if (!isKnown && code !== 'no_longer_wanted' && !isWantedNoMore) {
        await transact((records) => askPairToRelay(records, delivery, now));
      }
      if (code === 'unreachable' && delivery.subject.kind === 'times.participant') {
        const { proposalId, personId } = delivery.subject;
        await transact((records) => passOnTimes(records, { proposalId, personId, now }));
      }
      if (delivery.address.kind === 'channel')
        await transact((records) => tellEachCoordinator(records, delivery, now));
    },
  };
}

type DateSubject = Extract<
  DeliverySubject,
  {
    kind:
      | 'reminder.participant'
      | 'moved.participant'
      | 'cancelled.participant'
      | 'reopened.participant'
      | 'absence.participant';
  }
>;

/** Whoever misses one of these would sit there alone, or not at all. */
function isDateOfParticipant(subject: DeliverySubject): subject is DateSubject {
  const kinds = [
    'reminder.participant',
    'moved.participant',
    'cancelled.participant',
    'reopened.participant',
  ];
  // That one mentor comes alone changes nothing about the way there.
  const isMove = subject.kind === 'absence.participant' && subject.news === 'move';
  return isMove || kinds.includes(subject.kind);
}

/** LINE does not reach the participant: the pair is asked to pass it on, once for this start time or its end. */
async function askPairToRelay(records: Records, delivery: Delivery, now: Date): Promise<void> {
  const { subject } = delivery;
  if (!isDateOfParticipant(subject)) return;
  const seat = await records.sessions.findSeat(subject.seatId);
  if (seat === null || seat.team === null) return;
  const { state, scheduleRevision } = seat.session;
  const isReopened = subject.kind === 'reopened.participant';
  const isToBeMoved = state === 'unsettled' && (isReopened || subject.kind === 'absence.participant');
  if (state !== 'planned' && state !== 'cancelled' && !isToBeMoved) return;
  await records.deliveries.plan(
    [
      {
        programmeId: delivery.programmeId,
        dedupeKey: `relay:${subject.seatId}:${isReopened ? 'open:' : ''}${scheduleRevision}:${state}`,
        subject: { kind: 'relay.pair', seatId: seat.mine.seat.id },
        address: { kind: 'pair', teamId: seat.team.id },
        sessionId: seat.session.id,
        priority: priorities.notice,
        dueAt: now,
        expiresAt: seat.session.startsAt,
      },
    ],
    now,
  );
}

/** The desk's channel cannot be posted to (the bot is not in it, say): each coordinator gets it as a DM instead. */
async function tellEachCoordinator(records: Records, delivery: Delivery, now: Date): Promise<void> {
  if (delivery.programmeId === null) return;
  const coordinators = await records.people.coordinatorsOf(delivery.programmeId);
  await records.deliveries.plan(
    coordinators.map(({ person }): NewDelivery => {
      const address: Address = { kind: 'dm', personId: person.id };
      return {
        ...newDelivery(delivery),
        dedupeKey: `${delivery.dedupeKey}:${person.id}`,
        address,
        dueAt: now,
      };
    }),
    now,
  );
}

function newDelivery({
  programmeId,
  dedupeKey,
  subject,
  address,
  sessionId,
  priority,
  dueAt,
  expiresAt,
}: Delivery): NewDelivery {
  return { programmeId, dedupeKey, subject, address, sessionId, priority, dueAt, expiresAt };
}

/** The coordinators hear of a month that runs low once; the participant never does (CONVERSATIONS 5). */
async function tellOfQuota(records: Records, { programmeId }: Delivery, now: Date): Promise<void> {
  if (programmeId === null) return;
  const { month } = await records.quota.month(now);
  await planDeskNotice(records, {
    programme: await records.people.getProgramme(programmeId),
    subject: { kind: 'quota.desk', month },
    key: `quota:${programmeId}:${month}`,
    now,
  });
}
