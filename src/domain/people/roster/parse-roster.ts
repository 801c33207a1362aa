import { failure, type Result, success } from '../../../shared/result.ts';
import { defaultQuietRanges, type Language, type Role } from '../people.ts';
import { checkPeople } from './check-people.ts';
import { findColumns, type Sheet } from './columns.ts';
import { draftRosterRow, type RosterDraft } from './roster-draft.ts';
import { type RosterColumn, type RosterProblem, type RosterRow, rosterColumns } from './roster-row.ts';
import { settleTeams } from './settle-teams.ts';
import type { Table } from './table.ts';

export type RosterOptions = {
  readonly programmeZone: string;
  readonly programmeLanguage: Language;
  /** Codes of the teams that the programme has already; they decide how `1` and `01` are written. */
  readonly knownTeams?: readonly string[];
};

/**
 * The people of a roster, one row per person and role, or every problem of every row in the order of the file.
 * All or nothing: one problem and there are no rows.
 */
export function parseRoster(
  table: Table,
  options: RosterOptions,
): Result<readonly RosterRow[], readonly RosterProblem[]> {
  const sheet = findColumns(table, rosterColumns);
  if (!sheet.readable) return failure(sheet.problems);
  const read = table.rows.map((row) => draftRosterRow(row, sheet));
  const teams = settleTeams(
    read.map(({ draft }) => draft),
    options.knownTeams ?? [],
    sheet,
  );
  const problems: readonly RosterProblem[] = [
    ...sheet.problems,
    ...read.flatMap((row) => row.problems),
    ...teams.problems,
    ...checkPeople(teams.drafts, sheet),
  ];
  if (problems.length > 0) return failure(problems.toSorted((a, b) => a.line - b.line));
  const byCode = Map.groupBy(teams.drafts, ({ code }) => code);
  return success(
    teams.drafts.flatMap((draft) =>
      toRow(draft, { sheet, options, ofPerson: byCode.get(draft.code) ?? [draft] }),
    ),
  );
}

type Surroundings = {
  readonly sheet: Sheet<RosterColumn>;
  readonly options: RosterOptions;
  /** All rows with the same code. */
  readonly ofPerson: readonly RosterDraft[];
};

function toRow(draft: RosterDraft, { sheet, options, ofPerson }: Surroundings): readonly RosterRow[] {
  const { line, code, role, name, teams, organisation } = draft;
  if (code === null || role === null || name === null) return [];
  const said = <Field extends 'email' | 'zone' | 'language' | 'quietRanges'>(
    field: Field,
  ): RosterDraft[Field] | null => ofPerson.find((row) => row[field] !== null)?.[field] ?? null;
  const language = said('language');
  const quietRanges = said('quietRanges');
  // Language and quiet ranges are also chosen in the chats: an empty cell leaves that choice alone.
  const leaves: RosterColumn[] = (['organisation', 'email', 'zone'] as const).filter(
    (column) => !sheet.has(column),
  );
  if (language === null) leaves.push('language');
  if (quietRanges === null) leaves.push('quiet');
  return [
    {
      line,
      code,
      role,
      name,
      teams,
      organisation,
      email: said('email'),
      zone: said('zone') ?? options.programmeZone,
      language: language ?? options.programmeLanguage,
      quietRanges: quietRanges ?? defaultQuietRanges[leadingRole(ofPerson, role)],
      leaves,
    },
  ];
}

/** The role whose default a person of several roles gets, whatever the order of the rows. */
function leadingRole(ofPerson: readonly RosterDraft[], role: Role): Role {
  const order: readonly Role[] = ['participant', 'mentor', 'supporter', 'coordinator'];
  return order.find((candidate) => ofPerson.some((row) => row.role === candidate)) ?? role;
}
