import type { Client } from 'pg';
import { withoutIndexes } from '../support/without-indexes.ts';
import { seedPeople } from './seed-people.ts';
import { firstMonday, peopleOfTeam, type SeedSize } from './seed-size.ts';

/**
 * Fills a migrated database; ids are made from counters, so that a figure can be found again. Every week but the last
 * ones has its digest, with the rows it counted stamped.
 */
export async function seedReflections(client: Client, size: SeedSize): Promise<void> {
  await client.query("set synchronous_commit = off; set maintenance_work_mem = '512MB'");
  // The rows are right by how they are made; checking each foreign key would take longer than writing them.
  await client.query('set session_replication_role = replica');
  await client.query(`
    create function pg_temp.id(kind int, a int, b int default 0, c int default 0) returns uuid language sql immutable as
    $$ select (lpad(to_hex(kind), 8, '0') || lpad(to_hex(a), 8, '0') || lpad(to_hex(b), 8, '0') || lpad(to_hex(c), 8, '0'))::uuid $$`);
  await seedPeople(client, size);
  await withoutIndexes(client, ['sessions', 'seats', 'reflections', 'deliveries'], () =>
    seedWeeks(client, size),
  );
  await client.query('set session_replication_role = origin');
  await client.query('vacuum analyze');
}

async function seedWeeks(
  client: Client,
  { programmes, weeks, sessionsPerWeek, undigested = 1 }: SeedSize,
): Promise<void> {
  const teams = Math.max(1, Math.floor(sessionsPerWeek / 2));
  const values = [programmes, weeks, sessionsPerWeek];
  const isDigested = `w < ${weeks - undigested}`;
  // Rows come week by week, as time would have brought them: each series is made to depend on the one before.
  const everySession = `generate_series(0, $2 - 1) w, generate_series(1, $3 + 0 * w) s, generate_series(1, $1 + 0 * s) p,
    lateral (select timestamptz '${firstMonday}' + w * interval '7 days' + s * interval '17 minutes' as at,
                    s % ${teams} + 1 as t) x`;
  const everySeat = `${everySession}, generate_series(1, ${peopleOfTeam} + 0 * p) n`;
  await client.query(
    `insert into digests (id, programme_id, iso_week, starts_at, ends_at, taken_at, figures)
     select pg_temp.id(6, p, w), pg_temp.id(2, p), to_char(at at time zone 'Asia/Tokyo', 'IYYY-"W"IW'), at, at + interval '7 days', at + interval '7 days', '{}'
     from generate_series(1, $1) p, generate_series(0, $2 - 1) w,
       lateral (select timestamptz '${firstMonday}' + w * interval '7 days' as at) x`,
    [programmes, weeks - undigested],
  );
  await client.query(
    `insert into sessions (id, programme_id, team_id, scope_id, kind, number, starts_at, ends_at, minutes, state, scheduled_at, asked_at)
     select pg_temp.id(7, p, w, s), pg_temp.id(2, p), pg_temp.id(3, p, t), pg_temp.id(3, p, t), 'mentoring', w * $3 + s, at,
       at + interval '40 minutes', 40, 'held', at, at from ${everySession}`,
    values,
  );
  await client.query(
    `insert into seats (id, session_id, enrolment_id, person_id, role)
     select pg_temp.id(8, p, w, s * 8 + n), pg_temp.id(7, p, w, s), pg_temp.id(5, p, t, n), pg_temp.id(4, p, t, n),
       case when n <= 2 then 'mentor' else 'participant' end from ${everySeat}`,
    values,
  );
  await client.query(
    `insert into reflections (id, programme_id, enrolment_id, person_id, session_id, seat_id, team_id, role, form_key,
       form_hash, position, status, opened_at, touched_at, closes_at, sent_at, met, satisfaction, answered_at,
       digest_id, counted_as, counted_satisfaction)
     select pg_temp.id(9, p, w, s * 8 + n), pg_temp.id(2, p), pg_temp.id(5, p, t, n), pg_temp.id(4, p, t, n),
       pg_temp.id(7, p, w, s), pg_temp.id(8, p, w, s * 8 + n), pg_temp.id(3, p, t),
       case when n <= 2 then 'mentor' else 'participant' end, 'mentoring', 'bench', 'done', 'sent', at, at, at, at,
       true, stars, at + interval '1 hour',
       case when ${isDigested} then pg_temp.id(6, p, w) end, case when ${isDigested} then 'week' end, case when ${isDigested} then stars end
     from ${everySeat}, lateral (select 1 + (w + s + n) % 5 as stars) y`,
    values,
  );
  await client.query(
    `insert into deliveries (id, workspace_id, programme_id, dedupe_key, kind, subject, address, platform, person_id,
       session_id, priority, planned_at, due_at, state, quota_cost, sent_at, undelivered_digest_id)
     select pg_temp.id(10, p, w, s * 8 + n), pg_temp.id(1, 0), pg_temp.id(2, p), concat_ws(':', p, w, s, n),
       case when late then 'worry.desk' else 'reminder.participant' end,
       case when late then json_build_object('reflectionId', pg_temp.id(9, p, w, s * 8 + n)) else '{}' end, 'line:x', 'line',
       pg_temp.id(4, p, t, n), pg_temp.id(7, p, w, s), 1, at, at, case when late then 'expired' else 'sent' end,
       case when s % 5 = 1 and not late then 1 else 0 end, case when late then null else at end,
       case when late and ${isDigested} then pg_temp.id(6, p, w) end
     from ${everySession}, generate_series(3, ${peopleOfTeam}) n, lateral (select s % 48 = 0 as late) y`,
    values,
  );
  await client.query(
    `insert into corrections (id, programme_id, reflection_id, at, digest_id)
     select pg_temp.id(11, p, w, s * 8 + 1), pg_temp.id(2, p), pg_temp.id(9, p, w, s * 8 + 1), at + interval '8 days',
       case when w < ${weeks - undigested - 1} then pg_temp.id(6, p, w + 1) end
     from ${everySession} where s % 24 = 0`,
    values,
  );
  await client.query(
    `insert into murmurs (id, person_id, programme_id, burst_id, text, at, sent_on_at)
     select pg_temp.id(12, p, w, s), pg_temp.id(4, p, t, 3), pg_temp.id(2, p), pg_temp.id(13, p, w, s), 'x', at,
       case when s % 24 = 0 then at end
     from ${everySession} where s % 12 = 0`,
    values,
  );
  await client.query(
    `insert into deliveries (id, workspace_id, programme_id, dedupe_key, kind, subject, address, platform, priority,
       planned_at, due_at)
     select pg_temp.id(14, p, w, s), pg_temp.id(1, 0), pg_temp.id(2, p), concat_ws(':', 'planned', p, w, s),
       'reminder.participant', '{}', 'line:x', 'line', 1, at, at + interval '4 weeks'
     from ${everySession} where w >= $2 - 4`,
    values,
  );
}
