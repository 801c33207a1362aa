import type { RosterEntry, RosterProblem, RosterRow } from './roster-row.ts';
import { type ChangeableColumn, cellText } from './roster-texts.ts';

/** One changed cell, as it would be written in the file; empty for nothing. */
export type RosterFieldChange = {
  readonly column: ChangeableColumn;
  readonly before: string;
  readonly after: string;
};

/** What the people of the workspace are known by, in whatever programme. */
export type KnownPerson = Pick<RosterEntry, 'code' | 'name' | 'email' | 'zone' | 'language' | 'quietRanges'>;

/**
 * What an import does to one person in one role; `entry` is how it stands afterwards. A new role of somebody known
 * has the changes to the person. Who is absent from the file stays.
 */
export type RosterChange =
  | {
      readonly kind: 'created';
      readonly line: number;
      readonly entry: RosterEntry;
      readonly isKnownPerson: boolean;
      readonly changes: readonly RosterFieldChange[];
    }
  | {
      readonly kind: 'updated';
      readonly line: number;
      readonly entry: RosterEntry;
      readonly changes: readonly RosterFieldChange[];
    }
  | { readonly kind: 'unchanged'; readonly line: number; readonly entry: RosterEntry }
  | { readonly kind: 'absent'; readonly entry: RosterEntry };

const personColumns = ['name', 'email', 'zone', 'language', 'quiet'] as const;
const enrolmentColumns = ['team', 'organisation'] as const;

/**
 * Compares the programme's roster with a file: rows in the order of the file, then who is absent.
 * `people` are those of the workspace beyond this programme.
 */
export function diffRoster(
  current: readonly RosterEntry[],
  wanted: readonly RosterRow[],
  people: readonly KnownPerson[] = [],
): readonly RosterChange[] {
  const byKey = new Map(current.map((entry) => [keyOf(entry), entry]));
  const byCode = new Map([...people, ...current].map((person) => [person.code, person]));
  const wantedKeys = new Set(wanted.map(keyOf));
  const rows = wanted.map((row): RosterChange => {
    const before = byKey.get(keyOf(row));
    if (before === undefined) return toCreated(row, byCode.get(row.code));
    const entry = afterImport(row, before);
    const changes = changesOf(before, entry, [...personColumns, ...enrolmentColumns]);
    return changes.length === 0
      ? { kind: 'unchanged', line: row.line, entry }
      : { kind: 'updated', line: row.line, entry, changes };
  });
  const absent = current
    .filter((entry) => !wantedKeys.has(keyOf(entry)))
    .map((entry): RosterChange => ({ kind: 'absent', entry }));
  return [...rows, ...absent];
}

/** Rows whose e-mail address belongs to another code that stays as it is. `column` is the header of the e-mails. */
export function findTakenEmails(
  wanted: readonly RosterRow[],
  people: readonly Pick<KnownPerson, 'code' | 'email'>[],
  column: string,
): readonly RosterProblem[] {
  const rewritten = new Set(wanted.filter(({ leaves }) => !leaves.includes('email')).map(({ code }) => code));
  const ownerOf = new Map(
    people
      .filter(({ code, email }) => email !== null && !rewritten.has(code))
      .map(({ code, email }) => [email, code]),
  );
  return wanted.flatMap(({ line, code, email }): readonly RosterProblem[] => {
    const owner = email === null ? undefined : ownerOf.get(email);
    if (email === null || owner === undefined || owner === code) return [];
    return [{ line, column, reason: { kind: 'emailTaken', value: email, code: owner } }];
  });
}

function toCreated(row: RosterRow, person: KnownPerson | undefined): RosterChange {
  const { line } = row;
  if (person === undefined) {
    return { kind: 'created', line, entry: toEntry(row), isKnownPerson: false, changes: [] };
  }
  const before: RosterEntry = { ...toEntry(row), ...personOf(person) };
  const entry = afterImport(row, { ...before, organisation: row.organisation });
  return {
    kind: 'created',
    line,
    entry,
    isKnownPerson: true,
    changes: changesOf(before, entry, personColumns),
  };
}

/** The row's values, and what was there before where the file says nothing. */
function afterImport(row: RosterRow, before: RosterEntry): RosterEntry {
  const isLeft = (column: ChangeableColumn): boolean => row.leaves.includes(column);
  return {
    ...toEntry(row),
    organisation: isLeft('organisation') ? before.organisation : row.organisation,
    email: isLeft('email') ? before.email : row.email,
    zone: isLeft('zone') ? before.zone : row.zone,
    language: isLeft('language') ? before.language : row.language,
    quietRanges: isLeft('quiet') ? before.quietRanges : row.quietRanges,
  };
}

function changesOf(
  before: RosterEntry,
  after: RosterEntry,
  columns: readonly ChangeableColumn[],
): readonly RosterFieldChange[] {
  return columns
    .map((column) => ({ column, before: cellText(before, column), after: cellText(after, column) }))
    .filter((change) => change.before !== change.after);
}

function toEntry({ line: _line, leaves: _leaves, ...entry }: RosterRow): RosterEntry {
  return entry;
}

function personOf({ code, name, email, zone, language, quietRanges }: KnownPerson): KnownPerson {
  return { code, name, email, zone, language, quietRanges };
}

function keyOf({ code, role }: Pick<RosterEntry, 'code' | 'role'>): string {
  return `${code} ${role}`;
}
