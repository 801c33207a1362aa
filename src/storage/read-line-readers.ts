import type { Pool } from 'pg';
import type { LineReader } from '../use-cases/ports/line-menus.ts';

const readersSql = `
select line_user_id as "lineUserId", language from people
where line_user_id is not null and line_reachable order by line_user_id`;

/** Everybody whom LINE reaches, with their language. */
export function createReadLineReaders(pool: Pool): () => Promise<readonly LineReader[]> {
  return async () => (await pool.query<LineReader>(readersSql)).rows;
}
