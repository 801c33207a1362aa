import type { QuietRange } from '../people.ts';
import type { RosterEntry } from './roster-row.ts';

/** The columns that an import can change; code and role are the key. */
export type ChangeableColumn = 'team' | 'name' | 'organisation' | 'email' | 'zone' | 'language' | 'quiet';

/** Ranges as they are written in a cell, in the order of the day: `18:00-21:00、23:00-07:00`. */
export function quietText(ranges: readonly QuietRange[]): string {
  return ranges
    .map(({ from, to }) => `${from}-${to}`)
    .sort()
    .join('、');
}

/** What would stand in the cell; empty for nothing. Equal texts are equal values, whatever order they were written in. */
export function cellText(entry: RosterEntry, column: ChangeableColumn): string {
  switch (column) {
    case 'team':
      return [...entry.teams].sort().join('、');
    case 'quiet':
      return quietText(entry.quietRanges);
    case 'name':
    case 'zone':
    case 'language':
      return entry[column];
    case 'organisation':
    case 'email':
      return entry[column] ?? '';
  }
}
