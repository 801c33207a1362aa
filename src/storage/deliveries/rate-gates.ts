import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { Gate } from '../../domain/messaging/rate-limits.ts';
import type { RateGates } from '../../use-cases/ports/sending/rate-gates.ts';
import { coalesce } from '../coalesce.ts';

type Asking = { readonly gates: readonly Gate[]; readonly now: Date };

/** A call may go, at once or at the instant kept for it, or has to ask again then. */
type Answer =
  | { readonly kind: 'go' }
  | { readonly kind: 'kept'; readonly at: Date }
  | { readonly kind: 'later'; readonly at: Date };

/**
 * Lets a whole group through all of its gates, or nobody: $1 the gates, $2 how many calls each, $3 and $4 their limits.
 * The group counts as come at its first instant ($5) and as let through at its last ($6).
 */
const passSql = `
  with asked as (
    select * from unnest($1::text[], $2::int[], $3::double precision[], $4::int[])
      as a (key, calls, every_ms, burst)),
  locked as (
    select g.key, a.calls, a.every_ms, a.burst, greatest(extract(epoch from g.next_free_at)::double precision * 1000, $6) as due
    from rate_gates g join asked a using (key) order by g.key for update of g),
  verdict as (
    select count(*) = cardinality($1::text[]) and bool_and(due + (calls - burst) * every_ms <= $5) as passes from locked)
  update rate_gates as g set next_free_at = to_timestamp((l.due + l.calls * l.every_ms) / 1000)
  from locked l, verdict
  where g.key = l.key and verdict.passes`;
const openSql = `insert into rate_gates (key, next_free_at)
  select k, '-infinity' from unnest($1::text[]) as t (k) order by k on conflict do nothing`;
const lockSql = `select key, extract(epoch from next_free_at) * 1000 as at from rate_gates
  where key = any ($1) order by key for update`;
const saveSql = `update rate_gates as g set next_free_at = to_timestamp(t.at / 1000)
  from unnest($1::text[], $2::double precision[]) as t (key, at) where g.key = t.key`;

/**
 * Gates as rows of PostgreSQL. Each row holds when the next call would be due if calls came evenly; a gate lets a call
 * through as long as it runs at most its burst ahead of that. Whoever asks while another answer is on its way is
 * answered with the next; who came first passes first. Whoever would wait no longer than `patienceMs` (real time) is
 * kept waiting here for an instant that nobody else gets; all others are told an instant at which to ask again.
 */
export function createRateGates(
  pool: Pool,
  { patienceMs = 0 }: { readonly patienceMs?: number } = {},
): RateGates {
  const ask = coalesce(async (group: readonly Asking[]) =>
    (await passTogether(pool, group))
      ? group.map((): Answer => ({ kind: 'go' }))
      : answerGroup(pool, group, patienceMs),
  );
  const closed = new Map<string, Date>();
  /** A platform may ask for quiet while calls wait for their instants. */
  const closedSince = (gates: readonly Gate[], at: Date): Date | null =>
    gates.map(({ key }) => closed.get(key)).find((until) => until !== undefined && until > at) ?? null;

  return {
    take: async (gates, now) => {
      const answer = await ask({ gates, now });
      if (answer.kind === 'go') return null;
      if (answer.kind === 'later') return answer.at;
      await sleep(answer.at.getTime() - now.getTime());
      return closedSince(gates, answer.at);
    },
    close: async ({ key, limit }, until) => {
      closed.set(key, until);
      const spent = new Date(until.getTime() + (limit.burst - 1) * limit.everyMs);
      await pool.query(
        `insert into rate_gates (key, next_free_at) values ($1, $2)
         on conflict (key) do update set next_free_at = greatest(rate_gates.next_free_at, excluded.next_free_at)`,
        [key, spent],
      );
    },
  };
}

/** What nearly always happens, in one statement; false when somebody of the group has to wait. */
async function passTogether(pool: Pool, group: readonly Asking[]): Promise<boolean> {
  const calls = new Map<string, number>();
  const limits = new Map<string, Gate['limit']>();
  for (const { key, limit } of group.flatMap(({ gates }) => gates)) {
    calls.set(key, (calls.get(key) ?? 0) + 1);
    limits.set(key, limit);
  }
  const instants = group.map(({ now }) => now.getTime());
  const { rowCount } = await pool.query({
    name: 'gates-pass',
    text: passSql,
    values: [
      [...calls.keys()],
      [...calls.values()],
      [...limits.values()].map(({ everyMs }) => everyMs),
      [...limits.values()].map(({ burst }) => burst),
      Math.min(...instants),
      Math.max(...instants),
    ],
  });
  return rowCount === calls.size;
}

async function answerGroup(
  pool: Pool,
  group: readonly Asking[],
  patienceMs: number,
): Promise<readonly Answer[]> {
  const keys = [...new Set(group.flatMap(({ gates }) => gates.map(({ key }) => key)))];
  const client = await pool.connect();
  try {
    await client.query('begin');
    const decide = createDecide(await lock(client, keys), patienceMs);
    const answers = group.map((asking) => decide.answer(asking));
    await client.query({
      name: 'gates-save',
      text: saveSql,
      values: [[...decide.rows.keys()], [...decide.rows.values()]],
    });
    await client.query('commit');
    client.release();
    return answers;
  } catch (error) {
    // The connection may be in any state: it is thrown away.
    client.release(true);
    throw error;
  }
}

async function lock(client: PoolClient, keys: readonly string[]): Promise<Map<string, number>> {
  const read = async (): Promise<Map<string, number>> => {
    const { rows } = await client.query<{ key: string; at: string }>({
      name: 'gates-lock',
      text: lockSql,
      values: [keys],
    });
    return new Map(rows.map(({ key, at }) => [key, Number(at)]));
  };
  const known = await read();
  if (known.size === keys.length) return known;
  await client.query({ name: 'gates-open', text: openSql, values: [keys] });
  return read();
}

/** Lets calls through all of their gates, or says when the last of them opens for each that has to wait. */
function createDecide(rows: Map<string, number>, patienceMs: number) {
  const queued = new Map<string, number>();
  const answer = ({ gates, now }: Asking): Answer => {
    const at = now.getTime();
    const states = gates.map(({ key, limit }) => {
      const due = Math.max(rows.get(key) ?? at, at);
      const ahead = (limit.burst - 1 - (queued.get(key) ?? 0)) * limit.everyMs;
      return { key, due, limit, opensAt: due - ahead };
    });
    const opensAt = new Date(Math.ceil(Math.max(at, ...states.map((state) => state.opensAt))));
    if (opensAt.getTime() - at > patienceMs) {
      for (const state of states) {
        if (state.opensAt > at) queued.set(state.key, (queued.get(state.key) ?? 0) + 1);
      }
      return { kind: 'later', at: opensAt };
    }
    for (const { key, due, limit } of states) rows.set(key, due + limit.everyMs);
    return opensAt > now ? { kind: 'kept', at: opensAt } : { kind: 'go' };
  };
  return { answer, rows };
}
