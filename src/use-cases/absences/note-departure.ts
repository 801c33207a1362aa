import type { Records } from '../ports/records/records.ts';

/**
 * A mentor leaves the pair before a session of it: kept like any other absence at its present date, so that whoever was
 * reminded of two mentors learns who comes. Behind the team's lock and before their seat goes; settled by the caller.
 */
export async function noteDeparture(
  records: Records,
  { sessionId, personId, now }: { readonly sessionId: string; readonly personId: string; readonly now: Date },
): Promise<void> {
  const { session } = await records.sessions.getSession(sessionId);
  // A reminder that is drawn meanwhile would name who leaves, and nobody would know of it.
  await records.deliveries.holdPlanned(sessionId);
  if (session.kind !== 'mentoring') return;
  const date = { sessionId, revision: session.scheduleRevision };
  await records.absences.sayAbsent(date, { personId, because: 'left', at: now });
}
