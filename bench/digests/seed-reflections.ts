import type { Client } from 'pg';

/** Many programmes that ran for two years, every table of the digest filled. */
export type SeedSize = {
  readonly programmes: number;
  readonly weeks: number;
  /** Sessions of a programme and week; each has two mentors and two participants, and all answered. */
  readonly sessionsPerWeek: number;
};

const people = 4;
const firstMonday = '2024-01-01T00:00:00Z';

/** Reflections a seed of this size makes. */
export function reflectionsOf({ programmes, weeks, sessionsPerWeek }: SeedSize): number {
  return programmes * weeks * sessionsPerWeek * people;
}

/** Fills a migrated database; ids are made from counters, so that a figure can be found again. */
export async function seedReflections(client: Client, size: SeedSize): Promise<void> {
  const { programmes, weeks, sessionsPerWeek } = size;
  const teams = Math.max(1, Math.floor(sessionsPerWeek / 2));
  await client.query('set synchronous_commit = off');
  await client.query(`
    create function pg_temp.id(kind int, a int, b int default 0, c int default 0) returns uuid language sql immutable as
    $$ select (lpad(to_hex(kind), 8, '0') || lpad(to_hex(a), 8, '0') || lpad(to_hex(b), 8, '0') || lpad(to_hex(c), 8, '0'))::uuid $$`);
  await client.query(
    `insert into workspaces (id, name, created_at) values (pg_temp.id(1, 0), 'bench', now())`,
  );
  await client.query(
    `insert into programmes (id, workspace_id, code, name, short_name, template, zone, language, starts_on, ends_on, phases, settings, created_at)
     select pg_temp.id(2, p), pg_temp.id(1, 0), 'p' || p, 'p' || p, 'p' || p, 'npo-mentoring', 'Asia/Tokyo', 'ja', '2024-01-01', '2025-12-31',
       '[{"key":"training","startsOn":"2023-12-01","endsOn":"2023-12-31"},{"key":"mentoring","startsOn":"2024-01-01","endsOn":"2025-12-31"}]',
       '{"lineAccount":"@b","deskChannel":"C1","deskContact":"","deskHours":"","helpPlaces":[],"retentionMonths":12,"pushLimit":200}', now()
     from generate_series(1, $1) p`,
    [programmes],
  );
  await client.query(
    `insert into form_definitions (hash, key, snapshot, created_at) values ('bench', 'mentoring', '{}', now())`,
  );
  await client.query(
    `insert into teams (id, programme_id, code) select pg_temp.id(3, p, t), pg_temp.id(2, p), lpad(t::text, 2, '0')
     from generate_series(1, $1) p, generate_series(1, $2) t`,
    [programmes, teams],
  );
  await client.query(
    `insert into people (id, workspace_id, code, name, zone, language, quiet_ranges, line_reachable, slack_reachable, created_at)
     select pg_temp.id(4, p, t, n), pg_temp.id(1, 0), concat_ws('-', p, t, n), 'x', 'Asia/Tokyo', 'ja', '[]', true, true, now()
     from generate_series(1, $1) p, generate_series(1, $2) t, generate_series(1, ${people}) n`,
    [programmes, teams],
  );
  await client.query(
    `insert into enrolments (id, programme_id, person_id, role, team_id, consent, created_at)
     select pg_temp.id(5, p, t, n), pg_temp.id(2, p), pg_temp.id(4, p, t, n),
       case when n <= 2 then 'mentor' else 'participant' end, pg_temp.id(3, p, t), 'agreed', now()
     from generate_series(1, $1) p, generate_series(1, $2) t, generate_series(1, ${people}) n`,
    [programmes, teams],
  );
  await client.query(
    `insert into digests (id, programme_id, iso_week, starts_at, ends_at, taken_at, figures)
     select pg_temp.id(6, p, w), pg_temp.id(2, p), 'week-' || w, at, at + interval '7 days', at + interval '7 days', '{}'
     from generate_series(1, $1) p, generate_series(0, $2 - 1) w,
       lateral (select timestamptz '${firstMonday}' + w * interval '7 days' as at) x`,
    [programmes, weeks],
  );
  const values = [programmes, weeks, sessionsPerWeek];
  const everySession = `generate_series(1, $1) p, generate_series(0, $2 - 1) w, generate_series(1, $3) s,
    lateral (select timestamptz '${firstMonday}' + w * interval '7 days' + s * interval '73 minutes' as at,
                    s % ${teams} + 1 as t) x`;
  await client.query(
    `insert into sessions (id, programme_id, team_id, scope_id, kind, number, starts_at, ends_at, minutes, state, scheduled_at, asked_at)
     select pg_temp.id(7, p, w, s), pg_temp.id(2, p), pg_temp.id(3, p, t), pg_temp.id(3, p, t), 'mentoring', w * $3 + s, at,
       at + interval '40 minutes', 40, 'held', at, at from ${everySession}`,
    values,
  );
  await client.query(
    `insert into seats (id, session_id, enrolment_id, person_id, role)
     select pg_temp.id(8, p, w, s * 8 + n), pg_temp.id(7, p, w, s), pg_temp.id(5, p, t, n), pg_temp.id(4, p, t, n),
       case when n <= 2 then 'mentor' else 'participant' end from ${everySession}, generate_series(1, ${people}) n`,
    values,
  );
  await client.query(
    `insert into reflections (id, programme_id, enrolment_id, person_id, session_id, seat_id, team_id, role, form_key,
       form_hash, position, status, opened_at, touched_at, closes_at, sent_at, met, satisfaction, answered_at, digest_id)
     select pg_temp.id(9, p, w, s * 8 + n), pg_temp.id(2, p), pg_temp.id(5, p, t, n), pg_temp.id(4, p, t, n),
       pg_temp.id(7, p, w, s), pg_temp.id(8, p, w, s * 8 + n), pg_temp.id(3, p, t),
       case when n <= 2 then 'mentor' else 'participant' end, 'mentoring', 'bench', 'done', 'sent', at, at, at, at,
       true, 1 + (w + s + n) % 5, at + interval '1 hour', pg_temp.id(6, p, w)
     from ${everySession}, generate_series(1, ${people}) n`,
    values,
  );
  await client.query(
    `insert into deliveries (id, workspace_id, programme_id, dedupe_key, kind, subject, address, platform, person_id,
       session_id, priority, planned_at, due_at, state, quota_cost, sent_at)
     select pg_temp.id(10, p, w, s * 8 + n), pg_temp.id(1, 0), pg_temp.id(2, p), concat_ws(':', p, w, s, n), 'reminder.participant',
       '{}', 'line:x', 'line', pg_temp.id(4, p, t, n), pg_temp.id(7, p, w, s), 1, at, at, 'sent', 0, at
     from ${everySession}, generate_series(3, ${people}) n`,
    values,
  );
  await client.query('vacuum analyze');
}
