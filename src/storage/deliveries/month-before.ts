import type { Pool } from 'pg';
import type { SendingReads } from '../../use-cases/ports/sending/sending-reads.ts';
import { coalesce } from '../coalesce.ts';
import { type LineMonthRow, lineMonthSql, lineMonthValues, toLineMonth } from '../records/line-month.ts';

/** How many pushes that were claimed and have no outcome yet were due before each of these. */
const underWaySql = `
  select id, ahead from (
    select id, row_number() over (order by due_at, priority, id)::int - 1 as ahead
    from deliveries where state in ('sending', 'unknown') and platform = 'line') as under_way
  where id = any ($1)`;

type Asked = { readonly deliveryId: string; readonly now: Date };

/**
 * LINE's month for each of many pushes: those under way that were due before it are counted as used. Where there is no
 * limit nobody has to be counted.
 */
export function createMonthBefore(pool: Pool): SendingReads['monthBefore'] {
  const countAhead = async (group: readonly Asked[]): Promise<ReadonlyMap<string, number>> => {
    const { rows } = await pool.query<{ id: string; ahead: number }>({
      name: 'line-under-way',
      text: underWaySql,
      values: [group.map(({ deliveryId }) => deliveryId)],
    });
    return new Map(rows.map((row) => [row.id, row.ahead]));
  };
  const read = coalesce(async (group: readonly Asked[]) => {
    const now = new Date(Math.max(...group.map((asked) => asked.now.getTime())));
    const month = await pool.query<LineMonthRow>({
      name: 'line-month',
      text: lineMonthSql,
      values: [...lineMonthValues(now)],
    });
    const { used, allowance } = toLineMonth(month.rows[0], now);
    const ahead = allowance === null ? null : await countAhead(group);
    return group.map(({ deliveryId }) => ({ used: used + (ahead?.get(deliveryId) ?? 0), allowance }));
  });
  return (deliveryId, now) => read({ deliveryId, now });
}
