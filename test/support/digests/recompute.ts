import type { RandomProgramme } from './random-programme.ts';

/** The instants of one week, as the digest is asked for it. */
export type Week = {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
  readonly takenAt: number;
  readonly mentoringFrom: number;
  readonly mentoringTo: number;
};

/** What earlier digests have counted already; this one's additions are written into it. */
export type Counted = { readonly reflections: Set<string>; readonly corrections: Set<string> };

const day = 86_400_000;
const ms = (at: string): number => Date.parse(at);

/** The figures of a week by walking over the rows, sharing nothing with the query that they are compared with. */
export function recompute(programme: RandomProgramme, week: Week, counted: Counted) {
  const { sessions, seats, reflections, enrolments, people, teams } = programme;
  const stampedNow = reflections.filter(
    (one) => one.answered_at !== null && ms(one.answered_at) < week.to && !counted.reflections.has(one.id),
  );
  for (const { id } of stampedNow) counted.reflections.add(id);
  const correctedNow = programme.corrections.filter(
    (one) => ms(one.at) < week.to && !counted.corrections.has(one.id),
  );
  for (const { id } of correctedNow) counted.corrections.add(id);

  const sessionOf = new Map(sessions.map((one) => [one.id, one]));
  const enrolmentOf = new Map(enrolments.map((one) => [one.id, one]));
  const personOf = new Map(people.map((one) => [one.id, one]));
  const codeOf = new Map(teams.map((one) => [one.id, one.code]));
  const endedIn = (from: number, to: number) =>
    sessions.filter((one) => one.state !== 'cancelled' && ms(one.ends_at) >= from && ms(one.ends_at) < to);
  const week_ = endedIn(week.from, week.to);
  const inState = (state: string): number => week_.filter((one) => one.state === state).length;

  const dueSeats = (from: number, to: number) => {
    const ended = new Set(
      endedIn(from, to)
        .filter(({ state }) => state === 'planned' || state === 'held' || state === 'missed')
        .map(({ id }) => id),
    );
    return seats.filter((seat) => {
      if (!ended.has(seat.session_id) || seat.attendance !== 'expected') return false;
      const enrolment = enrolmentOf.get(seat.enrolment_id);
      if (enrolment === undefined) return false;
      return (
        enrolment.consent === 'agreed' || (enrolment.role === 'mentor' && enrolment.consent === 'unanswered')
      );
    });
  };
  const due = dueSeats(week.from, week.to);
  const ofRole = (role: string) => {
    const mine = due.filter((seat) => seat.role === role);
    const answers = stampedNow.filter(({ seat_id }) => mine.some(({ id }) => id === seat_id));
    const ratings = answers.flatMap(({ satisfaction }) => (satisfaction === null ? [] : [satisfaction]));
    return {
      share: { answered: answers.length, due: mine.length },
      satisfaction: {
        n: ratings.length,
        sum: ratings.reduce((sum, one) => sum + one, 0),
        counts: [5, 4, 3, 2, 1].map((value) => ratings.filter((one) => one === value).length),
      },
    };
  };
  const mentor = ofRole('mentor');
  const participant = ofRole('participant');

  const lastDue = dueSeats(week.before, week.from);
  const lastAnswered = lastDue.filter((seat) =>
    reflections.some(
      (one) => one.seat_id === seat.id && one.answered_at !== null && counted.reflections.has(one.id),
    ),
  );
  const mentoring = sessions.filter(({ kind, state }) => kind === 'mentoring' && state !== 'cancelled');
  const idle = teams.flatMap((team) => {
    if (week.to <= week.mentoringFrom || week.to > week.mentoringTo) return [];
    const last = mentoring
      .filter((one) => one.team_id === team.id && ['held', 'planned'].includes(one.state))
      .map((one) => ms(one.starts_at))
      .filter((at) => at < week.to)
      .sort((a, b) => b - a)[0];
    const since = Math.max(last ?? week.mentoringFrom, week.mentoringFrom);
    const days = Math.floor((week.to - since) / day);
    return days >= 21 ? [`idle ${team.code} ${days}`] : [];
  });
  const decision = (kind: string, one: { readonly team_id: string; readonly starts_at: string }): string =>
    `${kind} ${codeOf.get(one.team_id) ?? ''} ${ms(one.starts_at)}`;
  const running = enrolments.filter(({ ended_at }) => ended_at === null);
  const countPeople = (role: string, holds: (person: RandomProgramme['people'][number]) => boolean): number =>
    running.filter((one) => {
      const person = personOf.get(one.person_id);
      return one.role === role && person !== undefined && holds(person);
    }).length;
  return {
    sessions: {
      planned: week_.length,
      held: inState('held'),
      notMet: inState('missed'),
      unsettled: inState('unsettled'),
      awaiting: inState('planned'),
    },
    reflections: { mentor: mentor.share, participant: participant.share },
    satisfaction: { mentor: mentor.satisfaction, participant: participant.satisfaction },
    lastWeek: lastDue.length === 0 ? null : { due: lastDue.length, answered: lastAnswered.length },
    late: stampedNow.filter((one) => {
      const session = sessionOf.get(one.session_id);
      return session !== undefined && ms(session.ends_at) < week.from;
    }).length,
    corrected: new Set(correctedNow.map(({ reflection_id }) => reflection_id)).size,
    soFar: {
      held: mentoring.filter(({ state, starts_at }) => state === 'held' && ms(starts_at) < week.to).length,
      planned: mentoring.length,
      idleTeams: idle.length,
    },
    decisions: [
      ...sessions
        .filter((one) => one.state === 'unsettled' && ms(one.starts_at) >= week.before)
        .map((one) => decision('unsettled', one)),
      ...week_.filter(({ contradicted }) => contradicted).map((one) => decision('contradiction', one)),
      ...sessions
        .filter(
          (one) =>
            one.state === 'planned' &&
            ms(one.ends_at) >= week.before &&
            ms(one.ends_at) <= week.takenAt - 3 * day,
        )
        .map((one) => decision('awaiting', one)),
      ...idle,
    ].sort(),
    contacts: programme.deliveries.filter(
      (one) =>
        one.kind === 'contact.desk' &&
        one.state !== 'cancelled' &&
        ms(one.due_at) >= week.from &&
        ms(one.due_at) < week.to,
    ).length,
    undelivered: programme.deliveries
      .filter((one) => ms(one.due_at) >= week.from && ms(one.due_at) < week.to)
      .flatMap((one) => {
        if (one.state === 'expired') return [`${one.kind} expired`];
        if (one.state === 'failed') return [`${one.kind} refused`];
        return one.state === 'skipped' && one.reason === 'unreachable' ? [`${one.kind} relayed`] : [];
      })
      .sort(),
    unreachable: {
      line: countPeople('participant', (one) => one.line_user_id !== null && !one.line_reachable),
      slack: countPeople('mentor', (one) =>
        one.slack_user_id === null ? one.slack_looked_up_at !== null : !one.slack_reachable,
      ),
      notJoined: countPeople('participant', (one) => one.line_user_id === null),
      remindersOnly: running.filter((one) => {
        const person = personOf.get(one.person_id);
        if (one.role === 'mentor') return one.consent === 'reminders_only';
        return person?.line_user_id !== null && one.consent !== 'agreed';
      }).length,
    },
    nextWeek: sessions.filter(
      (one) =>
        ms(one.starts_at) >= week.to &&
        ms(one.starts_at) < week.after &&
        (one.state === 'planned' || one.state === 'unsettled'),
    ).length,
  };
}
