import { quotaZone } from '../../domain/quota/judge-push.ts';
import { monthBounds, monthKey } from '../../domain/time.ts';
import type { LineMonthView } from '../../use-cases/ports/records/records.ts';

/** LINE's free plan, until LINE has been asked. */
const defaultAllowance = 200;

export type LineMonthRow = {
  readonly ledger: number;
  readonly since: number;
  readonly used: number | null;
  readonly allowance: number | null;
};

/** The month's ledger: our own rows, and LINE's count with what we sent since it was asked. */
export const lineMonthSql = `
  with told as (select used, allowance, checked_at from line_months where month = $1)
  select coalesce(sum(quota_cost), 0)::int as ledger,
         coalesce(sum(quota_cost) filter (where sent_at > (select checked_at from told)), 0)::int as since,
         (select used from told) as used, (select allowance from told) as allowance
  from deliveries where quota_cost > 0 and sent_at >= $2::timestamptz and sent_at < $3::timestamptz`;

/** The parameters of the statement above for the month of `now`. */
export function lineMonthValues(now: Date): readonly [string, Date, Date] {
  const { startsAt, endsAt } = monthBounds(now, quotaZone);
  return [monthKey(now, quotaZone), startsAt, endsAt];
}

/** What is used of the month of `now`: the higher of the two counts. */
export function toLineMonth(row: LineMonthRow | undefined, now: Date): LineMonthView {
  return {
    month: monthKey(now, quotaZone),
    used: Math.max(row?.ledger ?? 0, (row?.used ?? 0) + (row?.since ?? 0)),
    allowance: row === undefined || row.used === null ? defaultAllowance : row.allowance,
  };
}
