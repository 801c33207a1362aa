import { failure, type Result, success } from '../../../shared/result.ts';
import type { TableReason } from './table.ts';

type CellReason = Extract<TableReason, { kind: 'empty' | 'tooLong' | 'controlCharacters' }>;

// Direction marks are refused with control characters: they make a text read as another one.
const refusedSigns = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** A text that may be empty, of at most `max` characters, without control characters. Nothing in it is evaluated. */
export function readText(cell: string, max: number): Result<string, CellReason> {
  if (refusedSigns.test(cell)) return failure({ kind: 'controlCharacters' });
  if (Array.from(cell).length > max) return failure({ kind: 'tooLong', max });
  return success(cell);
}

/** As `readText`, but something has to be there. */
export function readRequired(cell: string, max: number): Result<string, CellReason> {
  return cell === '' ? failure({ kind: 'empty' }) : readText(cell, max);
}
