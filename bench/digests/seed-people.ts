import type { Client } from 'pg';
import { peopleOfTeam, type SeedSize } from './seed-size.ts';

/** The workspace, its programmes, and a team with its people for every two sessions a week. */
export async function seedPeople(client: Client, { programmes, sessionsPerWeek }: SeedSize): Promise<void> {
  const teams = Math.max(1, Math.floor(sessionsPerWeek / 2));
  await client.query(
    `insert into workspaces (id, name, created_at) values (pg_temp.id(1, 0), 'bench', now())`,
  );
  await client.query(
    `insert into programmes (id, workspace_id, code, name, short_name, template, zone, language, starts_on, ends_on, phases, settings, created_at)
     select pg_temp.id(2, p), pg_temp.id(1, 0), 'p' || p, 'p' || p, 'p' || p, 'npo-mentoring', 'Asia/Tokyo', 'ja', '2024-01-01', '2025-12-31',
       '[{"key":"training","startsOn":"2023-12-01","endsOn":"2023-12-31"},{"key":"mentoring","startsOn":"2024-01-01","endsOn":"2025-12-31"}]',
       '{"lineAccount":"@b","deskChannel":"C1","deskContact":"","deskHours":"","helpPlaces":[],"retentionMonths":12,"pushTarget":120,"pushLimit":200}', now()
     from generate_series(1, $1) p`,
    [programmes],
  );
  await client.query(
    `insert into form_definitions (hash, key, snapshot, created_at) values ('bench', 'mentoring', '{}', now())`,
  );
  await client.query(
    `insert into teams (id, programme_id, code) select pg_temp.id(3, p, t), pg_temp.id(2, p), lpad(t::text, 4, '0')
     from generate_series(1, $1) p, generate_series(1, $2) t`,
    [programmes, teams],
  );
  const everybody = `generate_series(1, $1) p, generate_series(1, $2) t, generate_series(1, ${peopleOfTeam}) n`;
  await client.query(
    `insert into people (id, workspace_id, code, name, zone, language, quiet_ranges, line_reachable, slack_reachable, created_at)
     select pg_temp.id(4, p, t, n), pg_temp.id(1, 0), concat_ws('-', p, t, n), 'x', 'Asia/Tokyo', 'ja', '[]', true, true, now()
     from ${everybody}`,
    [programmes, teams],
  );
  await client.query(
    `insert into enrolments (id, programme_id, person_id, role, team_id, consent, created_at)
     select pg_temp.id(5, p, t, n), pg_temp.id(2, p), pg_temp.id(4, p, t, n),
       case when n <= 2 then 'mentor' else 'participant' end, pg_temp.id(3, p, t), 'agreed', now()
     from ${everybody}`,
    [programmes, teams],
  );
}
