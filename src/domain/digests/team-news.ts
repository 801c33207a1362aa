import { findStandstill, type Standstill, type StandstillFacts } from '../scheduling/pace/find-standstill.ts';
import type { Session } from '../sessions/sessions.ts';
import { daysBetween, toLocal } from '../time.ts';

/** The next date of a team, or where it stands with finding one. */
export type NextDate =
  | { readonly kind: 'set'; readonly at: Date }
  /** Times wait for answers since so many days. */
  | { readonly kind: 'offered'; readonly days: number }
  /** A session is to get another date. */
  | { readonly kind: 'arranging' }
  | { readonly kind: 'none' }
  /** All sessions have taken place. */
  | { readonly kind: 'done' }
  /** The days in which teams meet are over. */
  | { readonly kind: 'over' };

/** What a supporter reads of a team: dates and known reasons, and nothing that people said. */
export type TeamNews = {
  /** Starts of the sessions that took place in the week, earliest first. */
  readonly heldAt: readonly Date[];
  /** The start of the last session by the end of the week that took place or awaits word; null before the first. */
  readonly lastAt: Date | null;
  readonly still: Standstill | null;
  readonly next: NextDate;
};

export type TeamFacts = Omit<StandstillFacts, 'lastAt'> & {
  readonly week: { readonly startsAt: Date; readonly endsAt: Date };
  /** Of the team, of the kind that counts, by start. */
  readonly sessions: readonly Pick<Session, 'startsAt' | 'state'>[];
};

/** What held of a week, and how things stand `now`, by the calendar of the phase's zone (CONVERSATIONS 3.12). */
export function findTeamNews(facts: TeamFacts): TeamNews {
  const { sessions, week, now } = facts;
  const past = sessions.filter(
    ({ state, startsAt }) => startsAt <= now && (state === 'held' || state === 'planned'),
  );
  const byThen = past.filter(({ startsAt }) => startsAt < week.endsAt);
  return {
    heldAt: byThen
      .filter(({ state, startsAt }) => state === 'held' && startsAt >= week.startsAt)
      .map(({ startsAt }) => startsAt),
    lastAt: byThen.at(-1)?.startsAt ?? null,
    still: findStandstill({ ...facts, lastAt: past.at(-1)?.startsAt ?? null }),
    next: findNext(facts),
  };
}

function findNext({ sessions, now, phase, left, proposedAt }: TeamFacts): NextDate {
  const coming = sessions.filter(({ startsAt }) => startsAt > now);
  const next = coming.find(({ state }) => state === 'planned');
  if (next !== undefined) return { kind: 'set', at: next.startsAt };
  const today = toLocal(now, phase.zone).date;
  if (left === 0) return { kind: 'done' };
  if (today > phase.endsOn) return { kind: 'over' };
  if (proposedAt !== null)
    return { kind: 'offered', days: daysBetween(toLocal(proposedAt, phase.zone).date, today) };
  return coming.some(({ state }) => state === 'unsettled') ? { kind: 'arranging' } : { kind: 'none' };
}
