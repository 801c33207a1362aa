import { type Address, formatAddress } from '../../../domain/messaging/address.ts';
import { type NewDelivery, priorities } from '../../../domain/messaging/delivery.ts';
import { findCounting } from '../../../domain/reminders/plan-corrections.ts';
import { type Proposal, pushInstant } from '../../../domain/scheduling/proposal.ts';
import type { Session } from '../../../domain/sessions/sessions.ts';
import { seatsOf } from '../../messages/session-words.ts';
import type { Records } from '../../ports/records/records.ts';
import type { SeatView } from '../../ports/records/views.ts';
import { replanSession } from '../../sessions/replan-session.ts';
import { isUnreachable } from '../is-unreachable.ts';
import { lockTeamDates, type TeamDates } from '../scheduling-context.ts';
import { tellPair } from '../settling/tell-pair.ts';
import { dueAfter } from '../settling/told-otherwise.ts';
import { replaceOpen } from '../withdraw-times.ts';

export type HeardOutcome =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'right' }
  /** It has moved since. */
  | { readonly kind: 'changed'; readonly session: Session }
  /** Called off, or over. */
  | { readonly kind: 'gone' }
  /** Not what was agreed: the date is open again. */
  | { readonly kind: 'reopened'; readonly proposal: Proposal; readonly dates: TeamDates };

/** A participant's word on a date that was agreed in the meeting (CONVERSATIONS 3.14). */
export async function answerHeard(
  records: Records,
  answer: {
    readonly proposalId: string;
    readonly personId: string;
    readonly isRight: boolean;
    readonly now: Date;
    readonly eventId: string;
  },
): Promise<HeardOutcome> {
  const { proposalId, personId, isRight, now } = answer;
  const agreed = await records.proposals.find(proposalId);
  if (agreed === null || agreed.sessionId === null) return { kind: 'unknown' };
  const dates = await lockTeamDates(records, agreed.teamId, now);
  if (!dates.participants.some(({ person }) => person.id === personId)) return { kind: 'unknown' };
  const session = dates.sessions.find(({ id }) => id === agreed.sessionId);
  const open = await records.proposals.openOf(agreed.teamId);
  if (open !== null && open.sessionId === agreed.sessionId) {
    return isRight ? { kind: 'gone' } : { kind: 'reopened', proposal: open, dates };
  }
  if (session === undefined || session.state !== 'planned' || session.startsAt <= now)
    return { kind: 'gone' };
  const isSame = agreed.times.some(({ startsAt }) => startsAt.getTime() === session.startsAt.getTime());
  if (!isSame) return { kind: 'changed', session };
  if (isRight) return { kind: 'right' };
  return reopen(records, { ...answer, agreed, session, dates });
}

async function reopen(
  records: Records,
  {
    agreed,
    session,
    dates,
    personId,
    now,
    eventId,
  }: Parameters<typeof answerHeard>[1] & {
    readonly agreed: Proposal;
    readonly session: Session;
    readonly dates: TeamDates;
  },
): Promise<HeardOutcome> {
  await replaceOpen(records, { teamId: agreed.teamId, sessionId: session.id }, now);
  const id = await records.proposals.add({
    programmeId: agreed.programmeId,
    teamId: agreed.teamId,
    sessionId: session.id,
    kind: agreed.kind,
    number: agreed.number,
    minutes: agreed.minutes,
    link: null,
    madeBy: personId,
    madeAt: now,
    times: [],
  });
  await records.sessions.getSession(session.id);
  await records.sessions.setState(session.id, { state: 'unsettled' });
  await replanSession(records, session.id, now);
  await records.proposals.saveAnswer(id, { personId, suits: [], noneFits: true, givenAt: now });
  await tellOthers(records, { proposalId: id, sessionId: session.id, personId, now });
  await tellPair(records, {
    proposal: { ...agreed, id, sessionId: session.id },
    personId,
    occasion: eventId,
    now,
  });
  const proposal = await records.proposals.find(id);
  return proposal === null ? { kind: 'unknown' } : { kind: 'reopened', proposal, dates };
}

/**
 * Whoever else counts on that date learns that it is open again: with the next free reply, pushed where it is near.
 * Whom LINE does not reach had it from the pair, which is asked to pass this on as well once it cannot be delivered.
 */
async function tellOthers(
  records: Records,
  change: {
    readonly proposalId: string;
    readonly sessionId: string;
    readonly personId: string;
    readonly now: Date;
  },
): Promise<void> {
  const { proposalId, sessionId, personId, now } = change;
  const view = await records.sessions.getSession(sessionId);
  const { session, programme } = view;
  const told = await records.deliveries.find({ sessionId });
  const counting = new Set(findCounting(told).map(formatAddress));
  await records.deliveries.plan(
    seatsOf(view, 'participant')
      .filter(({ seat, person }) => person.id !== personId && seat.attendance === 'expected')
      .filter((one) => isUnreachable(one) || counting.has(formatAddress(talkOf(one))))
      .map((one): NewDelivery => {
        const { seat, person } = one;
        const revision = String(session.scheduleRevision);
        const dueAt = isUnreachable(one) ? now : pushInstant(session.startsAt, now);
        return {
          programmeId: programme.id,
          dedupeKey: `reopened:${proposalId}:${person.id}`,
          subject: { kind: 'reopened.participant', seatId: seat.id, revision },
          address: talkOf(one),
          sessionId,
          // As of a date that was called off: whoever counts on it would come in vain.
          priority: priorities.urgent,
          rides: true,
          dueAt: dueAfter(told, { address: talkOf(one), dueAt }, now),
          expiresAt: session.startsAt,
        };
      }),
    now,
  );
}

function talkOf({ person }: SeatView): Address {
  return { kind: 'line', personId: person.id };
}
