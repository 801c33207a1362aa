import type { Records } from '../ports/records/records.ts';
import type { SessionView } from '../ports/records/views.ts';

/**
 * Reads a session to decide about its date, behind the lock of its team and then its own: whoever offers or confirms
 * times for it meanwhile waits, and sees what became of it.
 */
export async function lockSession(records: Records, sessionId: string): Promise<SessionView> {
  const found = await records.sessions.findSession(sessionId);
  if (found !== null && found.team !== null) await records.proposals.lockTeam(found.team.id);
  return records.sessions.getSession(sessionId);
}
