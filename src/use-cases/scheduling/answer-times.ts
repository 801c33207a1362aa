import { type NewDelivery, priorities } from '../../domain/messaging/delivery.ts';
import {
  judgeProposal,
  openTimes,
  type Proposal,
  type TimesAnswer,
} from '../../domain/scheduling/proposal.ts';
import type { Session } from '../../domain/sessions/sessions.ts';
import type { Records } from '../ports/records/records.ts';
import { confirmTime } from './confirm-time.ts';
import { closeOverruled, judgeStart, lockTeamDates, type TeamDates } from './scheduling-context.ts';

/** What a participant says of the times on the screen. */
export type TimesSaid =
  /** This one; with several participants it is marked. */
  | { readonly kind: 'choose'; readonly timeId: string }
  | { readonly kind: 'unmark'; readonly timeId: string }
  /** The marks are the answer. */
  | { readonly kind: 'give' }
  | { readonly kind: 'none' }
  /** An own time that has been checked. */
  | { readonly kind: 'own'; readonly startsAt: Date }
  /** Left to the mentors, with or without own times. */
  | { readonly kind: 'leave' };

export type TimesOutcome =
  /** No such times for this person. */
  | { readonly kind: 'unknown' }
  /** Taken back by the pair. */
  | { readonly kind: 'withdrawn' }
  /** Others have taken their place. */
  | { readonly kind: 'replaced'; readonly proposal: Proposal; readonly dates: TeamDates }
  /** Settled before, at this start. */
  | { readonly kind: 'settled'; readonly session: Session; readonly byMe: boolean }
  | { readonly kind: 'confirmed'; readonly session: Session; readonly isMove: boolean }
  /** Still open: the times with this person's marks. */
  | { readonly kind: 'open'; readonly proposal: Proposal; readonly dates: TeamDates }
  | { readonly kind: 'given' }
  | { readonly kind: 'no_common_time' }
  | { readonly kind: 'none'; readonly proposal: Proposal; readonly dates: TeamDates }
  | {
      readonly kind: 'asked';
      readonly startsAt: Date;
      readonly proposal: Proposal;
      readonly dates: TeamDates;
    }
  | { readonly kind: 'left' };

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
  if (isOverruled || proposal.state !== 'open') return tellState(records, proposal, dates, personId);
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
      await save(records, deciding, { suits: [], noneFits: true, givenAt: now });
      await tellPair(records, deciding, 'none');
      return { kind: 'none', proposal, dates };
    case 'own': {
      const time = await records.proposals.addTime(
        proposal.id,
        { startsAt: said.startsAt, offeredBy: { personId, role: 'participant' } },
        now,
      );
      await save(records, deciding, { suits: [...marked, time.id], noneFits: true, givenAt: now });
      await tellPair(records, deciding, `own:${time.id}`);
      return { kind: 'asked', startsAt: said.startsAt, proposal, dates };
    }
    case 'leave':
      await save(records, deciding, { suits: mine?.suits ?? [], noneFits: true, givenAt: now });
      await tellPair(records, deciding, 'none');
      return { kind: 'left' };
  }
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
  const standing = judgeProposal(
    proposal,
    dates.participants.map(({ person }) => person.id),
    now,
  );
  switch (standing.kind) {
    case 'waiting':
      return { kind: 'given' };
    case 'no_common_time':
      await tellPair(records, deciding, 'nocommon');
      return { kind: 'no_common_time' };
    case 'agreed': {
      const { time } = standing;
      const still = judgeStart(dates, {
        start: { kind: 'instant', at: time.startsAt },
        minutes: proposal.minutes,
        leadMinutes: 0,
        movingSessionId: proposal.sessionId,
        now,
      });
      // Somebody of the team has another session at that time since it was offered.
      if (!still.ok) {
        await tellPair(records, deciding, 'nocommon');
        return { kind: 'no_common_time' };
      }
      const sessionId = await confirmTime(records, {
        proposal,
        time,
        dates,
        by: personId,
        heard: false,
        now,
      });
      const { session } = await records.sessions.getSession(sessionId);
      return { kind: 'confirmed', session, isMove: proposal.sessionId !== null };
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

/** The pair learns what needs a decision of theirs. */
async function tellPair(records: Records, deciding: Deciding, what: string): Promise<void> {
  const { proposal, personId, now, eventId } = deciding;
  const notice: NewDelivery = {
    programmeId: proposal.programmeId,
    dedupeKey: `wish:${proposal.id}:${personId}:${what}:${eventId}`,
    subject: { kind: 'wish.pair', proposalId: proposal.id, personId },
    address: { kind: 'pair', teamId: proposal.teamId },
    sessionId: proposal.sessionId,
    priority: priorities.notice,
    dueAt: now,
    expiresAt: null,
  };
  await records.deliveries.plan([notice], now);
}

async function tellState(
  records: Records,
  proposal: Proposal,
  dates: TeamDates,
  personId: string,
): Promise<TimesOutcome> {
  const open = await records.proposals.openOf(proposal.teamId);
  const isSame = open !== null && open.kind === proposal.kind && open.number === proposal.number;
  if (isSame) return { kind: 'replaced', proposal: open, dates };
  const session = dates.sessions.find(
    ({ kind, number, state }) => kind === proposal.kind && number === proposal.number && state === 'planned',
  );
  if (session === undefined) return { kind: 'withdrawn' };
  const mine = proposal.answers.find((answer) => answer.personId === personId);
  const chosen = proposal.times.find(({ startsAt }) => startsAt.getTime() === session.startsAt.getTime());
  return { kind: 'settled', session, byMe: chosen !== undefined && mine?.suits.includes(chosen.id) === true };
}
