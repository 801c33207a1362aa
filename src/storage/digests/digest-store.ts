import type { Pool, PoolClient } from 'pg';
import type { Ids } from '../../shared/ids.ts';
import type {
  DigestStore,
  DigestWindow,
  WaitingProgramme,
} from '../../use-cases/ports/digests/digest-store.ts';
import { createReadPushes } from './pushes.ts';
import { rollUp } from './roll-up.ts';
import { stamp } from './stamp.ts';
import { traceFigures } from './trace.ts';

const serializationFailures: ReadonlySet<string> = new Set(['40001', '40P01']);
const maxTries = 5;

/**
 * Taking a digest is one REPEATABLE READ transaction: the digest row (unique per programme and week; the loser of a
 * race stops), the stamps on the rows it counts and lists, the figures of exactly those, and its deliveries.
 */
export function createDigestStore({ pool, ids }: { readonly pool: Pool; readonly ids: Ids }): DigestStore {
  const pushesOf = createReadPushes();
  const take = async (window: DigestWindow, client: PoolClient): Promise<string | null> => {
    const id = ids.next();
    const { rowCount } = await client.query(
      `insert into digests (id, programme_id, iso_week, starts_at, ends_at, taken_at, figures)
       values ($1, $2, $3, $4, $5, $6, '{}') on conflict (programme_id, iso_week) do nothing`,
      [id, window.programmeId, window.isoWeek, window.startsAt, window.endsAt, window.takenAt],
    );
    if (rowCount !== 1) return null;
    await stamp(client, id, window);
    const figures = await rollUp(client, id, window, pushesOf);
    await client.query('update digests set figures = $2 where id = $1', [id, JSON.stringify(figures)]);
    await insertDeliveries(client, id, window, ids);
    return id;
  };
  /** Works on the digest as it would be, and takes it all back. */
  const asIfTaken = <Value>(
    window: DigestWindow,
    work: (client: PoolClient, digestId: string) => Promise<Value>,
  ): Promise<Value> =>
    inRepeatableRead(
      pool,
      async (client) => {
        const id = ids.next();
        await client.query(
          `insert into digests (id, programme_id, iso_week, starts_at, ends_at, taken_at, figures)
           values ($1, $2, $6, $3, $4, $5, '{}')`,
          [id, window.programmeId, window.startsAt, window.endsAt, window.takenAt, `preview-${id}`],
        );
        await stamp(client, id, window);
        return work(client, id);
      },
      'rollback',
    );
  return {
    waitingProgrammes: async (now, programmeId) => {
      const { rows } = await pool.query<WaitingProgramme>(
        programmeId === undefined ? waitingSql : `${waitingSql} and p.id = $2`,
        programmeId === undefined ? [now] : [now, programmeId],
      );
      return rows;
    },
    take: async (window) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await inRepeatableRead(pool, (client) => take(window, client));
        } catch (error) {
          if (attempt >= maxTries || !isSerializationFailure(error)) throw error;
        }
      }
    },
    preview: (window) => asIfTaken(window, (client, id) => rollUp(client, id, window)),
    trace: (window) => asIfTaken(window, (client, id) => traceFigures(client, id, window)),
  };
}

const waitingSql = `
select p.id, p.starts_on as "startsOn", p.ends_on as "endsOn", p.zone, p.template,
       (select min(s.starts_at) from sessions s where s.programme_id = p.id and s.state <> 'cancelled') as "firstSessionAt",
       coalesce((select array_agg(d.iso_week) from digests d where d.programme_id = p.id), '{}') as "takenWeeks"
from programmes p
where p.starts_on <= to_char($1::timestamptz + interval '1 day', 'YYYY-MM-DD')
  and p.ends_on >= to_char($1::timestamptz - interval '60 days', 'YYYY-MM-DD')`;

async function insertDeliveries(
  client: PoolClient,
  digestId: string,
  window: DigestWindow,
  ids: Ids,
): Promise<void> {
  for (const { kind, address, personId, dueAt } of window.recipients) {
    await client.query(
      `insert into deliveries (id, workspace_id, programme_id, dedupe_key, kind, subject, address, platform,
                               person_id, priority, planned_at, due_at)
       select $1, workspace_id, id, $3, $9, $4, $5, 'slack', $6, 5, $7, $8 from programmes where id = $2
       on conflict (dedupe_key) do nothing`,
      [
        ids.next(),
        window.programmeId,
        `${kind}:${window.programmeId}:${window.isoWeek}:${address}`,
        JSON.stringify({ digestId }),
        address,
        personId,
        window.takenAt,
        dueAt,
        kind,
      ],
    );
  }
}

async function inRepeatableRead<Value>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Value>,
  end: 'commit' | 'rollback' = 'commit',
): Promise<Value> {
  const client = await pool.connect();
  let isDone = false;
  try {
    await client.query('begin isolation level repeatable read');
    const value = await work(client);
    await client.query(end);
    isDone = true;
    return value;
  } finally {
    // A connection that failed may be in any state: closing it takes everything back.
    client.release(!isDone);
  }
}

function isSerializationFailure(error: unknown): boolean {
  return error instanceof Error && 'code' in error && serializationFailures.has(String(error.code));
}
