import type { Pool } from 'pg';
import type { Reconciler } from '../../use-cases/ports/sending/reconciler.ts';

/** Whoever rides on a request that is under way shares its fate. */
const expireSql = `
  update deliveries as d set state = 'expired', reason = null
  from (select id from deliveries
        where state = 'planned' and expires_at <= $1 and carrier_id is null
        limit $2 for update skip locked) as stale
  where d.id = stale.id`;

/**
 * A reminder, or the correction that stands for it, belongs to a session's schedule revision, which ends its key. A
 * pair's group reminds all of its mentors.
 */
const unremindedSql = `
  with looked as (
    select id, team_id, schedule_revision from sessions
    where state = 'planned' and starts_at > $1 and ($2::uuid is null or id > $2) order by id limit $3)
  select l.id, exists (
    select 1 from seats s join enrolments e on e.id = s.enrolment_id
    where s.session_id = l.id and s.attendance = 'expected' and e.ended_at is null
      and not exists (
        select 1 from deliveries d
        where d.session_id = l.id and d.dedupe_key like '%:' || l.schedule_revision
          and (s.role = 'participant' and d.kind in ('reminder.participant', 'moved.participant')
                 and d.person_id = s.person_id
               or s.role = 'mentor' and (d.kind in ('reminder.pair', 'moved.pair') and d.team_id = l.team_id
                 or d.kind = 'reminder.mentor' and d.person_id = s.person_id)))) as missing
  from looked l order by l.id`;

/** What reconciling looks for, as two statements over partial or primary-key ranges. */
export function createReconciler(pool: Pool): Reconciler {
  return {
    expirePlanned: async (now, limit) => {
      const { rowCount } = await pool.query(expireSql, [now, limit]);
      return rowCount ?? 0;
    },
    findUnreminded: async (now, cursor, limit) => {
      const { rows } = await pool.query<{ id: string; missing: boolean }>(unremindedSql, [
        now,
        cursor,
        limit,
      ]);
      return {
        sessionIds: rows.filter(({ missing }) => missing).map(({ id }) => id),
        next: rows.length < limit ? null : (rows.at(-1)?.id ?? null),
      };
    },
  };
}
