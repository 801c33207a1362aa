import type { Address } from '../../domain/messaging/address.ts';
import type { Delivery, NewDelivery } from '../../domain/messaging/delivery.ts';
import { planDeskNotice } from '../plan-desk-notice.ts';
import type { Records, Transact } from '../ports/records/records.ts';
import { passOnTimes } from '../scheduling/answers/pass-on-times.ts';
import { askToRelay, passRelayToDesk } from './ask-to-relay.ts';
import type { DeliveryAftermath } from './send-deliveries.ts';

/** What follows from a message that nobody could be given, or that has to wait. */
export function createAftermath(transact: Transact): DeliveryAftermath {
  return {
    held: async (delivery, now) => {
      await transact(async (records) => {
        await askToRelay(records, delivery, { isInReminder: false, now });
        await tellOfQuota(records, delivery, now);
      });
    },
    undeliverable: async (delivery, code, now) => {
      if (code === 'apart') return transact((records) => tellEachMentor(records, delivery, now));
      // Who pauses wants no reminder by any way; that a date they know has changed is passed on.
      const isWantedNoMore = code === 'paused' && delivery.subject.kind === 'reminder.participant';
      // Who never joined is asked for in the pair's own reminder; that a date is open again stands nowhere else.
      const isInReminder = code === 'not_linked' && delivery.subject.kind !== 'reopened.participant';
      if (code !== 'no_longer_wanted' && !isWantedNoMore) {
        await transact(async (records) => {
          await askToRelay(records, delivery, { isInReminder, now });
          await passRelayToDesk(records, delivery, now);
        });
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

/** The desk's channel cannot be posted to (the bot is not in it, say): each coordinator gets it as a DM instead. */
async function tellEachCoordinator(records: Records, delivery: Delivery, now: Date): Promise<void> {
  if (delivery.programmeId === null) return;
  await tellOneByOne(records, delivery, await records.people.coordinatorsOf(delivery.programmeId), now);
}

/** The pair is never awake together: each mentor gets it as a DM, at their own hours. */
async function tellEachMentor(records: Records, delivery: Delivery, now: Date): Promise<void> {
  if (delivery.address.kind !== 'pair') return;
  const mentors = await records.people.membersOfTeam(delivery.address.teamId, 'mentor');
  await tellOneByOne(records, delivery, mentors, now);
}

async function tellOneByOne(
  records: Records,
  delivery: Delivery,
  readers: readonly { readonly person: { readonly id: string } }[],
  now: Date,
): Promise<void> {
  await records.deliveries.plan(
    readers.map(({ person }): NewDelivery => {
      const address: Address = { kind: 'dm', personId: person.id };
      const dedupeKey = `${delivery.dedupeKey}:${person.id}`;
      return { ...newDelivery(delivery), dedupeKey, address, dueAt: now };
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
