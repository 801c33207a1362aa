import { randomUUID } from 'node:crypto';
import type { LabDatabase } from '../databases.ts';
import { insertRows } from './insert-rows.ts';

export type SeededProgramme = { readonly id: string; readonly workspaceId: string };

/** An empty programme that runs for years, in a workspace that is made when there is none; LINE's month is known. */
export async function seedProgramme(
  database: LabDatabase,
  options: { readonly now: Date; readonly deskChannel?: string },
): Promise<SeededProgramme> {
  const { now } = options;
  const [found] = await database.query('select id from workspaces limit 1');
  const workspaceId = found === undefined ? randomUUID() : String(found.id);
  if (found === undefined) {
    await insertRows(database, { workspaces: [{ id: workspaceId, name: 'faults', created_at: now }] });
  }
  const id = randomUUID();
  const programme = {
    id,
    workspace_id: workspaceId,
    code: id.slice(0, 8),
    name: 'faults',
    short_name: 'faults',
    template: 'npo-mentoring',
    zone: 'Asia/Tokyo',
    language: 'ja',
    starts_on: '2024-01-01',
    ends_on: '2040-01-01',
    phases: [],
    settings: {
      lineAccount: '@faults',
      deskChannel: options.deskChannel ?? null,
      deskContact: '',
      deskHours: '',
      helpPlaces: [],
      retentionMonths: 12,
      pushLimit: 200,
    },
    created_at: now,
  };
  await insertRows(database, { programmes: [programme] });
  await database.query(
    `insert into line_months (month, used, allowance, checked_at)
     values (to_char($1::timestamptz at time zone 'Asia/Tokyo', 'YYYY-MM'), 0, null, $1) on conflict do nothing`,
    [now],
  );
  return { id, workspaceId };
}
