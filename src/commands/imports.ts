import { parseRoster } from '../domain/imports/parse-roster.ts';
import { parseSessions } from '../domain/imports/parse-sessions.ts';
import type { RosterChange, RosterField } from '../domain/imports/roster-row.ts';
import { type SessionChange, sessionKey } from '../domain/imports/session-row.ts';
import type { Table } from '../domain/imports/table.ts';
import { toLocal } from '../domain/time.ts';
import type { Texts } from '../i18n/texts.ts';
import { readCsv } from '../storage/files/read-table.ts';
import { importRoster } from '../use-cases/desk/import-roster.ts';
import { importSessions } from '../use-cases/desk/import-sessions.ts';
import { sessionContext } from '../use-cases/desk/session-context.ts';
import {
  describeRefusal,
  describeRosterProblem,
  describeSessionProblem,
  describeTableProblem,
} from './arguments/describe-problem.ts';
import { type Command, type CommandContext, needProgramme, UsageError } from './command.ts';

/** `roster import`: people, teams and roles of a programme; all or nothing. */
export const rosterImport: Command = {
  name: 'roster import',
  summary: 'rosterImport',
  usage: 'FILE.csv --programme KEY [--dry-run]',
  words: ['FILE.csv'],
  options: ['programme'],
  flags: ['dry-run'],
  run: async (context) => {
    const table = await readTable(context);
    if (table === null) return false;
    const { texts, desk, clock, args } = context;
    const dryRun = args.flags.has('dry-run');
    return desk.transact(async (records) => {
      const programme = await needProgramme(context, records);
      const rows = parseRoster(table, programme);
      if (!rows.ok) {
        return refuse(
          context,
          rows.error.map((problem) => describeRosterProblem(texts.imports, problem)),
        );
      }
      const imported = await importRoster(records, { programme, rows: rows.value, now: clock.now(), dryRun });
      if (!imported.ok) {
        const lineOf = (code: string): number =>
          table.rows[rows.value.findIndex((row) => row.code === code)]?.line ?? 1;
        return refuse(
          context,
          imported.error.map((refusal) => describeRefusal(texts.imports, refusal, lineOf)),
        );
      }
      report(context, imported.value.map(rosterLine(texts.imports, programme.zone)), imported.value, dryRun);
      return true;
    });
  },
};

/** `sessions import`: dates of a programme's sessions; all or nothing. */
export const sessionsImport: Command = {
  name: 'sessions import',
  summary: 'sessionsImport',
  usage: 'FILE.csv --programme KEY [--dry-run]',
  words: ['FILE.csv'],
  options: ['programme'],
  flags: ['dry-run'],
  run: async (context) => {
    const table = await readTable(context);
    if (table === null) return false;
    const { texts, desk, clock, args } = context;
    const dryRun = args.flags.has('dry-run');
    return desk.transact(async (records) => {
      const programme = await needProgramme(context, records);
      const rows = parseSessions(table, await sessionContext(records, programme, clock.now()));
      if (!rows.ok) {
        return refuse(
          context,
          rows.error.map((problem) => describeSessionProblem(texts.imports, problem, programme)),
        );
      }
      const changes = await importSessions(records, {
        programme,
        rows: rows.value,
        now: clock.now(),
        dryRun,
      });
      report(context, changes.map(sessionLine(texts.imports, programme.zone)), changes, dryRun);
      return true;
    });
  },
};

/** The file named by the first word; null when it is no table, which has been printed. */
async function readTable(context: CommandContext): Promise<Table | null> {
  const { args, texts, print, readFile } = context;
  const [path] = args.words;
  if (path === undefined) throw new UsageError(texts.desk.needsOption({ option: 'FILE.csv' }));
  const table = readCsv(await readFile(path));
  if (table.ok) return table.value;
  print(describeTableProblem(texts.imports, table.error));
  return null;
}

/** Prints every problem. Nothing was written yet, and nothing will be. */
function refuse({ print, texts }: CommandContext, problems: readonly string[]): false {
  for (const problem of problems) print(problem);
  print(texts.imports.nothingWritten({ count: problems.length }));
  return false;
}

function report(
  { print, texts }: CommandContext,
  lines: readonly (string | null)[],
  changes: readonly { readonly kind: string }[],
  dryRun: boolean,
): void {
  for (const line of lines) if (line !== null) print(line);
  const count = (kind: string): number => changes.filter((change) => change.kind === kind).length;
  print(
    texts.imports.summary({
      created: count('created'),
      updated: count('updated'),
      unchanged: count('unchanged'),
    }),
  );
  if (dryRun) print(texts.imports.dryRun);
}

const columnOf: Readonly<Record<RosterField, keyof Texts['cli']['imports']['columns']>> = {
  name: 'name',
  teams: 'team',
  organisation: 'organisation',
  email: 'email',
  zone: 'zone',
  language: 'language',
  quietRanges: 'quiet',
};

function rosterLine(texts: Texts['cli']['imports'], zone: string) {
  return (change: RosterChange): string | null => {
    const key = `${change.row.code}/${change.row.role}`;
    switch (change.kind) {
      case 'created':
        return texts.created({ key });
      case 'updated':
        return texts.updated({ key, columns: change.fields.map((field) => texts.columns[columnOf[field]]) });
      case 'absent':
        return texts.absent({ key });
      case 'left':
        return texts.left({ key, at: change.endedAt, zone });
      case 'unchanged':
        return null;
    }
  };
}

function sessionLine({ created, updated, columns }: Texts['cli']['imports'], zone: string) {
  const columnsOf = (change: Extract<SessionChange, { kind: 'updated' }>): readonly string[] => {
    const [was, is] = [toLocal(change.former.startsAt, zone), toLocal(change.row.startsAt, zone)];
    return [
      ...(was.date === is.date ? [] : [columns.date]),
      ...(was.hour === is.hour && was.minute === is.minute ? [] : [columns.start]),
      ...(change.fields.includes('minutes') ? [columns.minutes] : []),
      ...(change.fields.includes('link') ? [columns.link] : []),
    ];
  };
  return (change: SessionChange): string | null => {
    const key = sessionKey(change.row);
    switch (change.kind) {
      case 'created':
        return created({ key });
      case 'updated':
        return updated({ key, columns: columnsOf(change) });
      case 'unchanged':
        return null;
    }
  };
}
