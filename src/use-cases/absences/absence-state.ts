import { type AbsenceCourse, decideAbsence } from '../../domain/scheduling/pair/decide-absence.ts';
import { seatsOf } from '../messages/session-words.ts';
import { templateOf } from '../open-run.ts';
import type { AbsenceSayings, SessionDate } from '../ports/records/absence-records.ts';
import type { Records } from '../ports/records/records.ts';
import type { SeatView, SessionView, TeamView } from '../ports/records/views.ts';

/** Where a session stands whose mentors may not all come, from the record as it is. */
export type AbsenceState = {
  readonly view: SessionView;
  /** Null for a session of the whole programme. */
  readonly team: TeamView | null;
  readonly date: SessionDate;
  readonly sayings: AbsenceSayings;
  /** Only of a mentoring session is anybody asked what is to be done; any other stands whoever comes. */
  readonly course: AbsenceCourse;
  /** Mentors of the session who have said that they cannot come, and those who do. */
  readonly absent: readonly SeatView[];
  readonly coming: readonly SeatView[];
};

/** Reads it without a lock; null for no such session. */
export async function readAbsence(
  records: Records,
  sessionId: string,
  now: Date,
): Promise<AbsenceState | null> {
  const view = await records.sessions.findSession(sessionId);
  return view === null ? null : stateOf(records, view, now);
}

/**
 * Reads it behind the team's lock and the session's: nobody else decides anything about the team's dates until the end
 * of the transaction.
 */
export async function lockAbsence(
  records: Records,
  sessionId: string,
  now: Date,
): Promise<AbsenceState | null> {
  const found = await records.sessions.findSession(sessionId);
  if (found === null) return null;
  if (found.team !== null) await records.proposals.lockTeam(found.team.id);
  return stateOf(records, await records.sessions.getSession(sessionId), now);
}

/** Whether mentors have given this date up: whatever else becomes possible, the session is to be moved. */
export async function isGivenUp(records: Records, sessionId: string, now: Date): Promise<boolean> {
  return (await readAbsence(records, sessionId, now))?.course.kind === 'move';
}

/** Sessions of the team still ahead whose date was given up because none of its mentors can come, earliest first. */
export async function findNobodyComes(
  records: Records,
  teamId: string,
  now: Date,
): Promise<readonly AbsenceState[]> {
  const found: AbsenceState[] = [];
  for (const { id, state, startsAt } of await records.sessions.ofTeam(teamId)) {
    if (state !== 'unsettled' || startsAt <= now) continue;
    const absence = await readAbsence(records, id, now);
    if (absence?.course.kind === 'move' && absence.course.because === 'nobody') found.push(absence);
  }
  return found;
}

async function stateOf(records: Records, view: SessionView, now: Date): Promise<AbsenceState> {
  const { session, team, programme } = view;
  const date = { sessionId: session.id, revision: session.scheduleRevision };
  const sayings = await records.absences.sayingsOf(date);
  const mentors = seatsOf(view, 'mentor');
  const out = new Set(
    sayings.absences.filter(({ backAt }) => backAt === null).map(({ personId }) => personId),
  );
  return {
    view,
    team,
    date,
    sayings,
    course:
      session.kind === 'mentoring'
        ? decideAbsence({
            startsAt: session.startsAt,
            mentors: mentors.map(({ person }) => person.id),
            ...sayings,
            policy: templateOf(programme).scheduling.absence,
            now,
          })
        : { kind: 'stands' },
    absent: mentors.filter(({ person }) => out.has(person.id)),
    coming: mentors.filter(({ person }) => !out.has(person.id)),
  };
}
