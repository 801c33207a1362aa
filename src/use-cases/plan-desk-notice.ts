import type { Address } from '../domain/messaging/address.ts';
import { type DeliverySubject, type NewDelivery, priorities } from '../domain/messaging/delivery.ts';
import type { Records } from './ports/records/records.ts';
import type { ProgrammeView } from './ports/records/views.ts';

/** Where the coordination desk reads: its channel, or each coordinator's own DM where there is none. */
export async function deskAddresses(records: Records, programme: ProgrammeView): Promise<readonly Address[]> {
  const { deskChannel } = programme.settings;
  if (deskChannel !== null) return [{ kind: 'channel', channelId: deskChannel }];
  const coordinators = await records.people.coordinatorsOf(programme.id);
  return coordinators.map(({ person }): Address => ({ kind: 'dm', personId: person.id }));
}

/** Plans a notice to the coordination desk; `key` makes it happen once. */
export async function planDeskNotice(
  records: Records,
  notice: {
    readonly programme: ProgrammeView;
    readonly subject: DeliverySubject;
    readonly key: string;
    readonly now: Date;
    /** A coming session that it is about, with when it is wanted and until when. */
    readonly about?: { readonly sessionId: string; readonly dueAt: Date; readonly expiresAt: Date };
  },
): Promise<void> {
  const addresses = await deskAddresses(records, notice.programme);
  await records.deliveries.plan(
    addresses.map(
      (address): NewDelivery => ({
        programmeId: notice.programme.id,
        dedupeKey: `${notice.key}:${address.kind === 'dm' ? address.personId : 'desk'}`,
        subject: notice.subject,
        address,
        sessionId: notice.about?.sessionId ?? null,
        priority: priorities.notice,
        dueAt: notice.about?.dueAt ?? notice.now,
        expiresAt: notice.about?.expiresAt ?? null,
      }),
    ),
    notice.now,
  );
}
