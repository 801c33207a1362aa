import type { Enrolment } from '../../../domain/people/people.ts';
import { type Called, callTeam } from '../../messages/call-team.ts';
import type { Membership, ProgrammeView, TeamView } from '../../ports/records/views.ts';
import type { SlackContext } from '../handle-slack-event.ts';

/** A team that the person mentors. */
export type MentoredTeam = {
  readonly enrolment: Enrolment;
  readonly team: TeamView;
  readonly programme: ProgrammeView;
  readonly called: Called;
};

/** The teams in which somebody is a mentor. */
export function mentoredTeams(memberships: readonly Membership[]): readonly MentoredTeam[] {
  const several = new Set(memberships.map(({ programme }) => programme.id)).size > 1;
  return memberships.flatMap(({ enrolment, team, programme }) =>
    enrolment.role === 'mentor' && team !== null
      ? [{ enrolment, team, programme, called: callTeam({ team, programme }, several) }]
      : [],
  );
}

/** The person's own team as a mentor; null when it is somebody else's. */
export async function mentoredTeam(
  { records, person }: SlackContext,
  teamId: string,
): Promise<Membership | null> {
  const memberships = await records.people.membershipsOf(person.id);
  return (
    memberships.find(({ enrolment, team }) => enrolment.role === 'mentor' && team?.id === teamId) ?? null
  );
}

/** The teams that a command is about: the one whose code was typed, else all of them. */
export function namedTeams(teams: readonly MentoredTeam[], typed: string): readonly MentoredTeam[] {
  const code = typed.replace(/^(?:チーム|team)\s*/iu, '');
  const named = teams.filter(({ team }) => team.code.normalize('NFKC').toLowerCase() === code.toLowerCase());
  return named.length > 0 ? named : teams;
}
