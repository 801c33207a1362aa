import { decideOutcome } from '../../domain/sessions/outcome.ts';
import type { Records } from '../ports/records/records.ts';
import { followLeads } from '../scheduling/leads/follow-leads.ts';
import { redrawNext } from '../scheduling/leads/redraw-lead.ts';

/**
 * Draws the session's outcome from what people said so far: held when anyone who was there says so, missed when
 * at least one answered and none met, contradicted when answers disagree. A coordinator's mark stands above them.
 */
export async function settleSession(records: Records, sessionId: string, now: Date): Promise<void> {
  const { session, team } = await records.sessions.getSession(sessionId);
  const marked = await records.sessions.isMarked(sessionId);
  if (marked || session.state === 'cancelled') return;
  const runs = await records.reflections.runsOfSession(sessionId);
  const outcome = decideOutcome({
    session,
    // What somebody said who was there counts, whatever became of their part.
    seats: await records.sessions.attendanceOf(session),
    answers: runs.flatMap((run) =>
      run.met === null ? [] : [{ role: run.role, personId: run.personId, met: run.met }],
    ),
    marked: null,
    now,
  });
  if (outcome.kind !== 'held' && outcome.kind !== 'missed') return;
  await records.sessions.setState(sessionId, {
    state: outcome.kind,
    contradicted: outcome.kind === 'held' && outcome.contradiction,
    settledAt: now,
  });
  // What did not take place was led by nobody: the next one may fall to the other mentor.
  if (outcome.kind !== session.state && team !== null) {
    await followLeads(records, team.id, now);
    await redrawNext(records, team.id, now);
  }
}
