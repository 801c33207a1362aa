import type { PoolClient } from 'pg';
import type { DigestFigures } from '../../domain/digests/figures.ts';
import { monthBounds, monthKey } from '../../domain/time.ts';
import type { DigestWindow } from '../../use-cases/ports/digests/digest-store.ts';

export type ReadPushes = (
  client: Pick<PoolClient, 'query'>,
  window: DigestWindow,
) => Promise<DigestFigures['pushes']>;

/**
 * The workspace's month is the same for all its digests of one minute: it is read by the first and shared by the
 * others, or the digests of a Monday would cost as many times the month as there are programmes.
 */
export function createReadPushes(): ReadPushes {
  let minute = Number.NaN;
  const known = new Map<string, DigestFigures['pushes']>();
  return async (client, window) => {
    const { takenAt, startsAt, zone, workspaceId } = window;
    if (takenAt.getTime() !== minute) known.clear();
    minute = takenAt.getTime();
    const key = [workspaceId, monthBounds(startsAt, zone).startsAt.getTime(), zone].join();
    const standing = known.get(key);
    if (standing !== undefined) return standing;
    const pushes = await readPushes(client, window);
    if (takenAt.getTime() === minute) known.set(key, pushes);
    return pushes;
  };
}

/**
 * LINE pushes of the months that the week touches, of the whole workspace because the allowance is its, and the
 * forecast for the running month: what was used and what is planned until its end.
 */
export async function readPushes(
  client: Pick<PoolClient, 'query'>,
  { workspaceId, startsAt, takenAt, zone }: DigestWindow,
): Promise<DigestFigures['pushes']> {
  const first = monthBounds(startsAt, zone);
  const current = monthBounds(takenAt, zone);
  const { rows } = await client.query<{ closing: number; running: number; planned: number }>(
    // Two reads of two small partial indexes: what was charged, and what is planned.
    `with charged as (
       select d.sent_at, d.quota_cost from deliveries d
       where d.quota_cost > 0 and d.sent_at >= $2 and d.sent_at < greatest($3::timestamptz, $6::timestamptz) and d.workspace_id = $1)
     select coalesce(sum(quota_cost) filter (where sent_at < $3), 0)::int as closing,
            coalesce(sum(quota_cost) filter (where sent_at >= $4 and sent_at < $6), 0)::int as running,
            (select count(*)::int from deliveries d
             where d.state = 'planned' and d.due_at < $5 and d.platform = 'line' and d.workspace_id = $1) as planned
     from charged`,
    [workspaceId, first.startsAt, first.endsAt, current.startsAt, current.endsAt, takenAt],
  );
  const { closing, running, planned } = rows[0] ?? { closing: 0, running: 0, planned: 0 };
  const months =
    monthKey(startsAt, zone) === monthKey(takenAt, zone)
      ? [{ month: monthKey(takenAt, zone), used: running }]
      : [
          { month: monthKey(startsAt, zone), used: closing },
          { month: monthKey(takenAt, zone), used: running },
        ];
  return { months, forecast: running + planned };
}
