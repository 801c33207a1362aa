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
  select i.inbox, d.deliveries, d.refreshes, s."endedSessions", g.digests,
    least(d."nextDue", d."nextLease", d."nextRefresh", i."nextLease", s."nextEnd") as next
  from
    (select count(*) filter (where lease_until is null or lease_until < $1)::int as inbox,
       min(lease_until) filter (where lease_until >= $1) as "nextLease"
     from inbox where processed_at is null and parked_at is null) as i,
    (select
       count(*) filter (where state = 'planned' and due_at <= $1 and carrier_id is null
         or state in ('sending', 'unknown') and lease_until < $1)::int as deliveries,
       count(*) filter (where state = 'sent' and refresh_at <= $1)::int as refreshes,
       min(due_at) filter (where state = 'planned' and due_at > $1 and carrier_id is null) as "nextDue",
       min(lease_until) filter (where state in ('sending', 'unknown') and lease_until >= $1) as "nextLease",
       min(refresh_at) filter (where state = 'sent' and refresh_at > $1) as "nextRefresh"
     from deliveries) as d,
    (select count(*) filter (where ends_at <= $1)::int as "endedSessions",
       min(ends_at) filter (where ends_at > $1) as "nextEnd"
     from sessions where asked_at is null and state in ('planned', 'held', 'missed')) as s,
    (select count(*)::int as digests from digests) as g`;

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
