import type { Membership, ProgrammeView, TeamView } from '../../ports/records/views.ts';

/** A team that the person mentors. */
export type MentoredTeam = {
  readonly team: TeamView;
  readonly programme: ProgrammeView;
  /** What it is called: with the programme's short name where the person is in several. */
  readonly called: { readonly team: string; readonly programme?: string };
};

/** The teams in which somebody is a mentor. */
export function mentoredTeams(memberships: readonly Membership[]): readonly MentoredTeam[] {
  const several = new Set(memberships.map(({ programme }) => programme.id)).size > 1;
  return memberships.flatMap(({ enrolment, team, programme }) =>
    enrolment.role === 'mentor' && team !== null
      ? [{ team, programme, called: callTeam({ team, programme }, several) }]
      : [],
  );
}

/** A team's name for somebody who is in one programme, or in several. */
export function callTeam(
  { team, programme }: Pick<MentoredTeam, 'team' | 'programme'>,
  several: boolean,
): MentoredTeam['called'] {
  return several ? { team: team.code, programme: programme.shortName } : { team: team.code };
}

/** The teams that a command is about: the one whose code was typed, else all of them. */
export function namedTeams(teams: readonly MentoredTeam[], typed: string): readonly MentoredTeam[] {
  const code = typed.replace(/^(?:チーム|team)\s*/iu, '');
  const named = teams.filter(({ team }) => team.code.normalize('NFKC').toLowerCase() === code.toLowerCase());
  return named.length > 0 ? named : teams;
}
