import type { Pool } from 'pg';
import type { Clock } from '../shared/clock.ts';

export type ClockReport = { readonly event: 'clock.off'; readonly aheadSeconds: number };

const askEveryMs = 30_000;
/** An answer that took longer says too little about when it was given; what is known already is better. */
const precisionMs = 100;
/** At the start there is nothing better: of so many answers, the quickest. */
const firstAnswers = 5;
const askWithinMs = 5_000;
const tellFromMs = 5_000;

/**
 * PostgreSQL's clock, so that every process of a site lives by the same one whatever its machine's clock says or does:
 * asked now and every 30 s, and carried on in between by the monotonic clock, which does not jump. It is behind the
 * database's by an answer's way back (0.1 s at most once a quick answer came) and never ahead, so that nothing goes out
 * early. Reports a machine whose own clock is 5 s off or more, once for each time that changes. Asks until the pool
 * ends; rejects when the database does not answer at first.
 */
export async function startDatabaseClock(options: {
  readonly pool: Pool;
  readonly report: (report: ClockReport) => void;
  readonly everyMs?: number;
}): Promise<Clock> {
  const { pool, report, everyMs = askEveryMs } = options;
  let base = await askFirst(pool);
  let told = 0;
  const compare = (): void => {
    const aheadMs = Date.now() - read(base);
    if (Math.abs(aheadMs - told) < tellFromMs) return;
    told = aheadMs;
    report({ event: 'clock.off', aheadSeconds: Math.round(aheadMs / 1_000) });
  };
  compare();
  const timer = setInterval(() => {
    if (pool.ended) clearInterval(timer);
    else
      ask(pool).then(
        (next) => {
          if (next.tookMs <= precisionMs) base = next;
          compare();
        },
        // The database is away: the monotonic clock goes on.
        () => undefined,
      );
  }, everyMs);
  timer.unref();
  return { now: () => new Date(read(base)) };
}

type Base = { readonly at: number; readonly arrivedAt: number; readonly tookMs: number };

function read({ at, arrivedAt }: Base): number {
  return Math.floor(at + performance.now() - arrivedAt);
}

async function askFirst(pool: Pool): Promise<Base> {
  let quickest = await ask(pool);
  for (let asked = 1; asked < firstAnswers && quickest.tookMs > precisionMs; asked += 1) {
    const next = await ask(pool);
    if (next.tookMs < quickest.tookMs) quickest = next;
  }
  return quickest;
}

async function ask(pool: Pool): Promise<Base> {
  const client = await pool.connect();
  try {
    const askedAt = performance.now();
    const query = {
      text: 'select extract(epoch from clock_timestamp())::float8 * 1000 as at',
      query_timeout: askWithinMs,
    };
    const { rows } = await client.query<{ at: number }>(query);
    const arrivedAt = performance.now();
    const [row] = rows;
    if (row === undefined) throw new Error('a select without a table answers one row');
    return { at: row.at, arrivedAt, tookMs: arrivedAt - askedAt };
  } finally {
    client.release();
  }
}
