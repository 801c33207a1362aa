import type { Result } from '../../../shared/result.ts';
import type { Language, QuietRange, Role } from '../people.ts';
import { readRequired, readText } from './cells.ts';
import type { Sheet } from './columns.ts';
import { readCode, readEmail, readLanguage, readQuiet, readRole, readZone } from './roster-cells.ts';
import type { RosterColumn, RosterProblem, RosterReason } from './roster-row.ts';
import type { TableRow } from './table.ts';
import { isTeamCode, readTeamCodes } from './team-codes.ts';

const longestName = 100;

/** A row cell by cell. Null is an empty cell or one with a problem, so that all rows can be checked to the end. */
export type RosterDraft = {
  readonly line: number;
  readonly code: string | null;
  readonly role: Role | null;
  readonly name: string | null;
  readonly teams: readonly string[];
  readonly organisation: string | null;
  readonly email: string | null;
  /** True when nothing stands in the e-mail cell, not even something unreadable. */
  readonly emailIsEmpty: boolean;
  readonly zone: string | null;
  readonly language: Language | null;
  readonly quietRanges: readonly QuietRange[] | null;
};

/** Reads every cell of a row and lists every problem that the row has by itself. */
export function draftRosterRow(
  row: TableRow,
  sheet: Sheet<RosterColumn>,
): { readonly draft: RosterDraft; readonly problems: readonly RosterProblem[] } {
  const problems: RosterProblem[] = [];
  const refuse = (column: RosterColumn, reason: RosterReason): void => {
    problems.push({ line: row.line, column: sheet.titleOf(column), reason });
  };
  const take = <Value>(
    column: RosterColumn,
    read: (cell: string) => Result<Value, RosterReason>,
  ): Value | null => {
    const result = read(sheet.cell(row, column));
    if (result.ok) return result.value;
    refuse(column, result.error);
    return null;
  };

  const code = take('code', readCode);
  const role = take('role', readRole);
  const teams = readTeamCodes(sheet.cell(row, 'team'));
  for (const reason of judgeTeams(teams, role)) refuse('team', reason);
  const draft: RosterDraft = {
    line: row.line,
    code,
    role,
    name: take('name', (cell) => readRequired(cell, longestName)),
    teams: teams.filter(isTeamCode),
    organisation: take('organisation', (cell) => readText(cell, longestName)) || null,
    email: take('email', readEmail),
    emailIsEmpty: sheet.cell(row, 'email') === '',
    zone: take('zone', readZone),
    language: take('language', readLanguage),
    quietRanges: take('quiet', readQuiet),
  };
  return { draft, problems };
}

function judgeTeams(teams: readonly string[], role: Role | null): readonly RosterReason[] {
  const unreadable = teams
    .filter((team) => !isTeamCode(team))
    .map((value): RosterReason => ({ kind: 'badCode', value }));
  if (unreadable.length > 0 || role === null) return unreadable;
  const value = teams.join('、');
  switch (role) {
    case 'participant':
    case 'mentor':
      if (teams.length === 0) return [{ kind: 'noTeam' }];
      return teams.length > 1 ? [{ kind: 'twoTeams', value }] : [];
    case 'supporter':
      return [];
    case 'coordinator':
      return teams.length > 0 ? [{ kind: 'teamOfCoordinator', value }] : [];
  }
}
