import type { Act } from './acts.ts';
import { findMeeting, type Meeting, type Truth, withMeeting } from './truth.ts';

const minuteMs = 60_000;
/** Nobody has answered by then: the coordinators know, and then the meeting is to be moved (CONVERSATIONS 3.14). */
const deskBeforeMs = 60 * minuteMs;
const moveBeforeMs = 30 * minuteMs;

/** What has come of a mentor who cannot come; given up: whatever else becomes possible, the meeting is to be moved. */
export type PairCourse = 'stands' | 'asking' | 'alone' | 'given up';

/** What a mentor says of a meeting at one of its dates: only who comes can answer, and the first answer decides. */
export function sayAway(truth: Truth, act: Extract<Act, { kind: 'away' }>, now: number): Truth {
  const { who, number, says } = act;
  const lapsed = lapse(truth, number, now);
  const meeting = findMeeting(lapsed, number);
  if (meeting?.state !== 'planned' || meeting.at <= now || meeting.revision !== act.revision) return lapsed;
  if (!isAccepted(courseOf(meeting, truth, now), says, meeting.out.includes(who))) return lapsed;
  const out =
    says === 'absent' ? [...meeting.out, who] : meeting.out.filter((one) => says !== 'back' || one !== who);
  const said = { ...meeting, out, said: [...meeting.said, { who, says, at: now }] };
  const isGivenUp = courseOf(said, truth, now) === 'given up';
  const state = says === 'skip' ? 'cancelled' : isGivenUp ? 'unsettled' : 'planned';
  return withMeeting(lapsed, { ...said, state });
}

function isAccepted(
  course: PairCourse,
  says: Extract<Act, { kind: 'away' }>['says'],
  isOut: boolean,
): boolean {
  switch (says) {
    case 'absent':
      return !isOut;
    // What was decided holds: people were told.
    case 'back':
      return isOut && (course === 'asking' || course === 'stands');
    case 'alone':
    case 'move':
    case 'skip':
      return course === 'asking' && !isOut;
  }
}

/** By what those said who are the pair now; whoever has left it says nothing more. */
export function courseOf({ at, said }: Meeting, { pair }: Truth, now: number): PairCourse {
  let course: PairCourse = 'stands';
  let out: readonly string[] = [];
  const hear = (instant: number): PairCourse =>
    course === 'asking' && instant >= at - moveBeforeMs ? 'given up' : course;
  for (const one of said.filter(({ who }) => pair.includes(who))) {
    course = hear(one.at);
    if (course === 'given up') return course;
    switch (one.says) {
      case 'absent':
        out = [...out, one.who];
        if (course === 'stands') course = 'asking';
        if (pair.every((who) => out.includes(who))) return 'given up';
        break;
      case 'back':
        out = out.filter((who) => who !== one.who);
        if (out.length === 0) course = 'stands';
        break;
      case 'alone':
        if (course === 'asking') course = 'alone';
        break;
      case 'move':
      case 'skip':
        if (course === 'asking') return 'given up';
    }
  }
  return hear(now);
}

/** The clock has had its say about a meeting: nobody answered in time. */
export function lapse(truth: Truth, number: number, now: number): Truth {
  const meeting = findMeeting(truth, number);
  return meeting === undefined || !isLapsed(meeting, truth, now)
    ? truth
    : withMeeting(truth, { ...meeting, state: 'unsettled' });
}

/** What may be recorded once it is too late to answer: somebody has looked at it meanwhile, or not yet. */
export function withLapses(truth: Truth, now: number): readonly Truth[] {
  let truths: readonly Truth[] = [truth];
  for (const { number } of truth.meetings.filter((meeting) => isLapsed(meeting, truth, now)))
    truths = [...truths, ...truths.map((one) => lapse(one, number, now))];
  return truths;
}

function isLapsed(meeting: Meeting, truth: Truth, now: number): boolean {
  return meeting.state === 'planned' && meeting.at > now && courseOf(meeting, truth, now) === 'given up';
}

/** The meetings of which the coordinators have to know by now, and the next instant at which a deadline passes. */
export function deadlinesOf(
  truth: Truth,
  now: number,
): { readonly deskKnows: readonly Meeting[]; readonly next: number | null } {
  const asking = truth.meetings.filter(
    (meeting) =>
      meeting.state === 'planned' && meeting.at > now && courseOf(meeting, truth, now) === 'asking',
  );
  const ahead = asking
    .flatMap(({ at }) => [at - deskBeforeMs, at - moveBeforeMs])
    .filter((instant) => instant > now);
  return {
    deskKnows: asking.filter(({ at }) => at - deskBeforeMs <= now),
    next: ahead.length === 0 ? null : Math.min(...ahead),
  };
}
