import { failure, type Result, success } from '../../shared/result.ts';
import { defaultQuietRanges, type Language, type QuietRange, type Role } from '../people/people.ts';
import { parseQuietRanges } from '../people/quiet-ranges.ts';
import { isZone } from '../time.ts';
import { findRosterConflicts } from './roster-conflicts.ts';
import { type OwnField, type RosterRow, unifyPeople } from './roster-row.ts';
import { type Cells, type ColumnReason, type Problem, readColumns, type Table } from './table.ts';

export type RosterReason =
  | ColumnReason
  | { readonly kind: 'empty' | 'noEmail' | 'quietAllDay' | 'noTeam' }
  | { readonly kind: 'tooLong'; readonly max: number }
  | {
      readonly kind:
        | 'badCode'
        | 'unknownRole'
        | 'badEmail'
        | 'unknownZone'
        | 'unknownLanguage'
        | 'badQuiet'
        | 'twoTeams';
      readonly value: string;
    }
  | { readonly kind: 'differs'; readonly earlierLine: number }
  | { readonly kind: 'tooManyMentors'; readonly team: string }
  | {
      readonly kind: 'duplicateCode' | 'duplicateEmail';
      readonly value: string;
      readonly earlierLine: number;
    };

export type RosterProblem = Problem<RosterReason>;

type Field = 'code' | 'team' | 'role' | 'name' | 'organisation' | 'email' | 'zone' | 'language' | 'quiet';

const aliases: Readonly<Record<Field, readonly string[]>> = {
  code: ['コード', 'code'],
  team: ['チーム', 'team'],
  role: ['役割', 'role'],
  name: ['氏名', '名前', 'name'],
  organisation: ['団体', 'organisation', 'organization'],
  email: ['メール', 'メールアドレス', 'email', 'e-mail', 'mail'],
  zone: ['タイムゾーン', 'zone', 'timezone'],
  language: ['言語', 'language'],
  quiet: ['お知らせを控える時間', 'quiet', 'quiethours'],
};

const roles: ReadonlyMap<string, Role> = new Map([
  ['参加者', 'participant'],
  ['団体参加者', 'participant'],
  ['participant', 'participant'],
  ['メンター', 'mentor'],
  ['mentor', 'mentor'],
  ['サポーター', 'supporter'],
  ['supporter', 'supporter'],
  ['事務局', 'coordinator'],
  ['コーディネーター', 'coordinator'],
  ['coordinator', 'coordinator'],
]);

const languages: ReadonlyMap<string, Language> = new Map([
  ['ja', 'ja'],
  ['日本語', 'ja'],
  ['japanese', 'ja'],
  ['en', 'en'],
  ['英語', 'en'],
  ['english', 'en'],
]);

const maxLength = 100;
const codePattern = /^[A-Z0-9_-]{1,20}$/;
const emailPattern = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]+$/;

/** A roster row and the line it came from. */
export type RosterLine = {
  readonly line: number;
  readonly row: RosterRow;
  readonly headers: (field: Field) => string;
};

/** Reads a roster; every problem of every row is listed, and one problem makes the whole file fail. */
export function parseRoster(
  table: Table,
  defaults: { readonly zone: string; readonly language: Language },
): Result<readonly RosterRow[], readonly RosterProblem[]> {
  const { rows, problems: columns } = readColumns(table, aliases, ['code', 'role', 'name']);
  if (columns.some(({ reason }) => reason.kind === 'noColumn')) return failure(columns);
  const problems: RosterProblem[] = [...columns];
  const lines: RosterLine[] = [];
  for (const cells of rows) {
    const report = (field: Field, reason: RosterReason): void => {
      problems.push({ line: cells.line, column: cells.header(field), reason });
    };
    const row = readRow(cells, defaults, report);
    if (row !== null) lines.push({ line: cells.line, row, headers: cells.header });
  }
  problems.push(...findRosterConflicts(lines));
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return problems.length > 0 ? failure(problems) : success(unifyPeople(lines.map(({ row }) => row)));
}

type Report = (field: Field, reason: RosterReason) => void;

function readRow(
  cells: Cells<Field>,
  defaults: { readonly zone: string; readonly language: Language },
  report: Report,
): RosterRow | null {
  const plain = (field: Field): string => cells.cell(field).normalize('NFKC').trim();
  const code = plain('code').toUpperCase();
  const role = roles.get(plain('role').toLowerCase());
  const name = oneLine(cells.cell('name'));
  if (!codePattern.test(code))
    report('code', code === '' ? { kind: 'empty' } : { kind: 'badCode', value: code });
  if (name === '') report('name', { kind: 'empty' });
  for (const field of ['name', 'organisation', 'email'] as const) {
    if (cells.cell(field).length > maxLength) report(field, { kind: 'tooLong', max: maxLength });
  }
  if (role === undefined) {
    const value = plain('role');
    report('role', value === '' ? { kind: 'empty' } : { kind: 'unknownRole', value });
    return null;
  }
  const organisation = oneLine(cells.cell('organisation'));
  return {
    code,
    role,
    name,
    teams: readTeams(plain('team').toUpperCase(), role, report),
    organisation: organisation === '' ? null : organisation,
    email: readEmail(plain('email').toLowerCase(), role, report),
    zone: readZone(plain('zone'), defaults.zone, report),
    language: readLanguage(plain('language').toLowerCase(), defaults.language, report),
    quietRanges: readQuiet(cells.cell('quiet'), role, report),
    blank: ownFields.filter((field) => plain(ownColumn[field]) === ''),
  };
}

const ownColumn = { zone: 'zone', language: 'language', quietRanges: 'quiet' } as const;
const ownFields: readonly OwnField[] = ['zone', 'language', 'quietRanges'];

/** A name as one line, whatever a cell held: it stands inside sentences. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function readTeams(text: string, role: Role, report: Report): readonly string[] {
  const teams = text.split(/[\s、,;/・]+/u).filter((team) => team !== '');
  const isMember = role === 'participant' || role === 'mentor';
  if (isMember && teams.length === 0) report('team', { kind: 'noTeam' });
  if (isMember && teams.length > 1) report('team', { kind: 'twoTeams', value: text });
  const bad = teams.find((team) => !codePattern.test(team));
  if (bad !== undefined) report('team', { kind: 'badCode', value: bad });
  return teams;
}

function readEmail(email: string, role: Role, report: Report): string | null {
  if (email === '') {
    if (role === 'mentor' || role === 'coordinator') report('email', { kind: 'noEmail' });
    return null;
  }
  if (!emailPattern.test(email)) report('email', { kind: 'badEmail', value: email });
  return email;
}

function readZone(zone: string, fallback: string, report: Report): string {
  if (zone === '') return fallback;
  if (!isZone(zone)) report('zone', { kind: 'unknownZone', value: zone });
  return zone;
}

function readLanguage(text: string, fallback: Language, report: Report): Language {
  if (text === '') return fallback;
  const language = languages.get(text);
  if (language === undefined) report('language', { kind: 'unknownLanguage', value: text });
  return language ?? fallback;
}

function readQuiet(text: string, role: Role, report: Report): readonly QuietRange[] {
  if (text.trim() === '') return defaultQuietRanges[role];
  const ranges = parseQuietRanges(text);
  if (!ranges.ok) {
    report('quiet', { kind: 'badQuiet', value: ranges.error });
    return [];
  }
  if (coversTheDay(ranges.value)) report('quiet', { kind: 'quietAllDay' });
  return ranges.value;
}

function coversTheDay(ranges: readonly QuietRange[]): boolean {
  const toMinute = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return Array.from({ length: 1440 }, (_, minute) => minute).every((minute) =>
    ranges.some(({ from, to }) => {
      const [start, end] = [toMinute(from), toMinute(to)];
      return start < end ? minute >= start && minute < end : minute >= start || minute < end;
    }),
  );
}
