import { monthBounds, monthKey } from '../../domain/time.ts';
import type { QuotaRecords } from '../../use-cases/ports/records/records.ts';
import type { PrismaTransaction } from '../prisma.ts';

/** LINE counts its months here. */
const quotaZone = 'Asia/Tokyo';

type OutlookRow = {
  readonly ledger: number;
  readonly since: number;
  readonly used: number | null;
  readonly allowance: number | null;
  readonly reminders: number;
  readonly seats: number;
};

/** The month's ledger: our own rows, and LINE's count with what we sent since it was asked. */
export function createQuotaRecords(tx: PrismaTransaction, workspaceId: string): QuotaRecords {
  return {
    outlook: async (now) => {
      const month = monthKey(now, quotaZone);
      const { startsAt, endsAt } = monthBounds(now, quotaZone);
      const [row] = await tx.$queryRaw<OutlookRow[]>`
        with told as (select used, allowance, checked_at from line_months where month = ${month}),
        sent as (
          select coalesce(sum(quota_cost), 0)::int as ledger,
                 coalesce(sum(quota_cost) filter (where sent_at > (select checked_at from told)), 0)::int as since
          from deliveries where quota_cost > 0 and sent_at >= ${startsAt} and sent_at < ${endsAt})
        select sent.ledger, sent.since, (select used from told) as used, (select allowance from told) as allowance,
          (select count(*)::int from deliveries
           where workspace_id = ${workspaceId}::uuid and kind = 'reminder.participant' and state = 'planned'
             and due_at > ${now} and due_at < ${endsAt}) as reminders,
          (select count(*)::int from seats s join sessions x on x.id = s.session_id
           where s.role = 'participant' and x.state = 'planned' and x.starts_at > ${now} and x.starts_at < ${endsAt})
            as seats
        from sent`;
      return {
        month,
        endsAt,
        used: Math.max(row?.ledger ?? 0, (row?.used ?? 0) + (row?.since ?? 0)),
        allowance: row === undefined || row.used === null ? defaultAllowance : row.allowance,
        remindersToCome: row?.reminders ?? 0,
        seatsToCome: row?.seats ?? 0,
      };
    },
    save: async ({ used, allowance }, now) => {
      const month = monthKey(now, quotaZone);
      const counted = { used, allowance, checkedAt: now };
      await tx.lineMonth.upsert({ where: { month }, create: { month, ...counted }, update: counted });
    },
  };
}

/** LINE's free plan, until LINE has been asked. */
const defaultAllowance = 200;
