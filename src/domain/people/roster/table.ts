/** A table as it stands in a file. Cells are trimmed; every row has at least as many cells as there are headers. */
export type Table = { readonly headers: readonly string[]; readonly rows: readonly TableRow[] };

/** `line` is the line of the file on which the row begins, counted from 1, line breaks inside cells included. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] };

/** Why bytes are no table. `line` is where the row with the unbalanced quotation mark begins. */
export type TableError =
  | { readonly kind: 'empty' }
  | { readonly kind: 'onlyHeader' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'quotes'; readonly line: number };

/** One thing to correct in a file: the line, the column's header as it stands in the file, and the reason. */
export type CellProblem<Reason> = {
  readonly line: number;
  readonly column: string;
  readonly reason: Reason;
};

/** What can be wrong with the headers, or with any cell whatever its column. Lengths count characters. */
export type TableReason =
  | { readonly kind: 'noColumn'; readonly column: string }
  | { readonly kind: 'unknownColumn'; readonly column: string }
  | { readonly kind: 'columnTwice'; readonly column: string }
  | { readonly kind: 'cells'; readonly expected: number; readonly found: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'tooLong'; readonly max: number }
  | { readonly kind: 'controlCharacters' };
