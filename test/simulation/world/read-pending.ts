import type pg from 'pg';

/** What a worker would find now, and when it will find something next. */
export type Pending = {
  readonly inbox: number;
  readonly deliveries: number;
  readonly refreshes: number;
  readonly endedSessions: number;
  readonly digests: number;
  readonly nextAt: number | null;
};

const sql = `
  select
    (select count(*)::int from inbox where processed_at is null and parked_at is null
       and (lease_until is null or lease_until < $1)) as inbox,
    (select count(*)::int from deliveries where state = 'planned' and due_at <= $1 and carrier_id is null
       or state in ('sending', 'unknown') and lease_until < $1) as deliveries,
    (select count(*)::int from deliveries where refresh_at <= $1 and state = 'sent') as refreshes,
    (select count(*)::int from sessions where asked_at is null and state in ('planned', 'held', 'missed')
       and ends_at <= $1) as "endedSessions",
    (select count(*)::int from digests) as digests,
    least(
      (select min(due_at) from deliveries where state = 'planned' and due_at > $1 and carrier_id is null),
      (select min(lease_until) from deliveries where state in ('sending', 'unknown') and lease_until >= $1),
      (select min(lease_until) from inbox where processed_at is null and parked_at is null and lease_until >= $1),
      (select min(ends_at) from sessions where asked_at is null and state in ('planned', 'held', 'missed')
         and ends_at > $1),
      (select min(refresh_at) from deliveries where refresh_at > $1 and state = 'sent')
    ) as next`;

/** Tells the driver when to let time pass; nothing is judged by it. */
export async function readPending(watcher: pg.Client, now: number): Promise<Pending> {
  const { rows } = await watcher.query<Pending & { readonly next: Date | null }>({
    name: 'pending',
    text: sql,
    values: [new Date(now)],
  });
  const [row] = rows;
  if (row === undefined) throw new Error('one row is always answered');
  return { ...row, nextAt: row.next === null ? null : row.next.getTime() + 1 };
}
