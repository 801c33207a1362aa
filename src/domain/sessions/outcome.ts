import { endOf, type Seat, type Session } from './sessions.ts';

const overdueAfterMs = 72 * 60 * 60_000;

/** What somebody with a seat said about whether the session took place. */
export type MetAnswer = { readonly personId: string; readonly met: boolean };

export type Outcome =
  | { readonly kind: 'to_come' }
  /** Over, and nobody has said anything yet. */
  | { readonly kind: 'awaiting' }
  /** The same, 72 hours after the end. */
  | { readonly kind: 'overdue' }
  | { readonly kind: 'held'; readonly contradiction: boolean }
  | { readonly kind: 'missed' };

/**
 * How a session went, from what people said: held when anyone who was there says so or a coordinator marked it,
 * missed when at least one answered and none met; answers that disagree count as held and are a decision.
 */
export function decideOutcome(facts: {
  readonly session: Pick<Session, 'startsAt' | 'minutes'>;
  readonly seats: readonly Pick<Seat, 'personId' | 'attendance'>[];
  readonly answers: readonly MetAnswer[];
  readonly marked: 'held' | 'missed' | null;
  readonly now: Date;
}): Outcome {
  const { session, seats, marked, now } = facts;
  const expected = new Set(
    seats.filter(({ attendance }) => attendance === 'expected').map(({ personId }) => personId),
  );
  const answers = facts.answers.filter(({ personId }) => expected.has(personId));
  const contradiction = answers.some(({ met }) => met) && answers.some(({ met }) => !met);
  if (marked !== null) return marked === 'held' ? { kind: 'held', contradiction: false } : { kind: 'missed' };
  if (answers.some(({ met }) => met)) return { kind: 'held', contradiction };
  if (answers.length > 0) return { kind: 'missed' };
  const end = endOf(session).getTime();
  if (now.getTime() < end) return { kind: 'to_come' };
  return now.getTime() >= end + overdueAfterMs ? { kind: 'overdue' } : { kind: 'awaiting' };
}
