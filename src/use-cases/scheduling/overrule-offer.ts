import type { Session } from '../../domain/sessions/sessions.ts';
import type { Records } from '../ports/records/records.ts';
import { endProposal } from './end-proposal.ts';

/**
 * A session was moved by the desk or called off: times that were offered for it are over, and stay so whatever becomes of
 * the new date. Behind the team's lock.
 */
export async function overruleOffer(
  records: Records,
  { id, teamId }: Pick<Session, 'id' | 'teamId'>,
  now: Date,
): Promise<void> {
  const open = teamId === null ? null : await records.proposals.openOf(teamId);
  if (open === null || open.sessionId !== id) return;
  await endProposal(records, open.id, { state: 'withdrawn', at: now });
}
