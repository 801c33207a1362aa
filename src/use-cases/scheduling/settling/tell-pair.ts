import { toNotice } from '../../../domain/messaging/notice.ts';
import type { Proposal } from '../../../domain/scheduling/proposal.ts';
import type { Records } from '../../ports/records/records.ts';

/** The pair learns what needs a decision of theirs; once for an `occasion`. */
export async function tellPair(
  records: Records,
  wish: {
    readonly proposal: Pick<Proposal, 'id' | 'programmeId' | 'teamId' | 'sessionId'>;
    /** The participant whom it is about. */
    readonly personId: string;
    readonly occasion: string;
    readonly now: Date;
  },
): Promise<void> {
  const { proposal, personId, occasion, now } = wish;
  const { id: proposalId, programmeId, teamId, sessionId } = proposal;
  const notice = toNotice(
    {
      programmeId,
      dedupeKey: `wish:${proposalId}:${personId}:${occasion}`,
      subject: { kind: 'wish.pair', proposalId, personId },
      address: { kind: 'pair', teamId },
      sessionId,
    },
    now,
  );
  await records.deliveries.plan([notice], now);
}
