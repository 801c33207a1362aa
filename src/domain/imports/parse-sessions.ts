import { failure, type Result, success } from '../../shared/result.ts';
import { checkLink } from '../scheduling/starts/check-link.ts';
import type { SessionKind } from '../sessions/sessions.ts';
import { isInGap, isPlainDate, type PlainDate, toInstant } from '../time.ts';
import { findSessionConflicts } from './session-conflicts.ts';
import type { SessionRow, StandingSession } from './session-row.ts';
import { type Cells, type ColumnReason, type Problem, readColumns, type Table } from './table.ts';

export type SessionReason =
  | ColumnReason
  | { readonly kind: 'empty' | 'badLink' | 'teamForAll' | 'over' }
  | {
      readonly kind:
        | 'unknownTeam'
        | 'unknownKind'
        | 'badNumber'
        | 'badDate'
        | 'badTime'
        | 'badMinutes'
        | 'noSuchTime';
      readonly value: string;
    }
  | { readonly kind: 'past'; readonly at: Date }
  | { readonly kind: 'outside' }
  | { readonly kind: 'duplicate' | 'overlapsRow'; readonly earlierLine: number }
  | { readonly kind: 'overlaps'; readonly team: string | null; readonly at: Date };

export type SessionProblem = Problem<SessionReason>;

type Field = 'team' | 'number' | 'kind' | 'date' | 'start' | 'minutes' | 'link';

const aliases: Readonly<Record<Field, readonly string[]>> = {
  team: ['チーム', 'team'],
  number: ['回', 'number'],
  kind: ['種別', 'kind'],
  date: ['日付', 'date'],
  start: ['開始', 'start'],
  minutes: ['分', 'minutes'],
  link: ['リンク', 'link'],
};

const kinds: ReadonlyMap<string, SessionKind> = new Map([
  ['メンタリング', 'mentoring'],
  ['mentoring', 'mentoring'],
  ['研修', 'training'],
  ['training', 'training'],
  ['振り返りの会', 'closing'],
  ['closing', 'closing'],
  ['メンター振り返り会', 'mentors_closing'],
  ['mentorsclosing', 'mentors_closing'],
  ['mentors_closing', 'mentors_closing'],
]);

export type SessionContext = {
  readonly zone: string;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly now: Date;
  readonly teams: readonly string[];
  readonly minutesOf: Readonly<Record<SessionKind, number>>;
  /** People who hold a place in a team's sessions, by team code: nobody can be in two at once. */
  readonly mentorsOf: ReadonlyMap<string, readonly string[]>;
  readonly existing: readonly StandingSession[];
};

export type SessionLine = {
  readonly line: number;
  readonly row: SessionRow;
  readonly header: (field: Field) => string;
};

/** Reads a sessions file; every problem of every row is listed, and one problem makes the whole file fail. */
export function parseSessions(
  table: Table,
  context: SessionContext,
): Result<readonly SessionRow[], readonly SessionProblem[]> {
  const { rows, problems: columns } = readColumns(table, aliases, ['number', 'kind', 'date', 'start']);
  if (columns.some(({ reason }) => reason.kind === 'noColumn')) return failure(columns);
  const problems: SessionProblem[] = [...columns];
  const lines: SessionLine[] = [];
  for (const cells of rows) {
    const report: Report = (field, reason) => {
      problems.push({ line: cells.line, column: cells.header(field), reason });
    };
    const row = readRow(cells, context, report);
    if (row !== null) lines.push({ line: cells.line, row, header: cells.header });
  }
  problems.push(...findSessionConflicts(lines, context));
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return problems.length > 0 ? failure(problems) : success(lines.map(({ row }) => row));
}

type Report = (field: Field, reason: SessionReason) => void;

function readRow(cells: Cells<Field>, context: SessionContext, report: Report): SessionRow | null {
  const plain = (field: Field): string => cells.cell(field).normalize('NFKC').trim();
  const kindText = plain('kind').toLowerCase().replace(/\s/gu, '');
  const kind = kinds.get(kindText);
  if (kind === undefined)
    report('kind', kindText === '' ? { kind: 'empty' } : { kind: 'unknownKind', value: plain('kind') });
  const number = readNumber(plain('number'), report);
  const startsAt = readStart(plain('date'), plain('start'), context, report);
  if (kind === undefined || number === null || startsAt === null) return null;
  return {
    team: readTeam(plain('team').toUpperCase(), kind, context, report),
    kind,
    number,
    startsAt,
    minutes: readMinutes(plain('minutes'), context.minutesOf[kind], report),
    link: readLink(cells.cell('link').trim(), report),
  };
}

function readNumber(text: string, report: Report): number | null {
  const number = /^第?(\d{1,2})回?$/u.exec(text)?.[1];
  if (number === undefined || Number(number) < 1) {
    report('number', text === '' ? { kind: 'empty' } : { kind: 'badNumber', value: text });
    return null;
  }
  return Number(number);
}

function readTeam(text: string, kind: SessionKind, { teams }: SessionContext, report: Report): string | null {
  if (kind === 'training') {
    if (text !== '') report('team', { kind: 'teamForAll' });
    return null;
  }
  if (text === '') report('team', { kind: 'empty' });
  else if (!teams.includes(text)) report('team', { kind: 'unknownTeam', value: text });
  return text;
}

function readStart(dateText: string, timeText: string, context: SessionContext, report: Report): Date | null {
  const date = readDate(dateText);
  const time = readTime(timeText);
  if (date === null)
    report('date', dateText === '' ? { kind: 'empty' } : { kind: 'badDate', value: dateText });
  if (time === null)
    report('start', timeText === '' ? { kind: 'empty' } : { kind: 'badTime', value: timeText });
  if (date === null || time === null) return null;
  if (isInGap(date, time, context.zone)) report('start', { kind: 'noSuchTime', value: time });
  if (date < context.startsOn || date > context.endsOn) report('date', { kind: 'outside' });
  return toInstant(date, time, context.zone);
}

/** Year first only: 11/12/2024 could be two days. */
function readDate(text: string): PlainDate | null {
  const match = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/u.exec(text);
  if (match === null) return null;
  const [, year = '', month = '', day = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDate(date) ? date : null;
}

function readTime(text: string): string | null {
  const match = /^(\d{1,2})(?::|時)(?:(\d{1,2})分?)?$/u.exec(text);
  if (match === null) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? '0')];
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function readMinutes(text: string, usual: number, report: Report): number {
  if (text === '') return usual;
  const minutes = Number(/^(\d{1,3})分?$/u.exec(text)?.[1] ?? Number.NaN);
  if (minutes >= 10 && minutes <= 480) return minutes;
  report('minutes', { kind: 'badMinutes', value: text });
  return usual;
}

function readLink(text: string, report: Report): string | null {
  if (text === '') return null;
  if (!checkLink(text).ok) report('link', { kind: 'badLink' });
  return text;
}
