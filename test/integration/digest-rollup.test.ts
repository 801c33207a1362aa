import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../playground/world/random.ts';
import { type DigestFigures, meanOf } from '../../src/domain/digests/figures.ts';
import { parseIsoWeek } from '../../src/domain/time.ts';
import { randomIds } from '../../src/shared/ids.ts';
import { createDigestChecks } from '../../src/storage/digests/digest-checks.ts';
import { createDigestStore } from '../../src/storage/digests/digest-store.ts';
import { windowOf } from '../../src/use-cases/make-digests.ts';
import type { DigestStore, DigestWindow } from '../../src/use-cases/ports/digests/digest-store.ts';
import { createCensus } from '../support/arbitraries/moments.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase, queryOnce } from '../support/databases/test-database.ts';
import { calendarWeek } from '../support/digests/calendar.ts';
import { changeWorld } from '../support/digests/change-world.ts';
import { createDraw, day, digestAt, hour, makeWorld } from '../support/digests/make-world.ts';
import { newHistory, recount } from '../support/digests/recount.ts';
import { type ProgrammeRow, saveWorld } from '../support/digests/rows.ts';

const worlds = 100;
const census = createCensus([
  'week 52',
  'week 53',
  'week 1',
  'another zone than Tokyo',
  'a week of 167 or 169 hours',
  'a later digest',
  'a digest taken days late',
  'late answers',
  'corrections',
  'the first week, without a week before',
  'satisfaction of five people or more',
  'five answers of fewer than five people',
  'teams standing still',
  'standing still for a mentor away',
  'standing still for a pause',
  'standing still while times are asked for',
  'standing still for no known reason',
  'a next week without a date',
  'somebody unreachable',
  'every kind of decision',
  'something undelivered of every sort',
  'pushes of two months',
  'a contradiction after its own week',
  'something undelivered after its own week',
  'a counted rating that was changed since',
]);

describe('the digest’s figures', () => {
  let storage: Storage;
  let store: DigestStore;
  const database = createTestDatabase();

  beforeAll(async () => {
    const { url, name } = await database;
    // Hundreds of worlds need not survive a power cut.
    await queryOnce(url, `alter database ${name} set synchronous_commit = off`);
    storage = await openStorage(database);
    store = createDigestStore({ pool: storage.pool, ids: randomIds });
  });
  afterAll(() => storage.close());

  it('agree with a count of the rows one by one, digest after digest, in every random world', async () => {
    let serial = 0;
    const property = fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 5 }), async (seed, size) => {
      serial += 1;
      await playWorld(seed, size, serial);
    });
    await fc.assert(property, { numRuns: worlds });
    expect(census.missing()).toEqual([]);
  }, 90_000);

  async function playWorld(seed: number, size: number, serial: number): Promise<void> {
    const draw = createDraw(createRandom(seed), serial);
    const world = makeWorld(draw, size);
    const saved = new Map<string, string>();
    const histories = new Map(world.programmes.map(({ id }) => [id, newHistory()]));
    let from = calendarWeek(draw.monday, 0, 'UTC').startsAt;
    for (let number = 0; number < draw.weeks; number += 1) {
      const takenAt = Math.max(from + hour, digestAt(draw.monday, number) + draw.pick([0, 0, 0, 9 * day]));
      changeWorld(draw, world, histories, from, takenAt);
      await saveWorld(storage.pool, world, saved);
      for (const programme of world.programmes) {
        const [previous, week, next] = [number - 1, number, number + 1].map((later) =>
          calendarWeek(draw.monday, later, programme.zone),
        );
        const history = histories.get(programme.id);
        if (previous === undefined || week === undefined || next === undefined || history === undefined) {
          throw new Error('a programme has three weeks and a history');
        }
        const expected = recount({ world, history, programme, previous, week, next, takenAt });
        const window = await windowFor(programme, week.label, takenAt);
        expect([window.startsAt.getTime(), window.endsAt.getTime()]).toEqual([week.startsAt, week.endsAt]);
        if (draw.chance(0.3)) await lookFirst(window, expected);
        expect(normal(await takeDigest(window))).toEqual(normal(expected));
        countClasses({ programme, week, number, late: takenAt > week.endsAt + 3 * day, figures: expected });
      }
      from = takenAt;
      // Whatever came after their digests, all agree with what they counted.
      expect(await differingDigests(world.programmes.map(({ id }) => id))).toEqual([]);
    }
  }

  async function differingDigests(programmeIds: readonly string[]): Promise<readonly string[]> {
    const checks = createDigestChecks(storage.pool);
    const { rows } = await storage.pool.query<{ id: string; changed: boolean }>(
      `select d.id, exists (select from reflections r where r.digest_id = d.id
         and r.satisfaction is distinct from r.counted_satisfaction) as changed
       from digests d where d.programme_id = any($1)`,
      [programmeIds],
    );
    const found: string[] = [];
    for (const { id, changed } of rows) {
      found.push(...((await checks.compare(id))?.differing ?? []));
      census.count('a counted rating that was changed since', changed);
    }
    return found;
  }

  async function windowFor(programme: ProgrammeRow, label: string, takenAt: number): Promise<DigestWindow> {
    const week = parseIsoWeek(label);
    if (week === null) throw new Error(`${label} is a week`);
    return storage.transact((records) => windowOf(records, programme.id, week, new Date(takenAt)));
  }

  /** A preview says the same beforehand, with as many ids behind each figure, and leaves nothing behind. */
  async function lookFirst(window: DigestWindow, expected: DigestFigures): Promise<void> {
    expect(normal(await store.preview(window))).toEqual(normal(expected));
    const traced = new Map((await store.trace(window)).map(({ figure, ids }) => [figure, ids.length]));
    for (const [place, count] of Object.entries(countsOf(expected))) {
      expect([place, traced.get(place) ?? 0]).toEqual([place, count]);
    }
  }

  async function takeDigest(window: DigestWindow): Promise<DigestFigures> {
    const id = await store.take(window);
    const { rows } = await storage.pool.query<{ figures: DigestFigures }>(
      'select figures from digests where id = $1',
      [id],
    );
    const figures = rows[0]?.figures;
    if (figures === undefined) throw new Error('the digest is not stored');
    return figures;
  }
});

/** Instants in one way of writing, and what has no order sorted. */
function normal(figures: DigestFigures): unknown {
  const text = JSON.stringify(figures, (key, value: unknown) =>
    (key === 'at' || key === 'lastAt') && typeof value === 'string' ? new Date(value).toISOString() : value,
  );
  const plain: DigestFigures = JSON.parse(text);
  return {
    ...plain,
    undelivered: plain.undelivered.map(({ at, kind, why }) => `${at} ${kind} ${why}`).sort(),
  };
}

/** How many ids must stand behind each figure, by its place among the figures. */
function countsOf(figures: DigestFigures): Record<string, number> {
  const { sessions, reflections, satisfaction, soFar, unreachable, decisions } = figures;
  const counts: Record<string, number> = {};
  const add = (place: string, count: number): void => {
    counts[place] = (counts[place] ?? 0) + count;
  };
  for (const [state, count] of Object.entries(sessions)) add(`sessions.${state}`, count);
  for (const [role, { due, answered }] of Object.entries(reflections)) {
    add(`reflections.${role}.due`, due);
    add(`reflections.${role}.answered`, answered);
  }
  for (const [role, { n }] of Object.entries(satisfaction)) add(`satisfaction.${role}.n`, n);
  for (const [which, count] of Object.entries(soFar)) add(`soFar.${which}`, count);
  for (const [which, count] of Object.entries(unreachable)) add(`unreachable.${which}`, count);
  for (const decision of decisions) {
    if (decision.kind !== 'idle') add(`decisions.${decision.kind}`, 'count' in decision ? decision.count : 1);
  }
  add('lastWeek.due', figures.lastWeek?.due ?? 0);
  add('lastWeek.answered', figures.lastWeek?.answered ?? 0);
  add('late', figures.late);
  add('corrected', figures.corrected);
  add('undelivered', figures.undelivered.length);
  for (const [which, count] of Object.entries(figures.nextWeek)) add(`nextWeek.${which}`, count);
  return counts;
}

function countClasses(seen: {
  readonly programme: ProgrammeRow;
  readonly week: { readonly label: string; readonly startsAt: number; readonly endsAt: number };
  readonly number: number;
  readonly late: boolean;
  readonly figures: DigestFigures;
}): void {
  const { programme, week, figures } = seen;
  const { mentor, participant } = figures.satisfaction;
  const has = (kind: string): boolean => figures.decisions.some((one) => one.kind === kind);
  const why = new Set(figures.undelivered.map((one) => one.why));
  census.count('week 52', week.label.endsWith('W52'));
  census.count('week 53', week.label.endsWith('W53'));
  census.count('week 1', week.label.endsWith('W01'));
  census.count('another zone than Tokyo', programme.zone !== 'Asia/Tokyo');
  census.count('a week of 167 or 169 hours', week.endsAt - week.startsAt !== 7 * day);
  census.count('a later digest', seen.number > 0);
  census.count('a digest taken days late', seen.late);
  census.count('late answers', figures.late > 0);
  census.count('corrections', figures.corrected > 0);
  census.count('the first week, without a week before', figures.lastWeek === null);
  census.count(
    'satisfaction of five people or more',
    meanOf(mentor) !== null || meanOf(participant) !== null,
  );
  census.count(
    'five answers of fewer than five people',
    [mentor, participant].some((one) => one.n >= 5 && meanOf(one) === null),
  );
  census.count('teams standing still', has('idle'));
  const reasons = figures.decisions.flatMap((one) =>
    one.kind === 'idle' ? [one.reason?.kind ?? 'none'] : [],
  );
  census.count('standing still for a mentor away', reasons.includes('away'));
  census.count('standing still for a pause', reasons.includes('pause'));
  census.count('standing still while times are asked for', reasons.includes('proposal'));
  census.count('standing still for no known reason', reasons.includes('none'));
  census.count('a next week without a date', figures.nextWeek.undated > 0);
  census.count('somebody unreachable', figures.unreachable.line * figures.unreachable.slack > 0);
  census.count(
    'every kind of decision',
    ['unsettled', 'contradiction', 'worries', 'contacts', 'murmurs', 'awaiting'].every(has),
  );
  census.count('something undelivered of every sort', why.size === 3);
  const wasBefore = (one: object): boolean => 'at' in one && Date.parse(String(one.at)) < week.startsAt - day;
  census.count(
    'a contradiction after its own week',
    figures.decisions.some((one) => one.kind === 'contradiction' && wasBefore(one)),
  );
  census.count('something undelivered after its own week', figures.undelivered.some(wasBefore));
  census.count('pushes of two months', figures.pushes.months.length === 2);
}
