import { formatAddress } from '../../domain/messaging/address.ts';
import type { NewDelivery } from '../../domain/messaging/delivery.ts';
import type { Ids } from '../../shared/ids.ts';
import type { DeliveryFilter, DeliveryRecords } from '../../use-cases/ports/records/delivery-records.ts';
import { toDelivery } from '../deliveries/delivery-row.ts';
import type { PrismaTransaction } from '../prisma.ts';

/** Messages that are due, or sent ones that have to be drawn again. */
export type PlannedWork = 'deliveries' | 'refreshes';

/** Planning, cancelling and finding deliveries inside one transaction; sending them is delivery-queue's. */
export function createDeliveryRecords(options: {
  readonly tx: PrismaTransaction;
  readonly ids: Ids;
  readonly workspaceId: string;
  /** Collects what the transaction leaves to do at once. */
  readonly planned: Set<PlannedWork>;
}): DeliveryRecords {
  const { tx, ids, workspaceId, planned } = options;
  const toRow = (delivery: NewDelivery, now: Date) => {
    const { kind, ...subject } = delivery.subject;
    const { address } = delivery;
    return {
      id: ids.next(),
      workspaceId,
      programmeId: delivery.programmeId,
      dedupeKey: delivery.dedupeKey,
      kind,
      subject,
      address: formatAddress(address),
      platform: address.kind === 'line' ? 'line' : 'slack',
      personId: address.kind === 'line' || address.kind === 'dm' ? address.personId : null,
      teamId: address.kind === 'pair' ? address.teamId : null,
      sessionId: delivery.sessionId,
      priority: delivery.priority,
      plannedAt: now,
      dueAt: delivery.dueAt,
      expiresAt: delivery.expiresAt,
      rides: delivery.rides === true,
    };
  };
  const where = ({ programmeId, sessionId, personId, teamId, kinds }: DeliveryFilter) => ({
    ...(teamId === undefined ? {} : { teamId }),
    ...(programmeId === undefined ? {} : { programmeId }),
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(personId === undefined ? {} : { personId }),
    ...(kinds === undefined ? {} : { kind: { in: [...kinds] } }),
  });
  return {
    plan: async (deliveries, now) => {
      if (deliveries.length === 0) return 0;
      const { count } = await tx.delivery.createMany({
        data: deliveries.map((delivery) => toRow(delivery, now)),
        skipDuplicates: true,
      });
      if (count > 0 && deliveries.some(({ dueAt }) => dueAt <= now)) planned.add('deliveries');
      return count;
    },
    find: async (filter) => {
      const rows = await tx.delivery.findMany({ where: where(filter), orderBy: { dueAt: 'asc' } });
      return rows.map((row) => ({
        ...toDelivery(row),
        ...(row.uncertainSince === null ? {} : { mayHaveArrived: true }),
      }));
    },
    holdPlanned: async (sessionId) => {
      // Senders skip what is locked. In order, so that two changes of one session wait for each other.
      await tx.$queryRaw`
        select 1 from deliveries where session_id = ${sessionId}::uuid and state = 'planned' order by id for update`;
    },
    cancel: async (deliveryIds, reason) => {
      const { count } = await tx.delivery.updateMany({
        where: { id: { in: [...deliveryIds] }, state: 'planned' },
        data: { state: 'cancelled', reason },
      });
      return count;
    },
    cancelMatching: async (filter, reason) => {
      const { count } = await tx.delivery.updateMany({
        where: { ...where(filter), state: 'planned' },
        data: { state: 'cancelled', reason },
      });
      return count;
    },
    setDueAt: async (id, dueAt) => {
      await tx.delivery.updateMany({ where: { id, state: 'planned' }, data: { dueAt } });
    },
    revive: async (id, dueAt, now) => {
      const { count } = await tx.delivery.updateMany({
        where: { id, state: { in: ['cancelled', 'skipped'] } },
        data: { state: 'planned', reason: null, dueAt },
      });
      if (count > 0 && dueAt <= now) planned.add('deliveries');
    },
    hasten: async (dedupeKey, now) => {
      const { count } = await tx.delivery.updateMany({
        where: { dedupeKey, state: 'planned', dueAt: { gt: now } },
        data: { dueAt: now },
      });
      if (count > 0) planned.add('deliveries');
    },
    refresh: async ({ kinds, subject, personId }, now) => {
      const { count } = await tx.delivery.updateMany({
        where: {
          kind: { in: [...kinds] },
          ...(personId === undefined ? {} : { personId }),
          platform: 'slack',
          state: { in: ['sent', 'sending', 'unknown'] },
          AND: Object.entries(subject).map(([key, value]) => ({
            subject: { path: [key], equals: value ?? '' },
          })),
        },
        data: { refreshAt: now },
      });
      if (count > 0) planned.add('refreshes');
    },
    withdraw: async ({ programmeId, personId, teamId, pair }, now) => {
      const { count } = await tx.delivery.updateMany({
        where: {
          programmeId,
          platform: 'slack',
          state: { in: ['sent', 'sending', 'unknown'] },
          withdrawnAt: null,
          OR: [{ personId, kind: { endsWith: '.mentor' } }, ...(pair ? [{ teamId }] : [])],
        },
        data: { withdrawnAt: now, refreshAt: now },
      });
      if (count > 0) planned.add('refreshes');
    },
    isWithdrawn: async (id) => {
      const row = await tx.delivery.findUnique({ where: { id }, select: { withdrawnAt: true } });
      return row !== null && row.withdrawnAt !== null;
    },
    ridersOf: async (personId, now, limit) => {
      const waiting = await tx.$queryRaw<{ id: string }[]>`
        select id from deliveries
        where person_id = ${personId}::uuid and rides and state = 'planned' and platform = 'line'
          and carrier_id is null and (expires_at is null or expires_at > ${now})
        order by priority, due_at limit ${limit} for update skip locked`;
      if (waiting.length === 0) return [];
      const rows = await tx.delivery.findMany({
        where: { id: { in: waiting.map(({ id }) => id) } },
        orderBy: [{ priority: 'asc' }, { dueAt: 'asc' }],
      });
      return rows.map(toDelivery);
    },
    settleRiders: async (ids, { state, reason, at }) => {
      await tx.delivery.updateMany({
        where: { id: { in: [...ids] }, rides: true },
        data: { state, reason, sentAt: state === 'sent' ? at : null },
      });
    },
    wasSent: async (subject, address) => {
      const { kind, ...ids } = subject;
      const row = await tx.delivery.findFirst({
        where: { kind, address: formatAddress(address), state: 'sent', subject: { equals: ids } },
        select: { id: true },
      });
      return row !== null;
    },
  };
}
