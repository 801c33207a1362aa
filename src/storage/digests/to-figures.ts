import type {
  Decision,
  DigestFigures,
  Satisfaction,
  Share,
  Undelivered,
} from '../../domain/digests/figures.ts';

import type { TeamFacts, TeamStandstill } from './find-standstills.ts';

/** What a digest counted of one role. */
export type RoleRow = {
  readonly role: string;
  readonly answered: number;
  readonly late: number;
  readonly n: number;
  readonly people: number;
  readonly total: number;
  readonly s5: number;
  readonly s4: number;
  readonly s3: number;
  readonly s2: number;
  readonly s1: number;
};

type TeamMoment = { readonly team: string; readonly at: string };

/** What the JSON of the standing holds. */
export type Standing = {
  readonly sessions: DigestFigures['sessions'];
  readonly due: Readonly<Record<string, number>>;
  readonly lastWeek: Share;
  readonly corrected: number;
  readonly soFar: { readonly held: number; readonly planned: number };
  readonly teams: readonly TeamFacts[];
  readonly unsettled: readonly TeamMoment[];
  readonly contradictions: readonly TeamMoment[];
  readonly overdue: readonly TeamMoment[];
  readonly worries: readonly { readonly team: string; readonly count: number }[];
  readonly murmurs: number;
  readonly contacts: number;
  readonly undelivered: readonly Undelivered[];
  readonly unreachable: DigestFigures['unreachable'];
  readonly nextWeek: DigestFigures['nextWeek'];
};

/** The stored figures; decisions in the order in which they should be looked at. */
export function toFigures({
  roles,
  standing,
  standstills,
  pushes,
}: {
  readonly roles: readonly RoleRow[];
  readonly standing: Standing;
  readonly standstills: readonly TeamStandstill[];
  readonly pushes: DigestFigures['pushes'];
}): DigestFigures {
  const roleOf = (role: string): RoleRow | undefined => roles.find((row) => row.role === role);
  const share = (role: string): Share => ({
    answered: roleOf(role)?.answered ?? 0,
    due: standing.due[role] ?? 0,
  });
  return {
    sessions: standing.sessions,
    reflections: { mentor: share('mentor'), participant: share('participant') },
    lastWeek: standing.lastWeek.due === 0 ? null : standing.lastWeek,
    late: roles.reduce((sum, { late }) => sum + late, 0),
    corrected: standing.corrected,
    satisfaction: {
      mentor: toSatisfaction(roleOf('mentor')),
      participant: toSatisfaction(roleOf('participant')),
    },
    soFar: { ...standing.soFar, idleTeams: standstills.length },
    decisions: toDecisions(standing, standstills),
    undelivered: standing.undelivered,
    unreachable: standing.unreachable,
    pushes,
    nextWeek: standing.nextWeek,
  };
}

function toSatisfaction(row: RoleRow | undefined): Satisfaction {
  if (row === undefined) return { n: 0, people: 0, sum: 0, counts: [0, 0, 0, 0, 0] };
  return {
    n: row.n,
    people: row.people,
    sum: row.total,
    counts: [row.s5, row.s4, row.s3, row.s2, row.s1],
  };
}

function toDecisions(standing: Standing, standstills: readonly TeamStandstill[]): readonly Decision[] {
  return [
    ...standing.unsettled.map((one): Decision => ({ kind: 'unsettled', ...one })),
    ...standing.contradictions.map((one): Decision => ({ kind: 'contradiction', ...one })),
    ...standing.worries.map((one): Decision => ({ kind: 'worries', ...one })),
    ...(standing.contacts > 0 ? [{ kind: 'contacts', count: standing.contacts } as const] : []),
    ...(standing.murmurs > 0 ? [{ kind: 'murmurs', count: standing.murmurs } as const] : []),
    ...standing.overdue.map((one): Decision => ({ kind: 'awaiting', ...one })),
    ...standstills.map(({ id: _id, ...one }): Decision => ({ kind: 'idle', ...one })),
  ];
}
