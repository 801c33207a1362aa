import type { Address } from '../../domain/messaging/address.ts';
import { type Delivery, type NewDelivery, priorities } from '../../domain/messaging/delivery.ts';
import { type Proposal, pushInstant } from '../../domain/scheduling/proposal.ts';
import type { StartRefusal } from '../../domain/scheduling/starts/check-start.ts';
import { endOf, type Session } from '../../domain/sessions/sessions.ts';
import { dropQuestion } from '../absences/plan-absence-news.ts';
import type { Records } from '../ports/records/records.ts';
import { replanSession } from '../sessions/replan-session.ts';
import { isUnreachable } from './is-unreachable.ts';
import { judgeStart, lockTeamDates, nextNumber, type TeamDates } from './scheduling-context.ts';
import { confirmTime } from './settling/confirm-time.ts';
import { dueAfter } from './settling/told-otherwise.ts';
import { replaceOpen } from './withdraw-times.ts';

export type TimesOffer = {
  readonly teamId: string;
  /** The session to be moved; null: the team's next one. */
  readonly sessionId: string | null;
  /** The mentor who offers. */
  readonly personId: string;
  readonly starts: readonly Date[];
  readonly minutes: number;
  readonly link: string | null;
  /** agreed: said in the meeting, so it stands at once, and the participants are asked whether it is right. */
  readonly mode: 'offer' | 'agreed';
  /**
   * What the mentor had on the screen: the number of the next session, or the schedule of the one to be moved. Where its
   * date has been settled since, nothing is written. Null: whatever is next.
   */
  readonly drawnFor?: number | null;
  readonly now: Date;
};

export type TimesRefusal = StartRefusal | { readonly kind: 'same' };

export type Offered =
  | { readonly kind: 'offered'; readonly proposalId: string; readonly unreachable: readonly string[] }
  | { readonly kind: 'confirmed'; readonly sessionId: string }
  /** By position among the starts; nothing was written. */
  | { readonly kind: 'refused'; readonly starts: readonly (TimesRefusal | null)[]; readonly dates: TeamDates }
  /** All sessions of the team have a date. */
  | { readonly kind: 'enough' }
  /** The session to be moved is over or was called off. */
  | { readonly kind: 'over'; readonly isCancelled: boolean }
  /** Somebody else was first: this is the date now. */
  | { readonly kind: 'settled'; readonly session: Session }
  /** Whoever offers is none of the team's mentors, or has just been replaced. */
  | { readonly kind: 'unknown' };

/** A mentor offers start times; what was offered before is replaced. In the caller's transaction, all or nothing. */
export async function proposeTimes(records: Records, given: TimesOffer): Promise<Offered> {
  const { teamId, now } = given;
  const dates = await lockTeamDates(records, teamId, now);
  if (!dates.mentors.some(({ person }) => person.id === given.personId)) return { kind: 'unknown' };
  const settled = findSettled(dates, given);
  if (settled !== null) return { kind: 'settled', session: settled };
  const offer = { ...given, sessionId: given.sessionId ?? (await sessionInQuestion(records, dates, now)) };
  const { sessionId } = offer;
  const moved = dates.sessions.find(({ id }) => id === sessionId) ?? null;
  if (sessionId !== null && (moved === null || !canMove(moved, now)))
    return { kind: 'over', isCancelled: moved?.state === 'cancelled' };
  const number = moved?.number ?? nextNumber(dates, now);
  if (number === null) return { kind: 'enough' };
  const refusals = judge(dates, offer);
  if (refusals.some((refusal) => refusal !== null)) return { kind: 'refused', starts: refusals, dates };
  const proposal = await replaceProposal(records, dates, { offer, moved, number });
  const [first] = proposal.times;
  if (offer.mode === 'agreed' && first !== undefined) {
    const id = await confirmTime(records, {
      proposal,
      time: first,
      dates,
      by: offer.personId,
      heard: true,
      now,
    });
    return { kind: 'confirmed', sessionId: id };
  }
  if (moved !== null) await stopSession(records, moved.id, now);
  await askParticipants(records, proposal, dates, now);
  return {
    kind: 'offered',
    proposalId: proposal.id,
    unreachable: dates.participants.filter(isUnreachable).map(({ person }) => person.name),
  };
}

/** The session whose date was found, or changed, while the mentor had another one before them. */
function findSettled(
  { sessions }: TeamDates,
  { sessionId, drawnFor = null, now }: TimesOffer,
): Session | null {
  if (drawnFor === null) return null;
  const ahead = sessions.filter(({ state, startsAt }) => state === 'planned' && startsAt > now);
  const settled =
    sessionId === null
      ? ahead.find(({ kind, number }) => kind === 'mentoring' && number === drawnFor)
      : ahead.find(({ id, scheduleRevision }) => id === sessionId && scheduleRevision !== drawnFor);
  return settled ?? null;
}

/** As long as the date of a session is being asked for, times that are offered are for that one. */
async function sessionInQuestion(
  records: Records,
  { team, sessions }: TeamDates,
  now: Date,
): Promise<string | null> {
  const open = await records.proposals.openOf(team.id);
  const session = sessions.find(({ id }) => id === open?.sessionId);
  return session?.state === 'unsettled' && canMove(session, now) ? session.id : null;
}

/** What waits for a decision can be given a new date also when its former one has passed. */
function canMove(session: Session, now: Date): boolean {
  return session.state === 'unsettled' || (session.state === 'planned' && endOf(session) > now);
}

function judge(dates: TeamDates, offer: TimesOffer): readonly (TimesRefusal | null)[] {
  const { starts, minutes, sessionId, now } = offer;
  return starts.map((at, index) => {
    if (starts.slice(0, index).some((other) => other.getTime() === at.getTime())) return { kind: 'same' };
    const start = { kind: 'instant', at } as const;
    const judged = judgeStart(dates, { start, minutes, leadMinutes: 0, movingSessionId: sessionId, now });
    return judged.ok ? null : judged.error;
  });
}

async function replaceProposal(
  records: Records,
  { team, programme }: TeamDates,
  {
    offer,
    moved,
    number,
  }: { readonly offer: TimesOffer; readonly moved: Session | null; readonly number: number },
): Promise<Proposal> {
  const { personId, starts, minutes, link, now } = offer;
  await replaceOpen(records, { teamId: team.id, sessionId: moved?.id ?? null }, now);
  const id = await records.proposals.add({
    programmeId: programme.id,
    teamId: team.id,
    sessionId: moved?.id ?? null,
    kind: moved?.kind ?? 'mentoring',
    number,
    minutes,
    link,
    madeBy: personId,
    madeAt: now,
    times: starts.map((startsAt) => ({ startsAt, offeredBy: { personId, role: 'mentor' } })),
  });
  const proposal = await records.proposals.find(id);
  if (proposal === null) throw new Error('a proposal that was just made is there');
  return proposal;
}

/** Its date is asked for: nobody is reminded of the former one, and no partner is asked who comes to it. */
async function stopSession(records: Records, sessionId: string, now: Date): Promise<void> {
  await records.sessions.getSession(sessionId);
  await records.sessions.setState(sessionId, { state: 'unsettled' });
  await dropQuestion(records, sessionId);
  const kinds = ['change.pair', 'absence.pair', 'absence.desk'] as const;
  await records.deliveries.refresh({ kinds, subject: { sessionId } }, now);
  await replanSession(records, sessionId, now);
}

/** The times wait for the participants' next free reply, or are pushed when that takes too long. */
export async function askParticipants(
  records: Records,
  proposal: Proposal,
  { participants, sessions }: TeamDates,
  now: Date,
): Promise<void> {
  const starts = proposal.times.map(({ startsAt }) => startsAt.getTime());
  // Whoever still counts on the former date has to know in time.
  const moved = sessions.find(({ id }) => id === proposal.sessionId);
  const left = moved?.state === 'planned' ? moved : undefined;
  const nearest = new Date(Math.min(...starts, ...(left === undefined ? [] : [left.startsAt.getTime()])));
  const told = moved === undefined ? [] : await records.deliveries.find({ sessionId: moved.id });
  const latest = left === undefined ? whenWaitingAreDue(told) : new Map<string, Date>();
  const dueFor = (address: Address & { readonly kind: 'line' }): Date => {
    const due = pushInstant(nearest, now);
    const former = latest.get(address.personId) ?? due;
    return dueAfter(told, { address, dueAt: former < due ? former : due }, now);
  };
  const base = {
    programmeId: proposal.programmeId,
    sessionId: proposal.sessionId,
    priority: priorities.notice,
    // Who counts on the former date has to know also when all of these have passed.
    expiresAt: new Date(Math.max(...starts, ...(moved === undefined ? [] : [moved.startsAt.getTime()]))),
  };
  await records.deliveries.plan(
    [
      ...participants.map(({ person }): NewDelivery => {
        const address = { kind: 'line', personId: person.id } as const;
        return {
          ...base,
          dedupeKey: `times:${proposal.id}:${person.id}`,
          subject: { kind: 'times.participant', proposalId: proposal.id, personId: person.id },
          address,
          rides: true,
          dueAt: dueFor(address),
        };
      }),
      {
        ...base,
        dedupeKey: `times:${proposal.id}:pair`,
        subject: { kind: 'times.pair', proposalId: proposal.id },
        address: { kind: 'pair', teamId: proposal.teamId },
        dueAt: now,
      },
    ],
    now,
  );
}

/** Who has not read yet that the date is open, for other times were offered for it before, and when each was to read it. */
function whenWaitingAreDue(told: readonly Delivery[]): ReadonlyMap<string, Date> {
  return new Map(
    told
      .filter(({ state, subject }) => state === 'planned' && subject.kind === 'times.participant')
      .toReversed()
      .flatMap(({ address, dueAt }) => (address.kind === 'line' ? [[address.personId, dueAt] as const] : [])),
  );
}
