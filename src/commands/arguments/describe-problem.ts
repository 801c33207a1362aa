import type { RosterProblem } from '../../domain/imports/parse-roster.ts';
import type { SessionProblem } from '../../domain/imports/parse-sessions.ts';
import type { ColumnReason, Problem, TableProblem } from '../../domain/imports/table.ts';
import { startOfDay } from '../../domain/time.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { RosterRefusal } from '../../use-cases/desk/import-roster.ts';
import type { ProgrammeView } from '../../use-cases/ports/records/views.ts';

type Imports = Texts['cli']['imports'];

/** Why a file is no table. */
export function describeTableProblem(texts: Imports, { kind }: TableProblem): string {
  return texts.fileProblem({ reason: texts.file[kind] });
}

/** One problem of a roster. */
export function describeRosterProblem(texts: Imports, problem: RosterProblem): string {
  return placeProblem(texts, problem, describeRosterReason(texts, problem.reason));
}

/** What the programme's other people stand against; `lineOf` answers the line of a person's code. */
export function describeRefusal(
  { problem, fileProblem, person, columns }: Imports,
  refusal: RosterRefusal,
  lineOf: (code: string) => number,
): string {
  switch (refusal.kind) {
    case 'emailTaken':
      return problem({
        line: lineOf(refusal.code),
        column: columns.email,
        reason: person.emailTaken({ value: refusal.email, code: refusal.ownerCode }),
      });
    case 'replaced':
      return problem({
        line: lineOf(refusal.code),
        column: columns.team,
        reason: person.replaced(refusal),
      });
    case 'tooManyMentors':
      return fileProblem({ reason: person.tooManyMentors(refusal) });
  }
}

/** One problem of a sessions file. */
export function describeSessionProblem(
  texts: Imports,
  problem: SessionProblem,
  programme: ProgrammeView,
): string {
  return placeProblem(texts, problem, sessionReason(texts, problem.reason, programme));
}

/** What is wrong with a person's own data, wherever it was given. */
export function describeRosterReason(texts: Imports, reason: RosterProblem['reason']): string {
  const { person } = texts;
  switch (reason.kind) {
    case 'noColumn':
    case 'unknownColumn':
    case 'columnTwice':
    case 'cells':
      return columnReason(texts, reason);
    case 'empty':
      return texts.row.empty;
    case 'tooLong':
      return texts.row.tooLong(reason);
    case 'differs':
      return texts.row.differs(reason);
    case 'noEmail':
    case 'quietAllDay':
    case 'noTeam':
      return person[reason.kind];
    case 'badCode':
    case 'unknownRole':
    case 'badEmail':
    case 'unknownZone':
    case 'unknownLanguage':
    case 'badQuiet':
    case 'twoTeams':
      return person[reason.kind](reason);
    case 'tooManyMentors':
      return person.tooManyMentors(reason);
    case 'duplicateCode':
    case 'duplicateEmail':
      return person[reason.kind](reason);
  }
}

function sessionReason(
  texts: Imports,
  reason: SessionProblem['reason'],
  { zone, startsOn, endsOn }: ProgrammeView,
): string {
  const { session } = texts;
  switch (reason.kind) {
    case 'noColumn':
    case 'unknownColumn':
    case 'columnTwice':
    case 'cells':
      return columnReason(texts, reason);
    case 'empty':
      return texts.row.empty;
    case 'badLink':
    case 'teamForAll':
    case 'over':
      return session[reason.kind];
    case 'unknownTeam':
    case 'unknownKind':
    case 'badNumber':
    case 'badDate':
    case 'badTime':
    case 'badMinutes':
    case 'noSuchTime':
      return session[reason.kind](reason);
    case 'past':
      return session.past({ at: reason.at, zone });
    case 'outside':
      return session.outside({ from: startOfDay(startsOn, zone), to: startOfDay(endsOn, zone), zone });
    case 'duplicate':
    case 'overlapsRow':
      return session[reason.kind](reason);
    case 'overlaps':
      return session.overlaps({ team: reason.team ?? '', at: reason.at, zone });
  }
}

function columnReason(texts: Imports, reason: ColumnReason): string {
  return reason.kind === 'cells' ? texts.row.cells(reason) : texts.file[reason.kind](reason);
}

/** A problem of a file as one line: where, and what to do. */
function placeProblem<Reason>(texts: Imports, { line, column }: Problem<Reason>, reason: string): string {
  if (line === null) return texts.fileProblem({ reason });
  return column === null ? texts.rowProblem({ line, reason }) : texts.problem({ line, column, reason });
}
