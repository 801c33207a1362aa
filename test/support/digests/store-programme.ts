import type { Client } from 'pg';
import type { RandomProgramme } from './random-programme.ts';

const anyTime = '2024-01-01T00:00:00Z';

/** Writes a programme's rows as they stand; `workspaceId` must exist. */
export async function storeProgramme(
  client: Client,
  workspaceId: string,
  programme: RandomProgramme,
): Promise<void> {
  const insert = async (table: string, rows: readonly object[]): Promise<void> => {
    await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
      JSON.stringify(rows),
    ]);
  };
  const { id } = programme;
  await insert('programmes', [
    {
      id,
      workspace_id: workspaceId,
      code: id,
      name: 'x',
      short_name: 'x',
      template: 'npo-mentoring',
      zone: programme.zone,
      language: 'ja',
      starts_on: '2024-11-01',
      ends_on: '2025-02-28',
      phases: [],
      settings: {},
      created_at: anyTime,
    },
  ]);
  await insert('teams', programme.teams);
  await insert(
    'people',
    programme.people.map((person) => ({
      ...person,
      workspace_id: workspaceId,
      code: person.id,
      name: 'x',
      zone: 'Asia/Tokyo',
      language: 'ja',
      quiet_ranges: [],
      created_at: anyTime,
    })),
  );
  await insert(
    'enrolments',
    programme.enrolments.map((one) => ({ ...one, programme_id: id, team_codes: [], created_at: anyTime })),
  );
  await insert(
    'sessions',
    programme.sessions.map((one) => ({
      ...one,
      programme_id: id,
      scope_id: one.team_id,
      minutes: 40,
      schedule_revision: 1,
      scheduled_at: anyTime,
    })),
  );
  const personOf = new Map(programme.enrolments.map((one) => [one.id, one.person_id]));
  await insert(
    'seats',
    programme.seats.map((one) => ({ ...one, person_id: personOf.get(one.enrolment_id) })),
  );
  const teamOf = new Map(programme.sessions.map((one) => [one.id, one.team_id]));
  await insert(
    'reflections',
    programme.reflections.map((one) => ({
      ...one,
      programme_id: id,
      person_id: personOf.get(one.enrolment_id),
      team_id: teamOf.get(one.session_id),
      form_key: 'mentoring',
      form_hash: 'test',
      position: 'done',
      status: 'sent',
      opened_at: anyTime,
      touched_at: anyTime,
      closes_at: anyTime,
    })),
  );
  await insert(
    'corrections',
    programme.corrections.map((one) => ({ ...one, programme_id: id })),
  );
  await insert(
    'deliveries',
    programme.deliveries.map((one) => ({
      ...one,
      workspace_id: workspaceId,
      programme_id: id,
      dedupe_key: one.id,
      subject: {},
      address: 'channel:C',
      platform: 'slack',
      priority: 1,
      planned_at: one.due_at,
      attempts: 0,
      quota_cost: 0,
      rides: false,
    })),
  );
}
