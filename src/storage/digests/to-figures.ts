import type {
  Decision,
  DigestFigures,
  Satisfaction,
  Share,
  Undelivered,
} from '../../domain/digests/figures.ts';

type RoleRow = {
  readonly role: string;
  readonly due: number;
  readonly answered: number;
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

/** What the rollup's JSON holds. */
export type Rollup = {
  readonly sessions: DigestFigures['sessions'];
  readonly roles: readonly RoleRow[];
  readonly lastWeek: Share;
  readonly late: number;
  readonly corrected: number;
  readonly soFar: { readonly held: number; readonly planned: number };
  readonly idle: readonly { readonly team: string; readonly days: number; readonly lastAt: string | null }[];
  readonly unsettled: readonly TeamMoment[];
  readonly contradictions: readonly TeamMoment[];
  readonly overdue: readonly TeamMoment[];
  readonly worries: readonly { readonly team: string; readonly count: number }[];
  readonly murmurs: number;
  readonly contacts: number;
  readonly undelivered: readonly Undelivered[];
  readonly unreachable: DigestFigures['unreachable'];
  readonly nextWeek: number;
};

/** The stored figures; decisions in the order in which they should be looked at. */
export function toFigures(rollup: Rollup, pushes: DigestFigures['pushes']): DigestFigures {
  const roleOf = (role: string): RoleRow | undefined => rollup.roles.find((row) => row.role === role);
  return {
    sessions: rollup.sessions,
    reflections: { mentor: toShare(roleOf('mentor')), participant: toShare(roleOf('participant')) },
    lastWeek: rollup.lastWeek.due === 0 ? null : rollup.lastWeek,
    late: rollup.late,
    corrected: rollup.corrected,
    satisfaction: {
      mentor: toSatisfaction(roleOf('mentor')),
      participant: toSatisfaction(roleOf('participant')),
    },
    soFar: { ...rollup.soFar, idleTeams: rollup.idle.length },
    decisions: toDecisions(rollup),
    undelivered: rollup.undelivered,
    unreachable: rollup.unreachable,
    pushes,
    nextWeek: { count: rollup.nextWeek, undated: 0 },
  };
}

function toShare(row: RoleRow | undefined): Share {
  return { answered: row?.answered ?? 0, due: row?.due ?? 0 };
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

function toDecisions(rollup: Rollup): readonly Decision[] {
  return [
    ...rollup.unsettled.map((one): Decision => ({ kind: 'unsettled', ...one })),
    ...rollup.contradictions.map((one): Decision => ({ kind: 'contradiction', ...one })),
    ...rollup.worries.map((one): Decision => ({ kind: 'worries', ...one })),
    ...(rollup.contacts > 0 ? [{ kind: 'contacts', count: rollup.contacts } as const] : []),
    ...(rollup.murmurs > 0 ? [{ kind: 'murmurs', count: rollup.murmurs } as const] : []),
    ...rollup.overdue.map((one): Decision => ({ kind: 'awaiting', ...one })),
    ...rollup.idle.map((one): Decision => ({ kind: 'idle', ...one })),
  ];
}
