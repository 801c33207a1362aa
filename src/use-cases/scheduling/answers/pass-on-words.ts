import { toNotice } from '../../../domain/messaging/notice.ts';
import type { Proposal } from '../../../domain/scheduling/proposal.ts';
import type { Records } from '../../ports/records/records.ts';
import type { MurmurView } from '../../ports/records/views.ts';
import { closeOverruled, lockTeamDates } from '../scheduling-context.ts';

/** What became of the wish to pass words on. */
export type WordsOutcome =
  | 'passed'
  /** The times are settled, replaced or taken back: nothing is passed on. */
  | 'over'
  /** No such times for this person. */
  | 'unknown';

/**
 * Passes on what a participant wrote about open times, word for word, to the pair: once, however often it is asked for,
 * judged behind the team's lock. The words stay in their row, the message is drawn from it.
 */
export async function passOnWords(
  records: Records,
  passing: { readonly proposalId: string; readonly murmur: MurmurView; readonly now: Date },
): Promise<WordsOutcome> {
  const { proposalId, murmur, now } = passing;
  const found = await records.proposals.find(proposalId);
  if (found === null) return 'unknown';
  const dates = await lockTeamDates(records, found.teamId, now);
  const proposal = await records.proposals.find(proposalId);
  const isParticipant = dates.participants.some(({ person }) => person.id === murmur.personId);
  if (proposal === null || !isParticipant) return 'unknown';
  if ((await closeOverruled(records, proposal, dates, now)) || proposal.state !== 'open') return 'over';
  if (murmur.passedOnAt === null) {
    await records.murmurs.setPassedOn(murmur.id, now);
    await tellPair(records, proposal, { murmurId: murmur.id, now });
  }
  return 'passed';
}

/** Passed on again after it was taken back, the words come into the message that stands. */
async function tellPair(
  records: Records,
  { id: proposalId, programmeId, teamId, sessionId }: Proposal,
  { murmurId, now }: { readonly murmurId: string; readonly now: Date },
): Promise<void> {
  const dedupeKey = `words:${murmurId}`;
  const told = (await records.deliveries.find({ kinds: ['words.pair'], teamId })).find(
    (delivery) => delivery.dedupeKey === dedupeKey,
  );
  if (told === undefined) {
    const notice = toNotice(
      {
        programmeId,
        dedupeKey,
        subject: { kind: 'words.pair', proposalId, murmurId },
        address: { kind: 'pair', teamId },
        sessionId,
      },
      now,
    );
    await records.deliveries.plan([notice], now);
  } else if (told.state === 'skipped') {
    await records.deliveries.revive(told.id, now, now);
  } else {
    await redrawWords(records, [murmurId], now);
  }
}

/** Their writer took them back, or they are gone: nothing is passed on any more. */
export async function takeBackWords(records: Records, murmurId: string, now: Date): Promise<void> {
  await records.murmurs.setPassedOn(murmurId, null);
  await redrawWords(records, [murmurId], now);
}

/** Draws what the pair was given of these murmurs again, from what is left of them. */
export async function redrawWords(records: Records, murmurIds: readonly string[], now: Date): Promise<void> {
  for (const murmurId of murmurIds)
    await records.deliveries.refresh({ kinds: ['words.pair'], subject: { murmurId } }, now);
}
