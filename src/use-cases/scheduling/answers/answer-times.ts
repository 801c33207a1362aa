import {
  type OfferedTime,
  openTimes,
  ownTimes,
  type Proposal,
  type TimesAnswer,
} from '../../../domain/scheduling/proposal.ts';
import { endOf } from '../../../domain/sessions/sessions.ts';
import { templateOf } from '../../open-run.ts';
import type { Records } from '../../ports/records/records.ts';
import { closeOverruled, lockTeamDates, type TeamDates } from '../scheduling-context.ts';
import { newsOf } from '../settling/confirm-time.ts';
import { settleProposal } from '../settling/settle-proposal.ts';
import { tellPair } from '../settling/tell-pair.ts';
import type { TimesOutcome, TimesSaid } from './times-outcome.ts';

/** As long as murmurs are one burst. */
const burstMs = 10 * 60_000;

/** One participant's word on the times of a proposal, judged behind the team's lock: the first to settle it wins. */
export async function answerTimes(
  records: Records,
  answer: {
    readonly proposalId: string;
    readonly personId: string;
    readonly said: TimesSaid;
    readonly now: Date;
    readonly eventId: string;
  },
): Promise<TimesOutcome> {
  const { proposalId, personId, now } = answer;
  const found = await records.proposals.find(proposalId);
  if (found === null) return { kind: 'unknown' };
  const dates = await lockTeamDates(records, found.teamId, now);
  if (!dates.participants.some(({ person }) => person.id === personId)) return { kind: 'unknown' };
  const proposal = await records.proposals.find(proposalId);
  if (proposal === null) return { kind: 'unknown' };
  const isOverruled = await closeOverruled(records, proposal, dates, now);
  if (isOverruled || proposal.state !== 'open') return tellState(records, { ...answer, proposal, dates });
  return decide(records, { ...answer, proposal, dates });
}

type Deciding = Parameters<typeof answerTimes>[1] & {
  readonly proposal: Proposal;
  readonly dates: TeamDates;
};

async function decide(records: Records, deciding: Deciding): Promise<TimesOutcome> {
  const { proposal, dates, said, personId, now } = deciding;
  const mine = proposal.answers.find((answer) => answer.personId === personId);
  const marked = (mine?.suits ?? []).filter((id) => openTimes(proposal, now).some((time) => time.id === id));
  const alone = dates.participants.length === 1;
  switch (said.kind) {
    case 'choose': {
      if (!openTimes(proposal, now).some(({ id }) => id === said.timeId))
        return { kind: 'open', proposal, dates };
      if (alone) return give(records, deciding, [said.timeId]);
      return mark(records, deciding, [...new Set([...marked, said.timeId])]);
    }
    case 'unmark':
      return mark(
        records,
        deciding,
        marked.filter((id) => id !== said.timeId),
      );
    case 'give':
      return marked.length === 0 ? { kind: 'open', proposal, dates } : give(records, deciding, marked);
    case 'none':
      await save(records, deciding, { suits: suitsOfOwn(deciding), noneFits: true, givenAt: now });
      await tellPairOnce(records, deciding, 'none');
      return { kind: 'none', proposal, dates };
    case 'own':
      return takeWish(records, deciding, said);
    case 'done':
      return ownTimesOf(deciding).length > 0 ? { kind: 'own_done' } : { kind: 'open', proposal, dates };
    case 'leave':
      await save(records, deciding, { suits: mine?.suits ?? [], noneFits: true, givenAt: now });
      await tellPairOnce(records, deciding, 'none');
      return { kind: 'left' };
  }
}

/** A time of the participant's own: the pair hears of the first at once, and sees the others in the same message. */
async function takeWish(
  records: Records,
  deciding: Deciding,
  { startsAt, insteadOf }: Extract<TimesSaid, { kind: 'own' }>,
): Promise<TimesOutcome> {
  const { proposal, dates, personId, now } = deciding;
  const standing = ownTimesOf(deciding);
  const former = standing.find(({ id }) => id === insteadOf);
  const isThere = standing.some((time) => time.startsAt.getTime() === startsAt.getTime());
  const most = templateOf(dates.programme).scheduling.mostChoices;
  if (former === undefined && !isThere && standing.length >= most)
    return { kind: 'own_full', proposal, dates };
  if (former !== undefined && former.startsAt.getTime() !== startsAt.getTime())
    await records.proposals.removeTime(proposal.id, former.id);
  const time = await records.proposals.addTime(
    proposal.id,
    { startsAt, offeredBy: { personId, role: 'participant' } },
    now,
  );
  const mine = proposal.answers.find((answer) => answer.personId === personId);
  const suits = (mine?.suits ?? []).filter((id) => id !== former?.id);
  await save(records, deciding, { suits: [...new Set([...suits, time.id])], noneFits: true, givenAt: now });
  await tellPairOnce(records, deciding, `own:${time.id}`);
  const after = await records.proposals.find(proposal.id);
  return after === null ? { kind: 'unknown' } : { kind: 'asked', time, proposal: after, dates };
}

function ownTimesOf({ proposal, personId, now }: Deciding): readonly OfferedTime[] {
  return ownTimes(proposal, now).filter(({ offeredBy }) => offeredBy.personId === personId);
}

/** Marks of several participants wait until they are given; what was given before is open again. */
async function mark(records: Records, deciding: Deciding, suits: readonly string[]): Promise<TimesOutcome> {
  await save(records, deciding, { suits, noneFits: false, givenAt: null });
  const proposal = await records.proposals.find(deciding.proposal.id);
  return proposal === null ? { kind: 'unknown' } : { kind: 'open', proposal, dates: deciding.dates };
}

async function give(records: Records, deciding: Deciding, suits: readonly string[]): Promise<TimesOutcome> {
  const { dates, personId, now } = deciding;
  await save(records, deciding, { suits, noneFits: false, givenAt: now });
  const proposal = await records.proposals.find(deciding.proposal.id);
  if (proposal === null) return { kind: 'unknown' };
  const settled = await settleProposal(records, { proposal, dates, by: personId, now });
  switch (settled.kind) {
    case 'waiting':
      return { kind: 'given' };
    case 'no_common_time':
      await tellNow(records, deciding, 'nocommon');
      return { kind: 'no_common_time' };
    case 'confirmed': {
      const { session } = await records.sessions.getSession(settled.sessionId);
      return { kind: 'confirmed', session, news: newsOf(proposal, settled.time, dates) };
    }
  }
}

async function save(
  records: Records,
  { proposal, personId, now }: Deciding,
  answer: Omit<TimesAnswer, 'personId'>,
): Promise<void> {
  await records.proposals.saveAnswer(proposal.id, { personId, ...answer });
  await records.deliveries.refresh({ kinds: ['times.pair'], subject: { proposalId: proposal.id } }, now);
}

/** Somebody who tries one time after the other tells the pair once; what stands in that message follows. */
async function tellPairOnce(records: Records, deciding: Deciding, what: string): Promise<void> {
  const { proposal, personId, now } = deciding;
  const told = await records.deliveries.find({ kinds: ['wish.pair'], teamId: proposal.teamId });
  const isTold = told.some(
    ({ subject, state, dueAt }) =>
      subject.kind === 'wish.pair' &&
      subject.proposalId === proposal.id &&
      subject.personId === personId &&
      (state === 'planned' || now.getTime() - dueAt.getTime() < burstMs),
  );
  if (!isTold) return tellNow(records, deciding, what);
  await records.deliveries.refresh(
    { kinds: ['wish.pair'], subject: { proposalId: proposal.id, personId } },
    now,
  );
}

/** Own times that were offered before stay. */
function suitsOfOwn(deciding: Deciding): readonly string[] {
  return ownTimesOf(deciding).map(({ id }) => id);
}

function tellNow(records: Records, deciding: Deciding, what: string): Promise<void> {
  const { proposal, personId, now, eventId } = deciding;
  return tellPair(records, { proposal, personId, occasion: `${what}:${eventId}`, now });
}

async function tellState(records: Records, deciding: Deciding): Promise<TimesOutcome> {
  const { proposal, dates, personId, now } = deciding;
  const open = await records.proposals.openOf(proposal.teamId);
  const isSame = open !== null && open.kind === proposal.kind && open.number === proposal.number;
  if (isSame) return { kind: 'replaced', proposal: open, dates };
  const session = dates.sessions.find(
    ({ kind, number }) => kind === proposal.kind && number === proposal.number,
  );
  const isCalledOff = session?.state === 'cancelled' && proposal.state !== 'confirmed';
  if (session === undefined || session.state === 'unsettled' || isCalledOff) return { kind: 'withdrawn' };
  if (session.state !== 'planned' || endOf(session) <= now) return { kind: 'over', session };
  const mine = proposal.answers.find((answer) => answer.personId === personId);
  const chosen = proposal.times.find(({ startsAt }) => startsAt.getTime() === session.startsAt.getTime());
  return { kind: 'settled', session, byMe: chosen !== undefined && mine?.suits.includes(chosen.id) === true };
}
