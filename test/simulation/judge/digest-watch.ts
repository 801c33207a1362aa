import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import type { DigestFigures } from '../../../src/domain/digests/figures.ts';
import { calendarWeek } from '../../support/digests/calendar.ts';
import { newHistory, recount } from '../../support/digests/recount.ts';
import type { World } from '../../support/digests/rows.ts';

/** Sees the rows as a digest's transaction sees them from its first statement on. */
export type DigestWatch = {
  readonly look: () => Promise<void>;
  /** Whether the digest that was taken says what those rows say, counted one by one by other code. */
  readonly judge: () => Promise<readonly string[]>;
};

/** A record, so that none can be forgotten. */
const tables: Readonly<Record<keyof World, true>> = {
  workspaces: true,
  programmes: true,
  teams: true,
  people: true,
  away_ranges: true,
  enrolments: true,
  sessions: true,
  proposals: true,
  seats: true,
  reflections: true,
  corrections: true,
  murmurs: true,
  deliveries: true,
};

/** `monday`: the first day of the week, `YYYY-MM-DD`. */
export function createDigestWatch(watcher: pg.Client, monday: string): DigestWatch {
  let seen: World | null = null;
  return {
    look: async () => {
      const read: Record<string, readonly object[]> = {};
      for (const table of Object.keys(tables)) {
        const { rows } = await watcher.query<Record<string, unknown>>(`select * from ${table}`);
        read[table] = rows.map(withInstants);
      }
      seen = asWorld(read);
    },
    judge: async () => {
      const { rows } = await watcher.query<{ iso_week: string; taken_at: Date; figures: DigestFigures }>(
        'select iso_week, taken_at, figures from digests',
      );
      const [digest, ...others] = rows;
      if (digest === undefined || others.length > 0) return [`${rows.length} digests were taken of one week`];
      const [programme] = seen?.programmes ?? [];
      if (seen === null || programme === undefined) return ['nobody saw the digest being taken'];
      const week = calendarWeek(monday, 0, programme.zone);
      const figures = recount({
        world: seen,
        history: newHistory(),
        programme,
        previous: calendarWeek(monday, -1, programme.zone),
        week,
        next: calendarWeek(monday, 1, programme.zone),
        takenAt: digest.taken_at.getTime(),
      });
      return differences(digest.figures, figures).map(
        (difference) => `the digest of ${digest.iso_week} does not equal its rows: ${difference}`,
      );
    },
  };
}

function differences(stored: DigestFigures, counted: DigestFigures): readonly string[] {
  const others = new Map<string, unknown>(Object.entries(counted));
  return Object.entries(stored).flatMap(([figure, value]: [string, unknown]) => {
    const other = others.get(figure);
    return isDeepStrictEqual(plain(value), plain(other))
      ? []
      : [`${figure} ${JSON.stringify(value)} instead of ${JSON.stringify(other)}`];
  });
}

/** The database and JavaScript write the same instant in two ways. */
function plain(value: unknown): unknown {
  const asInstant = (_key: string, one: unknown): unknown =>
    typeof one === 'string' && /^\d{4}-\d\d-\d\dT/.test(one) ? Date.parse(one) : one;
  const read: unknown = JSON.parse(JSON.stringify(value ?? null), asInstant);
  // Of the same instant and kind either may come first.
  return Array.isArray(read) ? read.map((one) => JSON.stringify(one, sortKeys)).sort() : read;
}

function sortKeys(_key: string, value: unknown): unknown {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}

function withInstants(row: Record<string, unknown>): object {
  const columns = Object.entries(row).map(([column, value]) => [
    column,
    value instanceof Date ? value.getTime() : value,
  ]);
  return Object.fromEntries(columns);
}

/** Guarantee: every table of a world was read whole, its instants in milliseconds. */
function asWorld(read: Readonly<Record<string, readonly object[]>>): World {
  return read as unknown as World;
}
