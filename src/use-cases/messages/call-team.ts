import type { ProgrammeView, TeamView } from '../ports/records/views.ts';

/** What a team is called: with the programme's short name for somebody who is in several. */
export type Called = { readonly team: string; readonly programme?: string };

/** A team's name for somebody who is in one programme, or in several. */
export function callTeam(
  { team, programme }: { readonly team: TeamView; readonly programme: ProgrammeView },
  several: boolean,
): Called {
  return several ? { team: team.code, programme: programme.shortName } : { team: team.code };
}
