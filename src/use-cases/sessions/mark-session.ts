import { endOf } from '../../domain/sessions/sessions.ts';
import type { Records } from '../ports/records/records.ts';
import { followLeads } from '../scheduling/leads/follow-leads.ts';
import { redrawNext } from '../scheduling/leads/redraw-lead.ts';

/** A coordinator's word on whether a session took place; no later answer overrides it. */
export async function markSession(
  records: Records,
  mark: {
    readonly sessionId: string;
    readonly outcome: 'held' | 'missed';
    readonly now: Date;
    readonly dryRun?: boolean;
  },
): Promise<'marked' | 'unchanged' | 'not_over'> {
  const { sessionId, outcome, now, dryRun = false } = mark;
  const { session, team } = await records.sessions.getSession(sessionId);
  if (endOf(session) > now) return 'not_over';
  if (session.state === outcome && (await records.sessions.isMarked(sessionId))) return 'unchanged';
  if (dryRun) return 'marked';
  await records.sessions.setState(sessionId, {
    state: outcome,
    contradicted: false,
    settledAt: now,
    markedAt: now,
  });
  if (team !== null) {
    await followLeads(records, team.id, now);
    await redrawNext(records, team.id, now);
  }
  return 'marked';
}
