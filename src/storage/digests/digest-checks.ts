import type { Pool } from 'pg';
import type { CheckedDigest, DigestChecks } from '../../use-cases/ports/digests/digest-checks.ts';
import { rollupSql } from './sql/rollup-sql.ts';

/**
 * Compares stored figures with the rows stamped with their digest. Only what a digest stamps can be told again later:
 * what it counted of reflections and corrections, and what it listed. Everything else (sessions and who was waited
 * for, the week before, so far, who cannot be reached, LINE's month, next week) was a picture of that moment, and the
 * rows behind it rightly change afterwards.
 */
export function createDigestChecks(pool: Pick<Pool, 'query'>): DigestChecks {
  return {
    claim: async ({ now, takenSince, checkedBefore, limit }) => {
      const { rows } = await pool.query<{ id: string }>(
        `update digests as d set checked_at = $1
         from (select id from digests
               where taken_at >= $2 and taken_at <= $1 and (checked_at is null or checked_at <= $3)
               order by checked_at nulls first, taken_at limit $4 for update skip locked) as waiting
         where d.id = waiting.id returning d.id`,
        [now, takenSince, checkedBefore, limit],
      );
      return rows.map(({ id }) => id);
    },
    compare: async (digestId) => {
      const { rows } = await pool.query<CheckedDigest>({
        name: 'digest-check',
        text: checkSql,
        values: [digestId],
      });
      return rows[0] ?? null;
    },
  };
}

/**
 * One statement, so one picture of the rows. A rating that is not the one that was counted must have a correction;
 * figures of any shape can be compared, those that somebody broke too.
 */
const checkSql = `
with stored as (select programme_id, iso_week, figures from digests where id = $1),
counted as (${rollupSql}),
role as (
  select name, coalesce(answered, 0) as answered, jsonb_build_object(
    'n', coalesce(n, 0), 'people', coalesce(people, 0), 'sum', coalesce(total, 0),
    'counts', jsonb_build_array(coalesce(s5, 0), coalesce(s4, 0), coalesce(s3, 0), coalesce(s2, 0), coalesce(s1, 0))
  ) as satisfaction
  from (values ('mentor'), ('participant')) as roles (name) left join counted on counted.role = roles.name
),
listed as (
  select jsonb_path_query_array(figures, '$.decisions[*] ? (@.kind == "contradiction")') as contradictions,
         jsonb_path_query_array(figures, '$.undelivered[*].kind') as undelivered
  from stored
),
compared (figure, stored, found) as (
  select 'reflections.' || name || '.answered', figures #> array['reflections', name, 'answered'], to_jsonb(answered)
    from stored, role
  union all select 'satisfaction.' || name, figures #> array['satisfaction', name], satisfaction from stored, role
  union all select 'late', figures -> 'late', (select to_jsonb(coalesce(sum(late), 0)) from counted) from stored
  union all select 'corrected', figures -> 'corrected', (select to_jsonb(count(distinct c.reflection_id))
    from corrections c where c.programme_id = stored.programme_id and c.digest_id = $1) from stored
  union all select 'decisions.contradiction', to_jsonb(jsonb_array_length(contradictions)),
    (select to_jsonb(count(*)) from sessions where contradiction_digest_id = $1) from listed
  union all select 'undelivered',
    (select coalesce(jsonb_agg(kind order by kind), '[]') from jsonb_array_elements_text(undelivered) as kind),
    (select coalesce(jsonb_agg(kind order by kind), '[]') from deliveries where undelivered_digest_id = $1) from listed
  union all select 'ratings', to_jsonb(0), (select to_jsonb(count(*)) from reflections r
    where r.digest_id = $1 and (r.satisfaction is distinct from r.counted_satisfaction or r.answered_at is null)
      and not exists (select from corrections c where c.programme_id = r.programme_id and c.reflection_id = r.id))
)
select stored.programme_id as "programmeId", stored.iso_week as "isoWeek",
       (select coalesce(array_agg(figure order by figure), '{}') from compared
        where compared.stored is distinct from compared.found) as differing
from stored`;
