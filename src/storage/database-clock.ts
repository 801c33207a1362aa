import type { Pool } from 'pg';
import type { Clock } from '../shared/clock.ts';

export type ClockReport = { readonly event: 'clock.off'; readonly aheadSeconds: number };

const askEveryMs = 30_000;
/** An answer that took longer says too little about when it was given. */
const precisionMs = 1_000;
const askWithinMs = 5_000;
const tellFromMs = 5_000;

/**
 * PostgreSQL's clock, so that every process of a site lives by the same one whatever its machine's clock says or does:
 * asked now and every 30 s, and carried on in between by the monotonic clock, which does not jump. Reports a machine
 * whose own clock is 5 s off or more, once for each time that changes. Asks until the pool ends; rejects when the
 * database does not answer at first.
 */
export async function startDatabaseClock(options: {
  readonly pool: Pool;
  readonly report: (report: ClockReport) => void;
  readonly everyMs?: number;
}): Promise<Clock> {
  const { pool, report, everyMs = askEveryMs } = options;
  let base = await ask(pool);
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
          if (next.precisionMs <= precisionMs) base = next;
          compare();
        },
        // The database is away: the monotonic clock goes on.
        () => undefined,
      );
  }, everyMs);
  timer.unref();
  return { now: () => new Date(read(base)) };
}

type Base = { readonly at: number; readonly takenAt: number; readonly precisionMs: number };

function read({ at, takenAt }: Base): number {
  return Math.floor(at + performance.now() - takenAt);
}

/** The answer is taken for the middle between question and arrival. */
async function ask(pool: Pool): Promise<Base> {
  const client = await pool.connect();
  try {
    const askedAt = performance.now();
    const query = {
      text: 'select extract(epoch from clock_timestamp())::float8 * 1000 as at',
      query_timeout: askWithinMs,
    };
    const { rows } = await client.query<{ at: number }>(query);
    const tookMs = performance.now() - askedAt;
    const [row] = rows;
    if (row === undefined) throw new Error('a select without a table answers one row');
    return { at: row.at, takenAt: askedAt + tookMs / 2, precisionMs: tookMs };
  } finally {
    client.release();
  }
}
