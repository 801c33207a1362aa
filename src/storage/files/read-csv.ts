import { CsvError, parse } from 'csv-parse/sync';
import type { Table, TableError, TableRow } from '../../domain/people/roster/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';

/**
 * Reads a table as Excel in Japan writes it: UTF-8 with or without BOM, Shift_JIS (CP932), UTF-16 with BOM; separated
 * by commas, tabs or semicolons; any line break. Cells are trimmed (full-width spaces too), empty rows and empty
 * cells at the end are dropped. Never throws.
 */
export function readCsv(bytes: Uint8Array): Result<Table, TableError> {
  const text = decode(bytes)?.replace(/\r\n?/g, '\n');
  // A NUL is the sign of a workbook or picture that was never a text.
  if (text === undefined || text.includes('\0')) return failure({ kind: 'unreadable' });
  const records = split(text);
  if (!records.ok) return records;
  const filled = records.value.filter(({ cells }) => cells.length > 0);
  const [header, ...rows] = filled;
  if (header === undefined) return failure({ kind: 'empty' });
  if (rows.length === 0) return failure({ kind: 'onlyHeader' });
  const width = header.cells.length;
  return success({
    headers: header.cells,
    rows: rows.map(({ line, cells }) => ({ line, cells: padTo(cells, width) })),
  });
}

function decode(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodeAs('utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return decodeAs('utf-16be', bytes);
  // Shift_JIS text is practically never valid UTF-8, the reverse is common: UTF-8 has to be asked first.
  return decodeAs('utf-8', bytes) ?? decodeAs('shift_jis', bytes);
}

function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function split(text: string): Result<readonly TableRow[], TableError> {
  const records: TableRow[] = [];
  let nextLine = 1;
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: '\n',
      relax_column_count: true,
      on_record: (cells: readonly string[], { lines }) => {
        records.push({ line: nextLine, cells: trimCells(cells) });
        nextLine = lines + 1;
        return null;
      },
    });
  } catch (error) {
    if (error instanceof CsvError) return failure({ kind: 'quotes', line: nextLine });
    throw error;
  }
  return success(records);
}

/** What separates the cells of the first line that holds anything; commas where there is nothing to separate. */
function delimiterOf(text: string): string {
  const firstLine = text.trimStart().split('\n', 1)[0] ?? '';
  const unquoted = firstLine.replace(/"[^"]*"/g, '');
  const counted = [',', '\t', ';'].map((delimiter) => ({
    delimiter,
    count: unquoted.split(delimiter).length,
  }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

function trimCells(cells: readonly string[]): readonly string[] {
  const trimmed = cells.map((cell) => cell.replace(/^[\s\u200b]+|[\s\u200b]+$/gu, ''));
  return trimmed.slice(0, trimmed.findLastIndex((cell) => cell !== '') + 1);
}

function padTo(cells: readonly string[], width: number): readonly string[] {
  return [...cells, ...Array.from({ length: Math.max(0, width - cells.length) }, () => '')];
}
