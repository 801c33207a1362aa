import { diffRoster, type RosterChange, type RosterRow } from '../../domain/imports/roster-row.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Records } from '../ports/records/records.ts';
import type { ProgrammeView } from '../ports/records/views.ts';
import { replanSession } from '../sessions/replan-session.ts';
import { followLeft, leaveFormerTeams } from './leave-former-teams.ts';

/**
 * An e-mail that belongs to somebody else of the workspace already, a mentor whose place another one has taken, or a
 * third mentor beside two who stay: a roster replaces nobody, for that changes who reads what (replace-mentor.ts).
 */
export type RosterRefusal =
  | {
      readonly kind: 'emailTaken';
      readonly code: string;
      readonly email: string;
      readonly ownerCode: string;
    }
  | { readonly kind: 'replaced'; readonly code: string; readonly team: string }
  | { readonly kind: 'tooManyMentors'; readonly team: string };

const mentorsOfTeam = 2;

/**
 * Brings a programme's people in line with a roster, all or nothing in the caller's transaction. Who is missing in
 * the file is kept. Never calls Slack: matching by e-mail is a job of its own.
 */
export async function importRoster(
  records: Records,
  input: {
    readonly programme: ProgrammeView;
    readonly rows: readonly RosterRow[];
    readonly now: Date;
    readonly dryRun: boolean;
  },
): Promise<Result<readonly RosterChange[], readonly RosterRefusal[]>> {
  const { programme, rows, now, dryRun } = input;
  const ended = await records.desk.endedParts(programme.id);
  const changes = diffRoster(await records.desk.rosterOf(programme.id), rows, ended);
  const replaced = await findReplaced(records, programme.id, changes);
  const isReplaced = (code: string): boolean => replaced.some((one) => one.code === code);
  const refusals = [
    ...(await findTaken(records, rows)),
    ...replaced,
    ...findCrowded(changes.filter(({ row }) => !isReplaced(row.code))),
  ];
  if (refusals.length > 0) return failure(refusals);
  if (dryRun) return success(changes);
  const written = changes.filter(({ kind }) => kind === 'created' || kind === 'updated');
  const left = await leaveFormerTeams(records, { programme, changes, now });
  for (const { row } of written) await records.desk.saveRosterRow(programme.id, row, now);
  if (written.length > 0) await reseat(records, programme.id, now);
  await followLeft(records, left, now);
  return success(changes);
}

async function findTaken(records: Records, rows: readonly RosterRow[]): Promise<readonly RosterRefusal[]> {
  const emailOf = new Map(rows.map(({ code, email }) => [code, email]));
  const taken: RosterRefusal[] = [];
  for (const { code, email } of rows) {
    const ownerCode = email === null ? null : await records.desk.ownerOfEmail(email);
    if (email === null || ownerCode === null || ownerCode === code) continue;
    // Whoever gets another address in the same file lets this one go.
    if (!emailOf.has(ownerCode) || emailOf.get(ownerCode) === email)
      taken.push({ kind: 'emailTaken', code, email, ownerCode });
  }
  return taken;
}

/** Former mentors who stand on the roster still: an enrolment that ended stays ended. */
async function findReplaced(
  records: Records,
  programmeId: string,
  changes: readonly RosterChange[],
): Promise<readonly Extract<RosterRefusal, { kind: 'replaced' }>[]> {
  const found: Extract<RosterRefusal, { kind: 'replaced' }>[] = [];
  for (const { kind, row } of changes) {
    if (kind !== 'left' || row.role !== 'mentor') continue;
    const known = await records.replacements.findByCode(programmeId, row.code);
    const former = known?.roles.find(({ role, ended }) => role === 'mentor' && ended);
    const places =
      former === undefined || former.teamId === null
        ? []
        : await records.replacements.placesOf(former.teamId);
    const isFollowed = places.flat().some(({ replacesId }) => replacesId === former?.enrolmentId);
    if (isFollowed) found.push({ kind: 'replaced', code: row.code, team: row.teams[0] ?? '' });
  }
  return found;
}

/** Teams that would have three mentors, those counted who are not in the file and stay. */
function findCrowded(changes: readonly RosterChange[]): readonly RosterRefusal[] {
  const mentors = changes.flatMap(({ kind, row }) =>
    row.role === 'mentor' && kind !== 'left' ? row.teams : [],
  );
  return [...Map.groupBy(mentors, (team) => team)]
    .filter(([, seats]) => seats.length > mentorsOfTeam)
    .map(([team]) => ({ kind: 'tooManyMentors', team }));
}

/** New people get their places in the sessions to come, and everybody's reminders follow their hours. */
async function reseat(records: Records, programmeId: string, now: Date): Promise<void> {
  for (const sessionId of await records.desk.comingSessions(programmeId, now)) {
    await records.sessions.ensureSeats(sessionId);
    await replanSession(records, sessionId, now);
  }
}
