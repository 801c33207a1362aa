import type { Language, QuietRange, Role } from '../people/people.ts';

/** One line of a roster: a person in one role. The key is code and role. */
export type RosterRow = {
  readonly code: string;
  readonly role: Role;
  readonly name: string;
  /** Team codes: one for participants and mentors, any number for supporters, none for coordinators. */
  readonly teams: readonly string[];
  readonly organisation: string | null;
  readonly email: string | null;
  readonly zone: string;
  readonly language: Language;
  readonly quietRanges: readonly QuietRange[];
  /** Cells left empty: what is true of the person already stays, for they may have chosen it themselves. */
  readonly blank: readonly OwnField[];
};

/** What people may also set for themselves. */
export type OwnField = 'zone' | 'language' | 'quietRanges';
export type RosterField = Exclude<keyof RosterRow, 'code' | 'role' | 'blank'>;

/** What importing a row does. Fields are named, never shown: a roster's values are people's. */
export type RosterChange =
  | { readonly kind: 'created'; readonly row: RosterRow }
  | { readonly kind: 'updated'; readonly row: RosterRow; readonly fields: readonly RosterField[] }
  | { readonly kind: 'unchanged'; readonly row: RosterRow }
  /** Has left the programme in this role: what ended stays ended, and nothing is written. */
  | { readonly kind: 'left'; readonly row: RosterRow; readonly endedAt: Date }
  /** In the programme, but not in the file: kept as it is. */
  | { readonly kind: 'absent'; readonly row: RosterRow };

const fields: readonly RosterField[] = [
  'name',
  'teams',
  'organisation',
  'email',
  'zone',
  'language',
  'quietRanges',
];

/** Somebody's part in a programme that has ended. */
export type EndedPart = Pick<RosterRow, 'code' | 'role'> & { readonly endedAt: Date };

/** What a file changes; the same file twice is unchanged throughout, but for those who have left. */
export function diffRoster(
  current: readonly RosterRow[],
  wanted: readonly RosterRow[],
  ended: readonly EndedPart[],
): readonly RosterChange[] {
  const endings = new Map(ended.map((part) => [keyOf(part), part.endedAt]));
  const standing = new Map(current.map((row) => [keyOf(row), row]));
  const inFile = new Set(wanted.map(keyOf));
  const changes = wanted.map((row): RosterChange => {
    const former = standing.get(keyOf(row));
    const endedAt = endings.get(keyOf(row));
    if (former === undefined)
      return endedAt === undefined ? { kind: 'created', row } : { kind: 'left', row, endedAt };
    const changed = fields.filter(
      (field) => !row.blank.some((left) => left === field) && cellOf(former, field) !== cellOf(row, field),
    );
    return changed.length === 0 ? { kind: 'unchanged', row } : { kind: 'updated', row, fields: changed };
  });
  const absent = current
    .filter((row) => !inFile.has(keyOf(row)))
    .map((row): RosterChange => ({ kind: 'absent', row }));
  return [...changes, ...absent];
}

/** One person has one address, zone, language and quiet hours: an empty cell takes them from the person's other row. */
export function unifyPeople(rows: readonly RosterRow[]): readonly RosterRow[] {
  const rowsOf = Map.groupBy(rows, ({ code }) => code);
  return rows.map((row) => {
    const own = rowsOf.get(row.code) ?? [row];
    const giverOf = (field: OwnField): RosterRow => own.find(({ blank }) => !blank.includes(field)) ?? row;
    return {
      ...row,
      email: row.email ?? own.find(({ email }) => email !== null)?.email ?? null,
      zone: giverOf('zone').zone,
      language: giverOf('language').language,
      quietRanges: giverOf('quietRanges').quietRanges,
      blank: row.blank.filter((field) => giverOf(field).blank.includes(field)),
    };
  });
}

/** Whether both rows of a person say something about the field, and not the same. */
export function disagree(a: RosterRow, b: RosterRow, field: RosterField): boolean {
  const isLeft = ({ blank }: RosterRow): boolean => blank.some((left) => left === field);
  if (isLeft(a) || isLeft(b) || (field === 'email' && (a.email === null || b.email === null))) return false;
  return cellOf(a, field) !== cellOf(b, field);
}

/** A cell as text, whatever order a database keeps the parts of a range in. */
function cellOf(row: RosterRow, field: RosterField): string {
  const value = row[field];
  if (!Array.isArray(value)) return JSON.stringify(value);
  return JSON.stringify(field === 'quietRanges' ? row.quietRanges.map(({ from, to }) => [from, to]) : value);
}

function keyOf({ code, role }: Pick<RosterRow, 'code' | 'role'>): string {
  return `${code}/${role}`;
}
