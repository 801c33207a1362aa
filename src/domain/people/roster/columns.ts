import type { CellProblem, Table, TableReason, TableRow } from './table.ts';

/** A column we know: its Japanese header, its English one, and other ways in which people write it. */
export type ColumnWords<Name extends string> = {
  readonly name: Name;
  readonly ja: string;
  readonly en: string;
  readonly synonyms?: readonly string[];
  readonly required: boolean;
};

/** A table read by the names of its columns. */
export type Sheet<Name extends string> = {
  readonly has: (name: Name) => boolean;
  /** The header as it stands in the file; of a column that is not there, its word in the file's language. */
  readonly titleOf: (name: Name) => string;
  /** The trimmed text of a cell; empty where the file has no such column. */
  readonly cell: (row: TableRow, name: Name) => string;
  /** Problems of the headers (on line 1) and rows with more cells than headers. */
  readonly problems: readonly CellProblem<TableReason>[];
  /** False when a required column is missing: no row can be read then. */
  readonly readable: boolean;
};

const headerLine = 1;

/**
 * Finds the columns of a table in either language, in any order; width, case, spaces and a remark in brackets at the
 * end do not count. A column that nobody knows is a problem, so that a misspelt header never drops what it holds.
 */
export function findColumns<Name extends string>(
  { headers, rows }: Table,
  columns: readonly ColumnWords<Name>[],
): Sheet<Name> {
  const problems: CellProblem<TableReason>[] = [];
  const positions = new Map<Name, number>();
  let language: 'ja' | 'en' = 'en';
  headers.forEach((header, position) => {
    const column = header === '' ? letterOf(position) : header;
    const found = columns.find((candidate) => isCalled(candidate, header));
    if (found === undefined) {
      const holdsSomething = rows.some((row) => (row.cells[position] ?? '') !== '');
      if (header === '' && !holdsSomething) return;
      problems.push({ line: headerLine, column, reason: { kind: 'unknownColumn', column } });
    } else if (positions.has(found.name)) {
      problems.push({ line: headerLine, column, reason: { kind: 'columnTwice', column } });
    } else {
      positions.set(found.name, position);
      if (/[^\p{ASCII}]/u.test(header.normalize('NFKC'))) language = 'ja';
    }
  });
  const missing = columns.filter(({ name, required }) => required && !positions.has(name));
  for (const words of missing) {
    const column = words[language];
    problems.push({ line: headerLine, column, reason: { kind: 'noColumn', column } });
  }
  return {
    has: (name) => positions.has(name),
    titleOf: (name) => headerAt(positions.get(name)) ?? wordOf(name),
    cell: (row, name) => {
      const position = positions.get(name);
      return position === undefined ? '' : (row.cells[position] ?? '');
    },
    problems: [...problems, ...tooManyCells({ headers, rows })],
    readable: missing.length === 0,
  };

  function headerAt(position: number | undefined): string | undefined {
    return position === undefined ? undefined : headers[position];
  }

  function wordOf(name: Name): string {
    return columns.find((words) => words.name === name)?.[language] ?? name;
  }
}

function tooManyCells({ headers, rows }: Table): readonly CellProblem<TableReason>[] {
  const expected = headers.length;
  return rows
    .filter((row) => row.cells.length > expected)
    .map(({ line, cells }) => ({
      line,
      column: letterOf(expected),
      reason: { kind: 'cells', expected, found: cells.length },
    }));
}

function isCalled<Name extends string>(column: ColumnWords<Name>, header: string): boolean {
  const key = keyOf(header);
  return [column.ja, column.en, ...(column.synonyms ?? [])].some((word) => keyOf(word) === key);
}

/** Words as they are compared: NFKC, lower case, without spaces, hyphens and a remark in brackets at the end. */
export function keyOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^()]*\)\s*$/u, '')
    .replace(/[\s_\-‐]+/gu, '');
}

/** A column's letter in a spreadsheet: A for position 0, AA for 26. */
function letterOf(position: number): string {
  const letter = String.fromCharCode(65 + (position % 26));
  return position < 26 ? letter : `${letterOf(Math.floor(position / 26) - 1)}${letter}`;
}
