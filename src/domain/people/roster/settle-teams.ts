import type { Sheet } from './columns.ts';
import type { RosterDraft } from './roster-draft.ts';
import type { RosterColumn, RosterProblem } from './roster-row.ts';
import { matchTeam } from './team-codes.ts';

/**
 * Gives every team one spelling: the programme's, else the first of the file. Teams are made by their participants
 * and mentors; a supporter's team that has neither is a problem.
 */
export function settleTeams(
  drafts: readonly RosterDraft[],
  knownTeams: readonly string[],
  sheet: Sheet<RosterColumn>,
): { readonly drafts: readonly RosterDraft[]; readonly problems: readonly RosterProblem[] } {
  const spellings = [...knownTeams];
  for (const { role, teams } of drafts) {
    if (role !== 'participant' && role !== 'mentor') continue;
    for (const team of teams) if (matchTeam(team, spellings) === null) spellings.push(team);
  }
  const problems = drafts
    .filter(({ role }) => role === 'supporter')
    .flatMap(({ line, teams }) =>
      teams
        .filter((team) => matchTeam(team, spellings) === null)
        .map(
          (value): RosterProblem => ({
            line,
            column: sheet.titleOf('team'),
            reason: { kind: 'unknownTeam', value },
          }),
        ),
    );
  const settled = drafts.map((draft) => ({
    ...draft,
    teams: [...new Set(draft.teams.map((team) => matchTeam(team, spellings) ?? team))],
  }));
  return { drafts: settled, problems };
}
