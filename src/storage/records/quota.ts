import { quotaZone } from '../../domain/quota/judge-push.ts';
import { monthBounds, monthKey } from '../../domain/time.ts';
import type { QuotaRecords } from '../../use-cases/ports/records/records.ts';
import type { PrismaTransaction } from '../prisma.ts';
import { type LineMonthRow, lineMonthSql, lineMonthValues, toLineMonth } from './line-month.ts';

/** What LINE's month holds, inside one transaction. */
export function createQuotaRecords(tx: PrismaTransaction, workspaceId: string): QuotaRecords {
  const readMonth: QuotaRecords['month'] = async (now) => {
    const [row] = await tx.$queryRawUnsafe<LineMonthRow[]>(lineMonthSql, ...lineMonthValues(now));
    return toLineMonth(row, now);
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
