import { type Listener, lastOpenBefore, quietEndsAt } from './quiet-times.ts';
import {
  mentorsThen,
  type PlayedSeason,
  type SeasonPerson,
  type SeasonSession,
  type Standing,
} from './season.ts';
import { daysLater, instantOf, wallClock } from './zoned-time.ts';

export type Offset = 'eve' | 'hour';

export type ExpectedReminder = {
  readonly person: string;
  readonly session: string;
  /** The start time it speaks of. */
  readonly startsAt: Date;
  /** In whose company it is read: alone on LINE, alone in Slack, or with the partner in the pair's group. */
  readonly audience: 'line' | 'dm' | 'pair';
  readonly offset: Offset;
  /** When it should come, to the minute. */
  readonly dueAt: Date;
  /** It counts when it comes in this span, outside the reader's quiet ranges. The end is the start of the session. */
  readonly window: { readonly from: Date; readonly until: Date };
  /** The start was set after the reminder's own instant: the notice of the change is the reminder. */
  readonly byNotice: boolean;
};

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
const leastApartMs = 180 * minuteMs;
const leastLeadMs = 60 * minuteMs;
const participantEve = '20:00';
const mentorEve = '21:00';

/**
 * Every reminder that should reach somebody, derived from what people agreed on alone. Left out is what cannot arrive: after a
 * cancellation or once all participants or both mentors are out, before somebody joins, after somebody blocks the account. A session
 * that moved expects one for each start time that stood when its reminder fell due.
 */
export function expectReminders(season: PlayedSeason): readonly ExpectedReminder[] {
  return season.sessions.flatMap((session) =>
    session.standings.flatMap((standing) => [
      ...forParticipants(session, standing),
      ...forMentors(session, standing),
    ]),
  );
}

function forParticipants(session: SeasonSession, standing: Standing): readonly ExpectedReminder[] {
  return session.participants.flatMap((person) => {
    const absentFrom = leavesAt(session, standing, person);
    const due = lastOpenBefore(eveOf(standing.startsAt, participantEve, person.zone), [person]);
    const reminder = toReminder({ session, standing, person, audience: 'line', offset: 'eve', due });
    const arrives =
      reminder !== null &&
      reminder.dueAt >= person.joinsAt &&
      (person.blocksAt === null || reminder.dueAt < person.blocksAt) &&
      (absentFrom === null || reminder.dueAt < absentFrom);
    return arrives ? [reminder] : [];
  });
}

/** When somebody said that they cannot come at this very start. */
function leavesAt(
  { absences }: SeasonSession,
  { from, until }: Standing,
  { code }: SeasonPerson,
): Date | null {
  const absence = absences.find(
    ({ person, at }) => person === code && at >= from && (until === null || at <= until),
  );
  return absence?.at ?? null;
}

/** When the last of these people said so; null while one of them comes. */
function emptyAt(session: SeasonSession, standing: Standing, people: readonly SeasonPerson[]): Date | null {
  const outs = people.flatMap((person) => leavesAt(session, standing, person)?.getTime() ?? []);
  const isEmpty = outs.length > 0 && outs.length === people.length;
  return isEmpty ? new Date(Math.max(...outs)) : null;
}

/** With no participant left, or of a mentoring session no mentor, nobody is reminded of it any more. */
function givenUpAt(session: SeasonSession, standing: Standing): Date | null {
  const { kind, participants } = session;
  const sides = kind === 'mentoring' ? [participants, mentorsThen(session, standing)] : [participants];
  const ends = sides.flatMap((people) => emptyAt(session, standing, people)?.getTime() ?? []);
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}

function forMentors(session: SeasonSession, standing: Standing): readonly ExpectedReminder[] {
  const mentors = mentorsThen(session, standing);
  const comes = ({ person, dueAt }: ExpectedReminder): boolean => {
    const mentor = mentors.find(({ code }) => code === person);
    const leftAt = mentor === undefined ? null : leavesAt(session, standing, mentor);
    return leftAt === null || dueAt < leftAt;
  };
  const alone = (): readonly ExpectedReminder[] =>
    mentors.flatMap((mentor) => readBy([mentor], { session, standing, audience: 'dm' }) ?? []);
  // What stands in the pair's group is for whoever comes, and read by both of them.
  const together =
    session.kind === 'training' ? null : readBy(mentors, { session, standing, audience: 'pair' });
  return together ?? alone().filter(comes);
}

/** What the readers of one conversation get; null when no instant suits them all. */
function readBy(
  mentors: readonly SeasonPerson[],
  given: Pick<Wanted, 'session' | 'standing' | 'audience'>,
): readonly ExpectedReminder[] | null {
  const { startsAt } = given.standing;
  const eves = mentors.map(({ zone }) => eveOf(startsAt, mentorEve, zone).getTime());
  const eve = lastOpenBefore(new Date(Math.min(...eves)), mentors satisfies readonly Listener[]);
  if (eve === null) return null;
  const hour = lastOpenBefore(new Date(startsAt.getTime() - leastLeadMs), mentors);
  const { from } = given.standing;
  // Set after the evening before, it is told as soon as all of them can hear it.
  const told = eve < from ? (quietEndsAt(from, mentors) ?? from) : eve;
  const isOne = hour === null || Math.abs(hour.getTime() - told.getTime()) < leastApartMs;
  return mentors.flatMap((person) =>
    [
      toReminder({ ...given, person, offset: 'eve', due: eve }),
      isOne ? null : toReminder({ ...given, person, offset: 'hour', due: hour }),
    ].filter((one) => one !== null),
  );
}

type Wanted = {
  readonly session: SeasonSession;
  readonly standing: Standing;
  readonly person: SeasonPerson;
  readonly audience: ExpectedReminder['audience'];
  readonly offset: Offset;
  readonly due: Date | null;
};

/** Null where the start did not stand when the reminder fell due, or came too late to remind of it. */
function toReminder({ session, standing, person, audience, offset, due }: Wanted): ExpectedReminder | null {
  if (due === null) return null;
  const { startsAt, from, until } = standing;
  const byNotice = due < from;
  if (byNotice && (offset === 'hour' || from.getTime() > startsAt.getTime() - leastLeadMs)) return null;
  const dueAt = byNotice ? from : due;
  const gone = [until, session.cancelledAt, givenUpAt(session, standing)].filter((at) => at !== null);
  if (gone.some((at) => at <= dueAt)) return null;
  return {
    person: person.code,
    session: session.key,
    startsAt,
    audience,
    offset,
    dueAt,
    window: { from: new Date(dueAt.getTime() - dayMs), until: startsAt },
    byNotice,
  };
}

function eveOf(startsAt: Date, time: string, zone: string): Date {
  return instantOf(daysLater(wallClock(startsAt, zone).date, -1), time, zone);
}
