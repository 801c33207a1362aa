/** A table as it was in a file. `line` is the line on which the row begins, counted from 1, the header's. */
export type Table = {
  readonly headers: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
};

/** Why a file is no table. */
export type TableProblem = { readonly kind: 'empty' | 'onlyHeader' | 'unreadable' | 'quotes' };

/** Something wrong in a file: where, and why in words of a catalogue. */
export type Problem<Reason> = {
  /** Null for the file as a whole. */
  readonly line: number | null;
  /** The header as it stands in the file; null for the row as a whole. */
  readonly column: string | null;
  readonly reason: Reason;
};

/** A wrong column. */
export type ColumnReason =
  | { readonly kind: 'noColumn' | 'unknownColumn' | 'columnTwice'; readonly column: string }
  | { readonly kind: 'cells'; readonly expected: number; readonly found: number };

/** The cells of one row by the field they belong to, and the header each came under. */
export type Cells<Field extends string> = {
  readonly line: number;
  readonly cell: (field: Field) => string;
  readonly header: (field: Field) => string;
};

/**
 * Finds the columns of a table by their names in any language and order. `aliases` are compared after NFKC, in lower
 * case and without spaces. Problems: a required column is missing, one is unknown or stands twice, a row is too long.
 */
export function readColumns<Field extends string>(
  table: Table,
  aliases: Readonly<Record<Field, readonly string[]>>,
  required: readonly NoInfer<Field>[],
): { readonly rows: readonly Cells<Field>[]; readonly problems: readonly Problem<ColumnReason>[] } {
  const fields = keysOf(aliases);
  const problems: Problem<ColumnReason>[] = [];
  const positions = new Map<Field, number>();
  for (const [index, header] of table.headers.entries()) {
    const field = fields.find((candidate) => aliases[candidate].includes(normaliseHeader(header)));
    if (field === undefined) problems.push(fileProblem({ kind: 'unknownColumn', column: header }));
    else if (positions.has(field)) problems.push(fileProblem({ kind: 'columnTwice', column: header }));
    else positions.set(field, index);
  }
  for (const field of required) {
    if (!positions.has(field))
      problems.push(fileProblem({ kind: 'noColumn', column: aliases[field][0] ?? field }));
  }
  for (const { line, cells } of table.rows) {
    if (cells.length > table.headers.length) {
      const reason = { kind: 'cells', expected: table.headers.length, found: cells.length } as const;
      problems.push({ line, column: null, reason });
    }
  }
  const rows = table.rows.map(({ line, cells }) => ({
    line,
    cell: (field: Field) => cells[positions.get(field) ?? -1] ?? '',
    header: (field: Field) => table.headers[positions.get(field) ?? -1] ?? aliases[field][0] ?? field,
  }));
  return { rows, problems };
}

/** Guarantee: the caller's record is written out in full, so its own keys are exactly the fields. */
function keysOf<Field extends string>(aliases: Readonly<Record<Field, readonly string[]>>): readonly Field[] {
  return Object.keys(aliases) as Field[];
}

function fileProblem(reason: ColumnReason): Problem<ColumnReason> {
  return { line: 1, column: null, reason };
}

function normaliseHeader(header: string): string {
  return header.normalize('NFKC').toLowerCase().replace(/\s/gu, '');
}
