import type { Pool } from 'pg';
import type { NoteShown } from '../../use-cases/ports/sending/sending-reads.ts';
import { coalesce } from '../coalesce.ts';
import { toStoredPointer } from '../records/reflections/murmurs.ts';

/** In the order of people, so that two processes never wait for each other; the last shown to a person stands,
 * and behind a choice the form's question that was shown before. */
const noteSql = `
  insert into talks (person_id, pointer, updated_at)
  select distinct on (person_id) person_id, pointer, shown_at
  from unnest($1::uuid[], $2::jsonb[], $3::timestamptz[]) as t (person_id, pointer, shown_at)
  order by person_id, shown_at desc
  on conflict (person_id) do update set updated_at = excluded.updated_at,
    pointer = case when excluded.pointer ->> 'kind' = 'question' or excluded.pointer ? 'behind' then excluded.pointer
      else excluded.pointer || jsonb_strip_nulls(jsonb_build_object('behind',
        case when talks.pointer ->> 'kind' = 'question' then talks.pointer else talks.pointer -> 'behind' end)) end`;

/** Notes what was last shown to people; many at once become one statement. */
export function createNoteShown(pool: Pool): NoteShown {
  const note = coalesce(async (group: readonly Parameters<NoteShown>[]) => {
    await pool.query({
      name: 'note-shown',
      text: noteSql,
      values: [
        group.map(([personId]) => personId),
        group.map(([, pointer]) => JSON.stringify(toStoredPointer(pointer))),
        group.map(([, pointer]) => pointer.shownAt),
      ],
    });
    return group.map(() => undefined);
  });
  return (personId, pointer) => note([personId, pointer]);
}
