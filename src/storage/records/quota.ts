import { quotaZone } from '../../domain/quota/judge-push.ts';
import { monthBounds, monthKey } from '../../domain/time.ts';
import type { QuotaRecords } from '../../use-cases/ports/records/records.ts';
import type { PrismaTransaction } from '../prisma.ts';

/** LINE's free plan, until LINE has been asked. */
const defaultAllowance = 200;

type MonthRow = {
  readonly ledger: number;
  readonly since: number;
  readonly used: number | null;
  readonly allowance: number | null;
};

/** The month's ledger: our own rows, or LINE's count with what we sent since it was asked, whichever is higher. */
export function createQuotaRecords(tx: PrismaTransaction, workspaceId: string): QuotaRecords {
  const readMonth: QuotaRecords['month'] = async (now) => {
    const month = monthKey(now, quotaZone);
    const { startsAt, endsAt } = monthBounds(now, quotaZone);
    const [row] = await tx.$queryRaw<MonthRow[]>`
      with told as (select used, allowance, checked_at from line_months where month = ${month})
      select coalesce(sum(quota_cost), 0)::int as ledger,
             coalesce(sum(quota_cost) filter (where sent_at > (select checked_at from told)), 0)::int as since,
             (select used from told) as used, (select allowance from told) as allowance
      from deliveries where quota_cost > 0 and sent_at >= ${startsAt} and sent_at < ${endsAt}`;
    return {
      month,
      used: Math.max(row?.ledger ?? 0, (row?.used ?? 0) + (row?.since ?? 0)),
      allowance: row === undefined || row.used === null ? defaultAllowance : row.allowance,
    };
  };
  return {
    month: readMonth,
    outlook: async (now) => {
      const { endsAt } = monthBounds(now, quotaZone);
      const [row] = await tx.$queryRaw<{ reminders: number; seats: number }[]>`
        select
          (select count(*)::int from deliveries
           where workspace_id = ${workspaceId}::uuid and kind = 'reminder.participant' and state = 'planned'
             and due_at > ${now} and due_at < ${endsAt}) as reminders,
          (select count(*)::int from seats s join sessions x on x.id = s.session_id
           where s.role = 'participant' and x.state = 'planned' and x.starts_at > ${now} and x.starts_at < ${endsAt})
            as seats`;
      return {
        ...(await readMonth(now)),
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
