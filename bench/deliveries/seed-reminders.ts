import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Reminders to so many participants, each of a session of their own tomorrow, due evenly over one second. */
export async function seedReminders(databaseUrl: string, count: number, firstDueAt: Date): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const programme = randomUUID();
  try {
    await client.query(`insert into workspaces (id, name, created_at) select gen_random_uuid(), 'bench', now()
      where not exists (select 1 from workspaces)`);
    await client.query(
      `insert into programmes (id, workspace_id, code, name, short_name, template, zone, language, starts_on, ends_on, phases, settings, created_at)
       select $1::uuid, id, $1::text, 'bench', 'bench', 'npo-mentoring', 'Asia/Tokyo', 'ja', '2024-01-01', '2040-01-01', '[]',
         '{"lineAccount":"@b","deskChannel":null,"deskContact":"","deskHours":"","helpPlaces":[],"retentionMonths":12,"pushLimit":200}', now()
       from workspaces limit 1`,
      [programme],
    );
    await client.query(
      `with numbers as (select n, gen_random_uuid() as person, gen_random_uuid() as team, gen_random_uuid() as enrolment,
                               gen_random_uuid() as session, gen_random_uuid() as seat, gen_random_uuid() as delivery
                        from generate_series(0, $2::int - 1) n),
       whose as (select id as workspace from workspaces limit 1),
       people_in as (
         insert into people (id, workspace_id, code, name, zone, language, quiet_ranges, line_user_id, line_reachable, slack_reachable, created_at)
         select person, workspace, person::text, 'bench', 'Asia/Tokyo', 'ja', '[]', 'U' || replace(person::text, '-', ''), true, false, now()
         from numbers, whose),
       teams_in as (insert into teams (id, programme_id, code) select team, $1, n::text from numbers),
       enrolments_in as (
         insert into enrolments (id, programme_id, person_id, role, team_id, consent, created_at)
         select enrolment, $1, person, 'participant', team, 'agreed', now() from numbers),
       sessions_in as (
         insert into sessions (id, programme_id, team_id, scope_id, kind, number, starts_at, ends_at, minutes, link, state, scheduled_at)
         select session, $1, team, team, 'mentoring', 1, $3::timestamptz + interval '1 day', $3::timestamptz + interval '1 day 40 minutes',
           40, 'https://meet.example.org/x', 'planned', now() from numbers),
       seats_in as (
         insert into seats (id, session_id, enrolment_id, person_id, role)
         select seat, session, enrolment, person, 'participant' from numbers)
       insert into deliveries (id, workspace_id, programme_id, dedupe_key, kind, subject, address, platform, person_id, session_id,
         priority, planned_at, due_at, expires_at)
       select delivery, workspace, $1, 'reminder:' || session || ':' || person || ':eve:1', 'reminder.participant',
         json_build_object('seatId', seat, 'offset', 'eve'), 'line:' || person, 'line', person, session, 1, now(),
         $3::timestamptz + n * interval '1 second' / $2::int, $3::timestamptz + interval '1 day'
       from numbers, whose`,
      [programme, count, firstDueAt],
    );
    await client.query(
      `insert into line_months (month, used, allowance, checked_at)
       values (to_char(now() at time zone 'Asia/Tokyo', 'YYYY-MM'), 0, null, now()) on conflict do nothing`,
    );
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}
