import { diffSessions, type SessionChange, type SessionRow } from '../../domain/imports/session-row.ts';
import type { Records } from '../ports/records/records.ts';
import type { ProgrammeView } from '../ports/records/views.ts';
import { lockSession } from '../sessions/lock-session.ts';
import { moveByDesk } from '../sessions/move-by-desk.ts';
import { replanSession } from '../sessions/replan-session.ts';

/**
 * Brings a programme's sessions in line with a file, all or nothing in the caller's transaction: new ones are made
 * with their places and reminders, changed ones move. What the file does not name stays as it is.
 */
export async function importSessions(
  records: Records,
  input: {
    readonly programme: ProgrammeView;
    readonly rows: readonly SessionRow[];
    readonly now: Date;
    readonly dryRun: boolean;
  },
): Promise<readonly SessionChange[]> {
  const { programme, rows, now, dryRun } = input;
  const changes = diffSessions(await records.desk.sessionsOf(programme.id), rows);
  if (dryRun) return changes;
  for (const change of changes) {
    if (change.kind === 'created') await createSession(records, programme.id, change.row, now);
    if (change.kind === 'updated') await updateSession(records, change, now);
  }
  return changes;
}

/** A new session with a place for everybody who belongs to it, and its reminders; answers its id. */
export async function createSession(
  records: Records,
  programmeId: string,
  row: SessionRow,
  now: Date,
): Promise<string> {
  const sessionId = await records.desk.createSession(programmeId, row, now);
  await records.sessions.ensureSeats(sessionId);
  await replanSession(records, sessionId, now);
  return sessionId;
}

async function updateSession(
  records: Records,
  { row, former, fields }: Extract<SessionChange, { kind: 'updated' }>,
  now: Date,
): Promise<void> {
  await lockSession(records, former.id);
  if (fields.includes('link')) await records.desk.setLink(former.id, row.link, now);
  if (fields.includes('startsAt') || fields.includes('minutes')) {
    await moveByDesk(records, { sessionId: former.id, startsAt: row.startsAt, minutes: row.minutes, now });
  }
}
