import pg from 'pg';
import { rollUp } from '../../src/storage/digests/roll-up.ts';
import { rollupSql } from '../../src/storage/digests/rollup-sql.ts';
import type { DigestWindow } from '../../src/use-cases/ports/digest-store.ts';
import { median } from '../support/rounds.ts';
import { reflectionsOf, type SeedSize, seedReflections } from './seed-reflections.ts';

export type RollupFigures = {
  readonly reflections: number;
  /** The figures of one programme's week, as the digest takes them; milliseconds, median. */
  readonly ms: number;
  readonly explain: readonly string[];
};

const runs = 41;
const day = 86_400_000;
const mondayOf = (weeks: number): Date => new Date(Date.parse('2024-01-01T00:00:00Z') + weeks * 7 * day);
const id = (kind: number, a: number, b: number): string => {
  const hex = [kind, a, b, 0].map((part) => part.toString(16).padStart(8, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** Fills a migrated database and asks it for one programme's week, warm, with the function that takes digests. */
export async function measureRollup(databaseUrl: string, size: SeedSize): Promise<RollupFigures> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await seedReflections(client, size);
    const programme = Math.ceil(size.programmes / 2);
    const week = Math.floor(size.weeks / 2);
    const window = windowOf(id(2, programme, 0), week);
    const digestId = id(6, programme, week);
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const begunAt = performance.now();
      const figures = await rollUp(client, digestId, window);
      times.push(performance.now() - begunAt);
      if (figures.sessions.held !== size.sessionsPerWeek) throw new Error('the rollup found other sessions');
    }
    return {
      reflections: reflectionsOf(size),
      ms: median(times),
      explain: await explain(client, digestId, window),
    };
  } finally {
    await client.end();
  }
}

async function explain(
  client: pg.Client,
  digestId: string,
  window: DigestWindow,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(
    `explain (analyze, buffers, summary) ${rollupSql}`,
    [...rollupValues(digestId, window)],
  );
  return rows.map((row) => row['QUERY PLAN']);
}

function windowOf(programmeId: string, at: number): DigestWindow {
  return {
    programmeId,
    isoWeek: `week-${at}`,
    startsAt: mondayOf(at),
    endsAt: mondayOf(at + 1),
    previousStartsAt: mondayOf(at - 1),
    nextEndsAt: mondayOf(at + 2),
    takenAt: mondayOf(at + 1),
    mentoringStartsAt: mondayOf(0),
    mentoringEndsAt: mondayOf(104),
    idleAfterDays: 21,
    zone: 'Asia/Tokyo',
    recipients: [],
  };
}
