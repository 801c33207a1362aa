import type { SessionKind } from '../sessions/sessions.ts';

/**
 * open: waits for answers. confirmed: a session stands at one of its times. withdrawn: taken back by the pair, or made
 * pointless. replaced: other times were offered in its place.
 */
export type ProposalState = 'open' | 'confirmed' | 'withdrawn' | 'replaced';

/** One start time that somebody offered. */
export type OfferedTime = {
  readonly id: string;
  readonly startsAt: Date;
  /** A participant's own time waits for the pair; a mentor's waits for the participants. */
  readonly offeredBy: { readonly personId: string; readonly role: 'mentor' | 'participant' };
};

/** What one participant said of the times so far. */
export type TimesAnswer = {
  readonly personId: string;
  /** Ids of the times that suit. */
  readonly suits: readonly string[];
  /** None of the offered times; own ones may follow. */
  readonly noneFits: boolean;
  /** Null while a participant of several still marks times. */
  readonly givenAt: Date | null;
};

/** Times offered for a team's next session, or for a session that is to be moved. */
export type Proposal = {
  readonly id: string;
  readonly programmeId: string;
  readonly teamId: string;
  /** The session that is moved; null: one that does not exist yet. */
  readonly sessionId: string | null;
  readonly kind: SessionKind;
  readonly number: number;
  readonly minutes: number;
  readonly link: string | null;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly state: ProposalState;
  readonly times: readonly OfferedTime[];
  readonly answers: readonly TimesAnswer[];
};

/** Where the times stand, seen from everybody who has to be able. */
export type Standing =
  /** This time suits everybody. */
  | { readonly kind: 'agreed'; readonly time: OfferedTime }
  /** Somebody has not answered yet. */
  | { readonly kind: 'waiting'; readonly for: readonly string[] }
  /** Everybody answered and no time suits all. */
  | { readonly kind: 'no_common_time' };

/**
 * Judges the answers: the earliest offered time that is still to come and suits every participant, once all have
 * answered (CONVERSATIONS 3.14). Times that participants offered count only when the pair has taken them up.
 */
export function judgeProposal(
  proposal: Pick<Proposal, 'times' | 'answers'>,
  participantIds: readonly string[],
  now: Date,
): Standing {
  const given = new Map(
    proposal.answers.filter(({ givenAt }) => givenAt !== null).map((answer) => [answer.personId, answer]),
  );
  const waiting = participantIds.filter((personId) => !given.has(personId));
  if (waiting.length > 0 || participantIds.length === 0) return { kind: 'waiting', for: waiting };
  const suiting = openTimes(proposal, now).filter(({ id }) =>
    participantIds.every((personId) => given.get(personId)?.suits.includes(id)),
  );
  const [time] = suiting;
  return time === undefined ? { kind: 'no_common_time' } : { kind: 'agreed', time };
}

/** What participants may choose from: the pair's times that are still to come, earliest first. */
export function openTimes({ times }: Pick<Proposal, 'times'>, now: Date): readonly OfferedTime[] {
  return times
    .filter(({ startsAt, offeredBy }) => startsAt > now && offeredBy.role === 'mentor')
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** Times that participants offered themselves and that are still to come, earliest first. */
export function ownTimes({ times }: Pick<Proposal, 'times'>, now: Date): readonly OfferedTime[] {
  return times
    .filter(({ startsAt, offeredBy }) => startsAt > now && offeredBy.role === 'participant')
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** Nobody of the pair has offered anything: a participant said that an agreed date is not right. */
export function isReopened({ times }: Pick<Proposal, 'times'>): boolean {
  return times.every(({ offeredBy }) => offeredBy.role === 'participant');
}

const dayMs = 86_400_000;

/**
 * Whether a date may still come of an open proposal without another word of the bot: a time is ahead, or it was made
 * less than so many days ago. When every time has passed nobody can choose any more.
 */
export function isBeingAsked(
  { times, madeAt }: Pick<Proposal, 'times' | 'madeAt'>,
  { restDays, now }: { readonly restDays: number; readonly now: Date },
): boolean {
  return times.some(({ startsAt }) => startsAt > now) || now.getTime() - madeAt.getTime() < restDays * dayMs;
}

/** Nearer than this nobody can wait for a free reply. */
const soonMs = 3 * dayMs;

/**
 * When times that wait for a free reply are pushed after all: 24 hours after they were offered, at once when the
 * first of them is less than 72 hours away (CONVERSATIONS 0.8). An instant, before quiet ranges.
 */
export function pushInstant(firstStart: Date, offeredAt: Date): Date {
  const isSoon = firstStart.getTime() - offeredAt.getTime() < soonMs;
  return isSoon ? offeredAt : new Date(offeredAt.getTime() + dayMs);
}
