import type { Model } from '../commands/run.ts';
import { isOut } from '../model/truth.ts';
import { isParticipant, participants } from '../world/people.ts';
import type { World } from '../world/world.ts';

type Row = {
  readonly kind: string;
  readonly state: string;
  readonly number: number;
  readonly code: string | null;
  /** For the meeting's present date. */
  readonly current: boolean;
  readonly inTime: boolean;
  /** Its reader has just read the same in the answer to their own tap: set after the evening before, that is the reminder. */
  readonly isAnswered: boolean;
};

const sql = `
  select d.kind, d.state, s.number, p.code,
    d.kind = 'moved.participant' and d.reason is not distinct from 'answered' as "isAnswered",
    d.dedupe_key like '%:' || s.schedule_revision as current,
    d.due_at < s.starts_at and d.expires_at = s.starts_at as "inTime"
  from deliveries d join sessions s on s.id = d.session_id left join people p on p.id = d.person_id
  where d.kind like 'reminder.%' or d.kind like 'moved.%'`;
const stands = ['planned', 'sending', 'sent'];
const minuteMs = 60_000;
/** Set later than this before the start, nobody is reminded any more. */
const leadMs = 61 * minuteMs;

/** What is planned fits what is true: one reminder for whoever comes to what stands, none for anything else. */
export async function judgeReminders({ truth, changedAt }: Model, world: World): Promise<void> {
  const { rows } = await world.database.watcher.query<Row>(sql);
  const now = world.clock.ms();
  const breaches: string[] = [];
  for (const row of rows.filter(({ state, kind }) => state === 'planned' && kind.startsWith('reminder'))) {
    const meeting = truth.meetings.find(({ number }) => number === row.number);
    const isWanted = meeting?.state === 'planned' && row.current && row.inTime;
    const isThere = row.code === null || isParticipant(row.code) || truth.pair.includes(row.code);
    const comes = isThere && (row.code === null || (meeting !== undefined && !isOut(meeting, row.code)));
    if (!isWanted || !comes) breaches.push(`planned for nothing: ${JSON.stringify(row)}`);
  }
  for (const { number, at, state, cannot } of truth.meetings) {
    if (state !== 'planned' || at <= now || (changedAt.get(number) ?? -Infinity) > at - leadMs) continue;
    const standing = rows.filter(
      (row) => row.number === number && row.current && (stands.includes(row.state) || row.isAnswered),
    );
    for (const code of participants.filter((one) => !cannot.includes(one))) {
      const mine = standing.filter((row) => row.code === code);
      const reminders = mine.filter(({ kind }) => kind === 'reminder.participant').length;
      if (mine.length === 0) breaches.push(`${code} will not be reminded of meeting ${number}`);
      if (reminders > 1) breaches.push(`${code} is reminded ${reminders} times of meeting ${number}`);
    }
    if (!standing.some(({ kind }) => kind.endsWith('.pair') || kind.endsWith('.mentor')))
      breaches.push(`the mentors will not be reminded of meeting ${number}`);
  }
  if (breaches.length > 0) throw new Error(breaches.join('\n'));
}
