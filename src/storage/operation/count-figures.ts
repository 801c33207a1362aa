import type { Pool } from 'pg';
import type { CountFigures } from '../../use-cases/ports/operation-figures.ts';

/** Every part reads a partial index, or failed rows alone: the cost does not grow with what was sent. */
const sql = `select
  (select count(*)::int from deliveries where state = 'planned' and due_at <= $1) as due,
  (select coalesce(extract(epoch from $1 - min(due_at)), 0)::float8
   from deliveries where state = 'planned' and due_at <= $1) as "oldestDueSeconds",
  leased.sending, leased.unknown, leased.expired as "leasesExpired",
  (select coalesce(sum(failed.count), 0)::int
   from (select id from programmes union all select null) as p,
     lateral (select count(*) from deliveries d
              where d.state = 'failed' and (d.programme_id = p.id or p.id is null and d.programme_id is null)) as failed
  ) as failed,
  waiting.count as "inboxWaiting", waiting.oldest as "inboxOldestSeconds",
  (select count(*)::int from inbox where parked_at is not null) as "inboxParked"
from
  (select count(*) filter (where state = 'sending')::int as sending,
          count(*) filter (where state = 'unknown')::int as unknown,
          count(*) filter (where lease_until < clock_timestamp())::int as expired
   from deliveries where state in ('sending', 'unknown')) as leased,
  (select count(*)::int as count, coalesce(extract(epoch from $1 - min(received_at)), 0)::float8 as oldest
   from inbox where processed_at is null and parked_at is null) as waiting`;

type Counted = Omit<Awaited<ReturnType<CountFigures>>, 'clockOffsetSeconds'>;

/** Counts for /metrics in one statement, and the two clocks compared in another. */
export function createCountFigures(pool: Pool): CountFigures {
  return async (now) => {
    const { rows } = await pool.query<Counted>({ name: 'count-figures', text: sql, values: [now] });
    const [row] = rows;
    if (row === undefined) throw new Error('a select without a table answers one row');
    return { ...row, clockOffsetSeconds: await readClockOffset(pool) };
  };
}

/** Both clocks are real ones, whatever time the figures are counted for; off by half the way there and back at most. */
async function readClockOffset(pool: Pool): Promise<number> {
  const askedAt = Date.now();
  const { rows } = await pool.query<{ seconds: number }>({
    name: 'clock-offset',
    text: 'select extract(epoch from clock_timestamp())::float8 as seconds',
  });
  const answeredAt = Date.now();
  return (rows[0]?.seconds ?? Number.NaN) - (askedAt + answeredAt) / 2_000;
}
