import { addMinutes } from '../../time.ts';
import type { SchedulingPolicy } from '../policy.ts';

/** What the partner of a mentor who cannot come chooses: go alone, another day, or skip this one. */
export type PartnerChoice = 'alone' | 'move' | 'skip';

export type AbsenceFacts = {
  readonly startsAt: Date;
  /** Everybody who holds a place in the session as a mentor. */
  readonly mentors: readonly string[];
  /** Who cannot come, since when that is known, and when they could after all. */
  readonly absences: readonly {
    readonly personId: string;
    readonly at: Date;
    readonly backAt: Date | null;
  }[];
  readonly answers: readonly {
    readonly personId: string;
    readonly choice: PartnerChoice;
    readonly at: Date;
  }[];
  readonly policy: SchedulingPolicy['absence'];
  readonly now: Date;
};

/** When the coordinators are told that nobody has answered, and when the session becomes one to move. */
export type AbsenceDeadlines = { readonly deskAt: Date; readonly moveAt: Date };

export type AbsenceCourse =
  /** Every mentor comes. */
  | { readonly kind: 'stands' }
  /** The partner is asked; from `deskAt` on the coordinators know. */
  | ({ readonly kind: 'asking'; readonly deskKnows: boolean } & AbsenceDeadlines)
  | { readonly kind: 'alone'; readonly by: string }
  /** Because the partner says so, nobody answered in time, or no mentor is left. */
  | { readonly kind: 'move'; readonly because: 'partner' | 'silence' | 'nobody' }
  | { readonly kind: 'skip'; readonly by: string }
  /** First said after the start: nothing is left to decide. */
  | { readonly kind: 'begun' };

type Said = { readonly at: Date; readonly personId: string } & (
  | { readonly kind: 'absent' | 'back' }
  | { readonly kind: 'answer'; readonly choice: PartnerChoice }
);

/** At the same instant, whatever leaves a mentor to answer comes first. */
const order: Readonly<Record<Said['kind'], number>> = { back: 0, absent: 1, answer: 2 };

type Stage = { readonly absent: readonly string[]; readonly course: AbsenceCourse };

/**
 * What becomes of a session whose mentor cannot come (CONVERSATIONS 3.14, 急な都合で出られません), by what was said before
 * `now` in the order of time. Only a mentor who comes can answer, only while the question is open, and the first answer
 * decides. *Move* and *skip* are final; *alone* holds while that mentor comes; with no mentor left it is *move* at once.
 * Who has left the pair says nothing more: the one mentor whom an absent partner leaves behind comes alone.
 */
export function decideAbsence(facts: AbsenceFacts): AbsenceCourse {
  const { startsAt, mentors, now } = facts;
  if (mentors.length === 0) return { kind: 'move', because: 'nobody' };
  const said = sayingsOf(facts).filter(({ at }) => at <= now);
  const inTime = said.filter(({ at }) => at < startsAt);
  const stage = inTime.reduce<Stage>((before, one) => take(one, lapse(before, one.at), facts), {
    absent: [],
    course: { kind: 'stands' },
  });
  const { course } = lapse(stage, now);
  if (course.kind !== 'stands') return course;
  if (said.some(({ kind, at }) => kind === 'absent' && at >= startsAt)) return { kind: 'begun' };
  const [only, ...others] = mentors;
  const isLeftBehind = only !== undefined && others.length === 0 && hasAbsentLeft(facts);
  return isLeftBehind ? { kind: 'alone', by: only } : course;
}

/** Somebody who could not come is not one of the pair any more. */
function hasAbsentLeft({ startsAt, mentors, absences, now }: AbsenceFacts): boolean {
  const isPast = (at: Date): boolean => at < startsAt && at <= now;
  return absences.some(
    ({ personId, at, backAt }) =>
      !mentors.includes(personId) && isPast(at) && (backAt === null || !isPast(backAt)),
  );
}

/** The two instants for an absence that became known at `saidAt`: at once where less time is left. */
export function planAbsenceDeadlines(input: {
  readonly startsAt: Date;
  readonly saidAt: Date;
  readonly policy: SchedulingPolicy['absence'];
}): AbsenceDeadlines {
  const { startsAt, saidAt, policy } = input;
  const notBefore = (minutes: number): Date => {
    const at = addMinutes(startsAt, -minutes);
    return at < saidAt ? saidAt : at;
  };
  return { deskAt: notBefore(policy.deskBeforeMinutes), moveAt: notBefore(policy.moveBeforeMinutes) };
}

function sayingsOf({ mentors, absences, answers }: AbsenceFacts): readonly Said[] {
  // Taken back at the very instant it was said, it is as if it had not been: the order of the two is not kept.
  const standing = absences.filter(({ at, backAt }) => backAt?.getTime() !== at.getTime());
  const spoken = standing.flatMap(({ personId, at, backAt }): Said[] => [
    { kind: 'absent', personId, at },
    ...(backAt === null ? [] : [{ kind: 'back', personId, at: backAt } as const]),
  ]);
  const answered = answers.map((answer): Said => ({ kind: 'answer', ...answer }));
  return [...spoken, ...answered]
    .filter(({ personId }) => mentors.includes(personId))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || order[a.kind] - order[b.kind]);
}

/** What the clock does to an open question. */
function lapse({ absent, course }: Stage, at: Date): Stage {
  if (course.kind !== 'asking') return { absent, course };
  if (at >= course.moveAt) return { absent, course: { kind: 'move', because: 'silence' } };
  return { absent, course: { ...course, deskKnows: at >= course.deskAt } };
}

function take(said: Said, stage: Stage, facts: AbsenceFacts): Stage {
  const { absent, course } = stage;
  if (course.kind === 'move' || course.kind === 'skip') return stage;
  switch (said.kind) {
    case 'answer':
      return course.kind !== 'asking' || absent.includes(said.personId)
        ? stage
        : { absent, course: courseOf(said.choice, said.personId) };
    case 'back': {
      const still = absent.filter((person) => person !== said.personId);
      return { absent: still, course: still.length === 0 ? { kind: 'stands' } : course };
    }
    case 'absent':
      return addAbsent(said, stage, facts);
  }
}

/** Another mentor is out: whoever was asked or going alone may be the one. */
function addAbsent({ personId, at: saidAt }: Said, stage: Stage, facts: AbsenceFacts): Stage {
  const { mentors, startsAt, policy } = facts;
  const { course } = stage;
  const absent = [...stage.absent.filter((person) => person !== personId), personId];
  if (mentors.every((mentor) => absent.includes(mentor)))
    return { absent, course: { kind: 'move', because: 'nobody' } };
  const isSettled = course.kind === 'alone' && !absent.includes(course.by);
  if (isSettled || course.kind === 'asking') return { absent, course };
  const deadlines = planAbsenceDeadlines({ startsAt, saidAt, policy });
  return { absent, course: { kind: 'asking', deskKnows: saidAt >= deadlines.deskAt, ...deadlines } };
}

function courseOf(choice: PartnerChoice, by: string): AbsenceCourse {
  switch (choice) {
    case 'alone':
      return { kind: 'alone', by };
    case 'move':
      return { kind: 'move', because: 'partner' };
    case 'skip':
      return { kind: 'skip', by };
  }
}
