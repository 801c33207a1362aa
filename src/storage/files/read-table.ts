import { CsvError, parse } from 'csv-parse/sync';
import type { Table, TableProblem } from '../../domain/imports/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';

type Parsed = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

/**
 * A table from a file as Excel in Japan writes it: UTF-8 with or without BOM, Shift_JIS (CP932), any line ending,
 * commas or tabs, quoted cells with line breaks, full-width spaces around cells, empty lines at the end.
 */
export function readCsv(bytes: Uint8Array): Result<Table, TableProblem> {
  const text = decode(bytes);
  if (text === null) return failure({ kind: 'unreadable' });
  if (text.trim() === '') return failure({ kind: 'empty' });
  const rows = parseRows(text);
  if (rows === null) return failure({ kind: 'quotes' });
  const [header, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (header === undefined) return failure({ kind: 'empty' });
  const width = lastFilled(header.cells);
  const table = {
    headers: header.cells.slice(0, width),
    rows: rest.map(({ line, cells }) => ({
      line,
      cells: cells.slice(0, Math.max(width, lastFilled(cells))),
    })),
  };
  return table.rows.length === 0 ? failure({ kind: 'onlyHeader' }) : success(table);
}

/** UTF-8 where the bytes are valid UTF-8, else Shift_JIS; null when they are neither. */
function decode(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'shift_jis']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return text.includes('\u0000') ? null : text;
    } catch {
      // Not this encoding; the next one is tried.
    }
  }
  return null;
}

function parseRows(decoded: string): { line: number; cells: string[] }[] | null {
  // One kind of line ending: the parser counts CRLF inside quotes as two lines.
  const text = decoded.replace(/\r\n?/gu, '\n');
  const firstLine = text.split('\n', 1)[0] ?? '';
  const delimiter = firstLine.includes('\t') && !firstLine.includes(',') ? '\t' : ',';
  try {
    const parsed = withInfo(
      parse(text, {
        delimiter,
        info: true,
        relax_column_count: true,
        skip_empty_lines: true,
        record_delimiter: '\n',
        bom: true,
      }),
    );
    return parsed.map(({ record, info }) => {
      const breaks = record.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0);
      return { line: info.lines - breaks, cells: record.map(trimCell) };
    });
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/** Guarantee: with `info` the parser answers records with their place in the file, which its types leave out. */
function withInfo(records: unknown): readonly Parsed[] {
  return records as readonly Parsed[];
}

/** `trim` knows the full-width space. */
function trimCell(cell: string): string {
  return cell.trim();
}

function lastFilled(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell !== '') + 1;
}
