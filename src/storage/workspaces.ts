import type { Pool } from 'pg';
import type { Clock } from '../shared/clock.ts';
import type { Ids } from '../shared/ids.ts';

/** The one workspace of this installation, made at first start; two starts at once make one. */
export async function ensureWorkspace(pool: Pool, ids: Ids, clock: Clock): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `with made as (
       insert into workspaces (id, name, created_at)
       select $1, 'default', $2 where not exists (select 1 from workspaces)
       returning id)
     select id from made union all select id from workspaces limit 1`,
    [ids.next(), clock.now()],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('a workspace row was just made or found');
  return row.id;
}
