import pg from 'pg';
import { randomIds } from '../../src/shared/ids.ts';
import { createDigestStore } from '../../src/storage/digests/digest-store.ts';
import { rollUp, rollUpReflections } from '../../src/storage/digests/roll-up.ts';
import { rollupSql } from '../../src/storage/digests/sql/rollup-sql.ts';
import { standingSql, windowValues } from '../../src/storage/digests/sql/standing-sql.ts';
import type { DigestWindow } from '../../src/use-cases/ports/digests/digest-store.ts';
import { median } from '../support/rounds.ts';
import { seedReflections } from './seed-reflections.ts';
import { firstMonday, reflectionsOf, type SeedSize } from './seed-size.ts';

/** Medians in milliseconds, each with its way to PostgreSQL and back. */
export type RollupFigures = {
  readonly reflections: number;
  readonly loadSeconds: number;
  /** The rollup query: what the digest of one programme's week counted. */
  readonly rollupMs: number;
  /** Every figure of that digest: three queries. */
  readonly figuresMs: number;
  /** A whole digest of a week that has none yet, from its row and its stamps to the figures, and taken back. */
  readonly digestMs: number;
  readonly explain: readonly string[];
};

const runs = 101;
const digests = 11;
const day = 86_400_000;
const mondayOf = (weeks: number): Date => new Date(Date.parse(firstMonday) + weeks * 7 * day);
const id = (kind: number, a: number, b: number): string => {
  const hex = [kind, a, b, 0].map((part) => part.toString(16).padStart(8, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** Fills a migrated database and asks it for one programme's week, warm, with the functions that take digests. */
export async function measureRollup(databaseUrl: string, size: SeedSize): Promise<RollupFigures> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const begunAt = performance.now();
    await seedReflections(client, size);
    const loadSeconds = (performance.now() - begunAt) / 1000;
    const programme = Math.ceil(size.programmes / 2);
    const week = Math.floor(size.weeks / 2);
    const window = windowOf(id(2, programme, 0), week);
    const digestId = id(6, programme, week);
    const { sessions, reflections } = await rollUp(client, digestId, window);
    const answered = reflections.mentor.answered + reflections.participant.answered;
    if (sessions.held !== size.sessionsPerWeek || answered !== 4 * size.sessionsPerWeek)
      throw new Error('the rollup found other rows than were made');
    return {
      reflections: reflectionsOf(size),
      loadSeconds,
      rollupMs: await medianMs(runs, () => rollUpReflections(client, digestId)),
      figuresMs: await medianMs(runs, () => rollUp(client, digestId, window)),
      digestMs: await measureDigest(databaseUrl, windowOf(id(2, programme, 0), size.weeks - 1)),
      explain: [
        ...(await explain(client, rollupSql, [digestId])),
        ...(await explain(client, standingSql, windowValues(digestId, window))),
      ],
    };
  } finally {
    await client.end();
  }
}

async function measureDigest(databaseUrl: string, window: DigestWindow): Promise<number> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  try {
    const store = createDigestStore({ pool, ids: randomIds });
    return await medianMs(digests, () => store.preview(window));
  } finally {
    await pool.end();
  }
}

async function medianMs(times: number, run: () => Promise<unknown>): Promise<number> {
  const measured: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const begunAt = performance.now();
    await run();
    measured.push(performance.now() - begunAt);
  }
  return median(measured);
}

async function explain(
  client: pg.Client,
  sql: string,
  values: readonly unknown[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(
    `explain (analyze, buffers, summary) ${sql}`,
    [...values],
  );
  return rows.map((row) => row['QUERY PLAN']);
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

function windowOf(programmeId: string, at: number): DigestWindow {
  return {
    workspaceId: id(1, 0, 0),
    programmeId,
    isoWeek: `week-${at}`,
    startsAt: mondayOf(at),
    endsAt: mondayOf(at + 1),
    previousStartsAt: mondayOf(at - 1),
    nextEndsAt: mondayOf(at + 2),
    takenAt: mondayOf(at + 1),
    mentoring: { startsOn: dayOf(mondayOf(0)), endsOn: dayOf(mondayOf(104)), perTeam: 6 },
    idleAfterDays: 21,
    zone: 'Asia/Tokyo',
    recipients: [],
  };
}
