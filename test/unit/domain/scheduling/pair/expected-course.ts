import type {
  AbsenceCourse,
  AbsenceFacts,
} from '../../../../../src/domain/scheduling/pair/decide-absence.ts';

const minuteMs = 60_000;

/**
 * The course of an absence by living through every minute from long before the start to `now`: each minute first lets the
 * deadlines pass, then hears what is said in it. Whole minutes only.
 */
export function expectedCourse({ startsAt, mentors, absences, answers, now }: AbsenceFacts): AbsenceCourse {
  const start = startsAt.getTime();
  const out = new Set<string>();
  let askedAt: number | null = null;
  let alone: string | null = null;
  let wasLate = false;
  if (mentors.length === 0) return { kind: 'move', because: 'nobody' };
  for (let at = start - 300 * minuteMs; at <= now.getTime(); at += minuteMs) {
    if (askedAt !== null && alone === null && at >= Math.max(askedAt, start - 30 * minuteMs))
      return { kind: 'move', because: 'silence' };
    const isNow = (instant: Date | null): boolean => instant?.getTime() === at;
    const told = absences.filter(({ personId }) => mentors.includes(personId));
    const leaving = told.filter((one) => isNow(one.at)).map(({ personId }) => personId);
    const returning = told.filter((one) => isNow(one.backAt)).map(({ personId }) => personId);
    const answering = answers.filter((one) => isNow(one.at) && mentors.includes(one.personId));
    if (leaving.length + returning.length + answering.length === 0) continue;
    if (at >= start) {
      wasLate ||= leaving.length > 0;
      continue;
    }
    for (const person of returning) out.delete(person);
    if (out.size === 0) {
      askedAt = null;
      alone = null;
    }
    for (const person of leaving) {
      out.add(person);
      if (out.size === mentors.length) return { kind: 'move', because: 'nobody' };
      if (alone === null || out.has(alone)) {
        askedAt = alone === null ? (askedAt ?? at) : at;
        alone = null;
      }
      if (askedAt !== null && alone === null && at >= Math.max(askedAt, start - 30 * minuteMs))
        return { kind: 'move', because: 'silence' };
    }
    for (const { personId, choice } of answering) {
      if (askedAt === null || alone !== null || out.has(personId)) continue;
      if (choice === 'alone') alone = personId;
      if (choice === 'move') return { kind: 'move', because: 'partner' };
      if (choice === 'skip') return { kind: 'skip', by: personId };
    }
  }
  if (alone !== null) return { kind: 'alone', by: alone };
  if (askedAt !== null) {
    const deskAt = Math.max(askedAt, start - 60 * minuteMs);
    const moveAt = Math.max(askedAt, start - 30 * minuteMs);
    const deskKnows = now.getTime() >= deskAt;
    return { kind: 'asking', deskKnows, deskAt: new Date(deskAt), moveAt: new Date(moveAt) };
  }
  if (wasLate) return { kind: 'begun' };
  const [only = ''] = mentors;
  const gone = absences.filter((one) => {
    const until = one.backAt !== null && one.backAt < startsAt ? one.backAt.getTime() : Infinity;
    const isOut = one.at < startsAt && one.at <= now && until > now.getTime();
    return isOut && !mentors.includes(one.personId);
  });
  return mentors.length === 1 && gone.length > 0 ? { kind: 'alone', by: only } : { kind: 'stands' };
}
