import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DigestFigures } from '../../src/domain/digests/figures.ts';
import { parseIsoWeek } from '../../src/domain/time.ts';
import { randomIds } from '../../src/shared/ids.ts';
import { createDigestChecks } from '../../src/storage/digests/digest-checks.ts';
import { createDigestStore } from '../../src/storage/digests/digest-store.ts';
import { createCheckDigests } from '../../src/use-cases/check-digests.ts';
import { windowOf } from '../../src/use-cases/make-digests.ts';
import type { DigestStore } from '../../src/use-cases/ports/digests/digest-store.ts';
import { recordAnswer, withdrawAnswers } from '../../src/use-cases/record-answer.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { leavesOf } from '../support/digests/leaves.ts';
import { makeRichWorld } from '../support/digests/rich-world.ts';
import { saveWorld } from '../support/digests/rows.ts';
import { makeProgramme, type SmallWorld } from '../support/digests/small-world.ts';

const monday = new Date('2024-12-02T09:00:00+09:00');
const days = (count: number): Date => new Date(monday.getTime() + count * 86_400_000);

/** What the rows of a digest can be asked for again; by its place among the figures, with all that is below it. */
const compared = [
  'reflections.mentor.answered',
  'reflections.participant.answered',
  'late',
  'corrected',
  'satisfaction',
  'decisions.contradiction',
  'undelivered.kind',
];
/** What was so at that moment and rightly changes afterwards. */
const ofThatMoment = [
  'sessions',
  'reflections.mentor.due',
  'reflections.participant.due',
  'lastWeek',
  'soFar',
  'decisions.unsettled',
  'decisions.awaiting',
  'decisions.idle',
  'decisions.worries',
  'decisions.murmurs',
  'decisions.contacts',
  'undelivered.why',
  'undelivered.at',
  'unreachable',
  'pushes',
  'nextWeek',
];

describe('comparing digests with their rows', () => {
  let storage: Storage;
  let store: DigestStore;
  const database = createTestDatabase();

  beforeAll(async () => {
    storage = await openStorage(database);
    store = createDigestStore({ pool: storage.pool, ids: randomIds });
  });
  afterAll(() => storage.close());

  const query = (sql: string, values: readonly unknown[] = []) => storage.pool.query(sql, [...values]);

  /** Looks as a process does at an instant: what it reported, and how many it counted. */
  async function look(now: Date) {
    const reports: { readonly digestId: string; readonly differing: readonly string[] }[] = [];
    let counted = 0;
    const check = createCheckDigests({
      checks: createDigestChecks(storage.pool),
      clock: { now: () => now },
      report: ({ digestId, differing }) => reports.push({ digestId, differing }),
      count: (digests) => {
        counted += digests;
      },
    });
    const { checked } = await check();
    return { checked, counted, reports };
  }

  const differing = async (id: string): Promise<readonly string[]> =>
    (await createDigestChecks(storage.pool).compare(id))?.differing ?? ['no such digest'];

  async function takeDigest(world: SmallWorld): Promise<string> {
    await saveWorld(storage.pool, world);
    const week = parseIsoWeek('2024-W48');
    if (week === null) throw new Error('a week');
    const window = await storage.transact((records) => windowOf(records, world.programmeId, week, monday));
    const id = await store.take(window);
    if (id === null) throw new Error('taken before');
    return id;
  }

  it('finds every figure that somebody changed among those that rows can tell, and leaves the others to their moment', async () => {
    const id = await takeDigest(makeRichWorld(monday));
    expect(await differing(id)).toEqual([]);
    const { rows } = await query('select figures from digests where id = $1', [id]);
    const figures: DigestFigures = rows[0].figures;
    const kinds = new Set(figures.decisions.map(({ kind }) => kind));
    expect(kinds).toEqual(
      new Set(['unsettled', 'contradiction', 'worries', 'contacts', 'murmurs', 'awaiting', 'idle']),
    );
    const seen = new Set<string>();
    for (const { path, name } of leavesOf(figures)) {
      const [mine, other] = [compared, ofThatMoment].map((places) =>
        places.find((place) => name === place || name.startsWith(`${place}.`)),
      );
      expect([name, (mine ?? other) !== undefined, mine === undefined || other === undefined]).toEqual([
        name,
        true,
        true,
      ]);
      seen.add(mine ?? other ?? '');
      await query(`update digests set figures = jsonb_set(figures, $2, '"7654"') where id = $1`, [id, path]);
      const found = (await differing(id)).length > 0;
      // Of a decision the kind alone is asked for: its team and day are only shown.
      const isFound = mine !== undefined && (mine !== 'decisions.contradiction' || path.at(-1) === 'kind');
      expect([name, path.at(-1), found]).toEqual([name, path.at(-1), isFound]);
      await query('update digests set figures = $2 where id = $1', [id, JSON.stringify(figures)]);
    }
    expect([...compared, ...ofThatMoment].filter((place) => !seen.has(place))).toEqual([]);
    expect(await differing(id)).toEqual([]);
  });

  it('finds every row that somebody changed behind a digest', async () => {
    const id = await takeDigest(makeRichWorld(monday));
    const ofMentor = `digest_id = '${id}' and role = 'mentor' and counted_as = 'week'`;
    const one = `id = (select id from reflections where ${ofMentor} order by id limit 1)`;
    const tampered: readonly (readonly [string, readonly string[]])[] = [
      [`update reflections set satisfaction = satisfaction % 5 + 1 where ${one}`, ['ratings']],
      [`update reflections set answered_at = null where ${one}`, ['ratings']],
      [
        `update reflections set digest_id = null where ${one}`,
        ['reflections.mentor.answered', 'satisfaction.mentor'],
      ],
      [`update reflections set counted_satisfaction = 1 where ${one}`, ['ratings', 'satisfaction.mentor']],
      [
        `update reflections set counted_as = 'late' where ${one}`,
        ['late', 'reflections.mentor.answered', 'satisfaction.mentor'],
      ],
      [`delete from reflections where ${one}`, ['reflections.mentor.answered', 'satisfaction.mentor']],
      [
        `update deliveries set undelivered_digest_id = null where undelivered_digest_id = '${id}'`,
        ['undelivered'],
      ],
      [
        `update sessions set contradiction_digest_id = null where contradiction_digest_id = '${id}'`,
        ['decisions.contradiction'],
      ],
      [
        `insert into corrections (id, programme_id, reflection_id, at, digest_id)
         select gen_random_uuid(), programme_id, id, answered_at, digest_id from reflections where ${one}`,
        ['corrected'],
      ],
    ];
    for (const [sql, expected] of tampered) {
      const client = await storage.pool.connect();
      try {
        await client.query('begin');
        expect((await client.query(sql)).rowCount, sql).toBe(1);
        const checks = createDigestChecks(client);
        expect([sql, (await checks.compare(id))?.differing]).toEqual([sql, expected]);
        await client.query('rollback');
      } finally {
        client.release();
      }
    }
    expect(await differing(id)).toEqual([]);
  });

  it('does not mind what rightly changes later: sessions, consent, people who leave, seats, deliveries', async () => {
    const id = await takeDigest(makeRichWorld(monday));
    await query(`update sessions set state = 'missed', contradicted = false, starts_at = starts_at + interval '30 days',
                 ends_at = ends_at + interval '30 days'`);
    await query(`update enrolments set consent = 'reminders_only', ended_at = created_at`);
    await query(`update seats set attendance = 'cannot'`);
    await query(`update deliveries set state = 'sent', sent_at = due_at where state = 'planned'`);
    await query('update people set line_reachable = not line_reachable, line_user_id = id::text');
    await query('delete from murmurs');
    expect(await differing(id)).toEqual([]);
  });

  it('looks at each digest soon, then once a day for five weeks, and reports again until it is mended', async () => {
    await look(days(2));
    const id = await takeDigest(makeRichWorld(monday));
    expect(await look(monday)).toEqual({ checked: 1, counted: 0, reports: [] });
    await query(`update digests set figures = jsonb_set(figures, '{late}', '9') where id = $1`, [id]);
    const report = { counted: 1, reports: [{ digestId: id, differing: ['late'] }] };
    expect(await look(new Date(days(1).getTime() - 1))).toEqual({ checked: 0, counted: 0, reports: [] });
    expect(await look(days(1))).toMatchObject(report);
    expect((await look(days(1))).checked).toBe(0);
    expect(await look(days(2))).toMatchObject(report);
    expect(await look(days(35))).toMatchObject(report);
    expect((await look(days(37))).checked).toBe(0);
  });

  it('finds nothing where an answer was changed or taken back while its digest was being taken', async () => {
    for (const change of ['corrected', 'taken back'] as const) {
      const world = makeRichWorld(monday);
      await saveWorld(storage.pool, world);
      const [row] = world.reflections;
      if (row === undefined) throw new Error('a reflection');
      let digestId = '';
      await storage.transact(async (records) => {
        // Found without its lock, as it was before the digest.
        const run = (await records.reflections.runsOfSession(row.session_id ?? '')).find(
          ({ id }) => id === row.id,
        );
        if (run === undefined) throw new Error('a run');
        expect(run.digestId).toBeNull();
        digestId = await takeDigest(world);
        if (change === 'taken back') return withdrawAnswers(records, run, 'q1', monday);
        const value = { kind: 'rating', met: true, satisfaction: 1 } as const;
        const event = { eventId: randomIds.next(), messageId: null, at: monday };
        await recordAnswer(records, run, { question: 'q1', value }, event, monday);
      });
      const { rows } = await query('select reflection_id from corrections where programme_id = $1', [
        world.programmeId,
      ]);
      expect([change, rows]).toEqual([change, [{ reflection_id: row.id }]]);
      expect([change, await differing(digestId)]).toEqual([change, []]);
    }
  });

  it('is done once by many processes at once', async () => {
    await query(`update digests set checked_at = '9999-12-31Z'`);
    const count = 45;
    for (let index = 0; index < count; index += 1) await takeDigest(makeProgramme());
    const looks = await Promise.all(Array.from({ length: 6 }, () => look(monday)));
    expect(looks.reduce((sum, { checked }) => sum + checked, 0)).toBe(count);
    expect(looks.flatMap(({ reports }) => reports)).toEqual([]);
  });
});
