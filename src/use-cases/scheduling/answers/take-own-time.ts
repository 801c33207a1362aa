import { ownTimes } from '../../../domain/scheduling/proposal.ts';
import type { StartRefusal } from '../../../domain/scheduling/starts/check-start.ts';
import type { Records } from '../../ports/records/records.ts';
import { endProposal } from '../end-proposal.ts';
import { askParticipants } from '../propose-times.ts';
import { closeOverruled, lockTeamDates } from '../scheduling-context.ts';
import { confirmTime } from '../settling/confirm-time.ts';
import { judgeAgreed } from '../settling/settle-proposal.ts';

export type Taken =
  | { readonly kind: 'unknown' }
  /** Settled, replaced, withdrawn or past by now. */
  | { readonly kind: 'already' }
  | { readonly kind: 'refused'; readonly refusal: StartRefusal }
  | { readonly kind: 'confirmed'; readonly sessionId: string }
  /** The other participants are asked about this time. */
  | { readonly kind: 'asked' };

/** A mentor takes up a participant's own time: it stands, or the other participants are asked about it first. */
export async function takeOwnTime(
  records: Records,
  taking: {
    readonly proposalId: string;
    readonly timeId: string;
    readonly personId: string;
    readonly now: Date;
  },
): Promise<Taken> {
  const { proposalId, timeId, personId, now } = taking;
  const found = await records.proposals.find(proposalId);
  if (found === null) return { kind: 'unknown' };
  const dates = await lockTeamDates(records, found.teamId, now);
  if (!dates.mentors.some(({ person }) => person.id === personId)) return { kind: 'unknown' };
  const proposal = await records.proposals.find(proposalId);
  const time = proposal === null ? undefined : ownTimes(proposal, now).find(({ id }) => id === timeId);
  if (proposal?.state !== 'open' || time === undefined) return { kind: 'already' };
  if (await closeOverruled(records, proposal, dates, now)) return { kind: 'already' };
  const judged = judgeAgreed(dates, proposal, time, now);
  if (!judged.ok) return { kind: 'refused', refusal: judged.error };
  if (dates.participants.length === 1) {
    const sessionId = await confirmTime(records, { proposal, time, dates, by: personId, heard: false, now });
    return { kind: 'confirmed', sessionId };
  }
  await endProposal(records, proposal.id, { state: 'replaced', at: now });
  const { id: _id, state: _state, answers: _answers, times: _times, ...same } = proposal;
  const id = await records.proposals.add({
    ...same,
    madeBy: personId,
    madeAt: now,
    times: [{ startsAt: time.startsAt, offeredBy: { personId, role: 'mentor' } }],
  });
  const next = await records.proposals.find(id);
  const [offered] = next?.times ?? [];
  if (next === null || offered === undefined) return { kind: 'unknown' };
  await records.proposals.saveAnswer(id, {
    personId: time.offeredBy.personId,
    suits: [offered.id],
    noneFits: false,
    givenAt: now,
  });
  await askParticipants(records, next, dates, now);
  return { kind: 'asked' };
}
