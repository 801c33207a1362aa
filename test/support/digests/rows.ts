import type { Pool } from 'pg';
import type { DeliveryKind } from '../../../src/domain/messaging/delivery.ts';

/** Rows as the tables hold them, instants in milliseconds. */
export type ProgrammeRow = {
  id: string;
  workspace_id: string;
  code: string;
  name: string;
  short_name: string;
  template: string;
  zone: string;
  language: string;
  starts_on: string;
  ends_on: string;
  phases: readonly { readonly key: string; readonly startsOn: string; readonly endsOn: string }[];
  settings: object;
  created_at: number;
};
export type TeamRow = { id: string; programme_id: string; code: string };
export type PersonRow = {
  id: string;
  workspace_id: string;
  code: string;
  name: string;
  email: string | null;
  zone: string;
  language: string;
  quiet_ranges: readonly object[];
  paused_until: string | null;
  line_user_id: string | null;
  line_reachable: boolean;
  slack_user_id: string | null;
  slack_reachable: boolean;
  slack_looked_up_at: number | null;
  created_at: number;
};
/** Days away, first and last included; they stand where `ended_at` is null. */
export type AwayRow = {
  id: string;
  person_id: string;
  from_on: string;
  to_on: string;
  said_at: number;
  ended_at: number | null;
};
export type ProposalRow = {
  id: string;
  programme_id: string;
  team_id: string;
  session_id: string | null;
  kind: string;
  number: number;
  minutes: number;
  made_by: string;
  made_at: number;
  state: string;
};
export type EnrolmentRow = {
  id: string;
  programme_id: string;
  person_id: string;
  role: string;
  team_id: string | null;
  consent: string;
  created_at: number;
  ended_at: number | null;
};
export type SessionRow = {
  id: string;
  programme_id: string;
  team_id: string | null;
  scope_id: string;
  kind: string;
  number: number;
  starts_at: number;
  ends_at: number;
  minutes: number;
  state: string;
  contradicted: boolean;
  schedule_revision: number;
  scheduled_at: number;
};
export type SeatRow = {
  id: string;
  session_id: string;
  enrolment_id: string;
  person_id: string;
  role: string;
  attendance: string;
};
/** As it stands in the table now; `answered_at` is platform time. */
export type ReflectionRow = {
  id: string;
  programme_id: string;
  enrolment_id: string;
  person_id: string;
  session_id: string | null;
  seat_id: string | null;
  team_id: string | null;
  role: string;
  form_key: string;
  form_hash: string;
  position: string;
  status: string;
  opened_at: number;
  touched_at: number;
  closes_at: number;
  met: boolean | null;
  satisfaction: number | null;
  answered_at: number | null;
};
export type CorrectionRow = { id: string; programme_id: string; reflection_id: string; at: number };
export type MurmurRow = {
  id: string;
  person_id: string;
  programme_id: string;
  burst_id: string;
  text: string;
  at: number;
  sent_on_at: number | null;
};
export type DeliveryRow = {
  id: string;
  workspace_id: string;
  programme_id: string | null;
  dedupe_key: string;
  kind: DeliveryKind;
  subject: { readonly reflectionId?: string };
  address: string;
  platform: string;
  planned_at: number;
  due_at: number;
  state: string;
  reason: string | null;
  quota_cost: number;
  sent_at: number | null;
};

/** Everything a digest could look at. */
export type World = {
  readonly workspaces: { id: string; name: string; created_at: number }[];
  readonly programmes: ProgrammeRow[];
  readonly teams: TeamRow[];
  readonly people: PersonRow[];
  readonly away_ranges: AwayRow[];
  readonly enrolments: EnrolmentRow[];
  readonly sessions: SessionRow[];
  readonly proposals: ProposalRow[];
  readonly seats: SeatRow[];
  readonly reflections: ReflectionRow[];
  readonly corrections: CorrectionRow[];
  readonly murmurs: MurmurRow[];
  readonly deliveries: DeliveryRow[];
};

/** In an order in which every row finds those it points to. */
const tables = [
  'workspaces',
  'programmes',
  'teams',
  'people',
  'away_ranges',
  'enrolments',
  'sessions',
  'proposals',
  'seats',
  'reflections',
  'corrections',
  'murmurs',
  'deliveries',
] as const;

export const formHash = 'a-form';

/**
 * Writes every row with plain inserts; those that are there already are brought up to date, except what `saved`
 * knows to be as it was.
 */
export async function saveWorld(
  pool: Pool,
  world: World,
  saved: Map<string, string> = new Map(),
): Promise<void> {
  const client = await pool.connect();
  let isDone = false;
  try {
    await client.query('begin');
    await client.query('set local synchronous_commit = off');
    await client.query(
      `insert into form_definitions (hash, key, snapshot, created_at) values ($1, 'a', '{}', now()) on conflict do nothing`,
      [formHash],
    );
    for (const table of tables) {
      const changed = changedRows(world[table], saved);
      const [first] = changed;
      if (first === undefined) continue;
      const columns = Object.keys(first.row);
      const text = `insert into ${table} (${columns.join(', ')})
        select ${columns.join(', ')} from jsonb_populate_recordset(null::${table}, $1)
        on conflict (id) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`;
      await client.query(text, [`[${changed.map(({ text: row }) => row).join()}]`]);
    }
    await client.query('commit');
    isDone = true;
  } finally {
    client.release(!isDone);
  }
}

function changedRows(
  rows: readonly { readonly id: string }[],
  saved: Map<string, string>,
): readonly { readonly row: object; readonly text: string }[] {
  return rows.flatMap((row) => {
    const text = JSON.stringify(row, writeInstant);
    if (saved.get(row.id) === text) return [];
    saved.set(row.id, text);
    return [{ row, text }];
  });
}

function writeInstant(column: string, value: unknown): unknown {
  const isInstant = column === 'at' || column.endsWith('_at');
  return isInstant && typeof value === 'number' ? new Date(value).toISOString() : value;
}
