import { randomUUID } from 'node:crypto';
import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DigestFigures } from '../../src/domain/digests/figures.ts';
import { randomIds } from '../../src/shared/ids.ts';
import { createDigestStore } from '../../src/storage/digests/digest-store.ts';
import type { DigestWindow } from '../../src/use-cases/ports/digest-store.ts';
import { type RandomProgramme, randomProgrammes } from '../support/digests/random-programme.ts';
import { type Counted, recompute, type Week } from '../support/digests/recompute.ts';
import { storeProgramme } from '../support/digests/store-programme.ts';
import { createTestDatabase } from '../support/test-database.ts';

const firstMonday = '2024-12-09';
const worlds = 100;
const weeks = 6;

describe('the figures of a digest', () => {
  const made = createTestDatabase();
  const workspaceId = randomUUID();
  let pool: pg.Pool;
  let client: pg.Client;

  beforeAll(async () => {
    const { url } = await made;
    pool = new pg.Pool({ connectionString: url, max: 12 });
    client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("insert into workspaces (id, name, created_at) values ($1, 'x', now())", [
      workspaceId,
    ]);
    await client.query(
      "insert into form_definitions (hash, key, snapshot, created_at) values ('test', 'mentoring', '{}', now())",
    );
  });
  afterAll(async () => {
    await client.end();
    await pool.end();
  });

  const programmes = randomProgrammes(Date.parse('2024-12-02T00:00:00Z'));
  const figuresOf = async (digestId: string): Promise<DigestFigures> => {
    const { rows } = await client.query<{ figures: DigestFigures }>(
      'select figures from digests where id = $1',
      [digestId],
    );
    if (rows[0] === undefined) throw new Error('the digest was just taken');
    return rows[0].figures;
  };

  it('equal an independent recount, week after week, at the turn of the year and in other zones', async () => {
    const store = createDigestStore({ pool, ids: randomIds });
    let answered = 0;
    let late = 0;
    await fc.assert(
      fc.asyncProperty(programmes, async (programme) => {
        await storeProgramme(client, workspaceId, programme);
        const counted: Counted = { reflections: new Set(), corrections: new Set() };
        for (let number = 0; number < weeks; number += 1) {
          const week = weekOf(programme.zone, number);
          const id = await store.take(windowOf(programme, week, number));
          expect(id).not.toBeNull();
          const expected = recompute(programme, week, counted);
          expect(plain(await figuresOf(id ?? ''))).toEqual(expected);
          answered += expected.reflections.mentor.answered + expected.reflections.participant.answered;
          late += expected.late;
        }
      }),
      { numRuns: worlds },
    );
    expect(answered).toBeGreaterThan(worlds);
    expect(late).toBeGreaterThan(0);
  }, 120_000);

  it('are taken once, whoever asks at the same time, and never change', async () => {
    const [programme] = fc.sample(programmes, 1);
    if (programme === undefined) throw new Error('one was asked for');
    await storeProgramme(client, workspaceId, programme);
    const window = windowOf(programme, weekOf(programme.zone, 1), 1);
    const stores = Array.from({ length: 16 }, () => createDigestStore({ pool, ids: randomIds }));
    const taken = await Promise.all(stores.map((store) => store.take(window)));
    const ids = taken.filter((id) => id !== null);
    expect(ids).toHaveLength(1);
    const before = await figuresOf(ids[0] ?? '');
    await client.query('update reflections set satisfaction = 1 where programme_id = $1', [programme.id]);
    expect(await stores[0]?.take(window)).toBeNull();
    expect(await figuresOf(ids[0] ?? '')).toEqual(before);
  });

  it('of a preview are those of the digest, and leave nothing behind', async () => {
    const [programme] = fc.sample(programmes, 1);
    if (programme === undefined) throw new Error('one was asked for');
    await storeProgramme(client, workspaceId, programme);
    const store = createDigestStore({ pool, ids: randomIds });
    const window = windowOf(programme, weekOf(programme.zone, 2), 2);
    const preview = await store.preview(window);
    const traced = await store.trace(window);
    const id = await store.take(window);
    expect(plain(await figuresOf(id ?? ''))).toEqual(plain(preview));
    const held = traced.find(({ figure }) => figure === 'sessions.held')?.ids ?? [];
    expect(held).toHaveLength(preview.sessions.held);
  });

  it('hold together while answers keep coming: what is counted is what is stamped', async () => {
    const [programme] = fc.sample(programmes, 1);
    if (programme === undefined) throw new Error('one was asked for');
    await storeProgramme(client, workspaceId, programme);
    const store = createDigestStore({ pool, ids: randomIds });
    let writing = true;
    const writer = (async () => {
      while (writing) {
        await pool.query(
          `update reflections set answered_at = $2, met = true, satisfaction = 5
           where programme_id = $1 and answered_at is null and id in
             (select id from reflections where programme_id = $1 and answered_at is null limit 1)`,
          [programme.id, new Date(weekOf(programme.zone, 0).from)],
        );
      }
    })();
    for (let number = 0; number < 4; number += 1) {
      const id = await store.take(windowOf(programme, weekOf(programme.zone, number), number));
      const { reflections, late } = await figuresOf(id ?? '');
      const { rows } = await client.query<{ n: number; old: number }>(
        `select count(*) filter (where s.ends_at >= $2 and s.ends_at < $3)::int as n, count(*) filter (where s.ends_at < $2)::int as old
         from reflections r join sessions s on s.id = r.session_id where r.digest_id = $1`,
        [id, new Date(weekOf(programme.zone, number).from), new Date(weekOf(programme.zone, number).to)],
      );
      expect(late).toBe(rows[0]?.old);
      expect(reflections.mentor.answered + reflections.participant.answered).toBeLessThanOrEqual(
        rows[0]?.n ?? 0,
      );
    }
    writing = false;
    await writer;
  });
});

function weekOf(zone: string, number: number): Week {
  const monday = Temporal.PlainDate.from(firstMonday);
  const at = (weeksLater: number, hours = 0): number =>
    monday
      .add({ weeks: number + weeksLater })
      .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour: hours }) })
      .epochMilliseconds;
  const mentoring = Temporal.PlainDate.from('2024-12-01').toZonedDateTime(zone);
  return {
    from: at(0),
    to: at(1),
    before: at(-1),
    after: at(2),
    takenAt: at(1, 9),
    mentoringFrom: mentoring.epochMilliseconds,
    mentoringTo: mentoring.add({ days: 40 }).epochMilliseconds,
  };
}

function windowOf(programme: RandomProgramme, week: Week, number: number): DigestWindow {
  return {
    programmeId: programme.id,
    isoWeek: `week-${number}`,
    startsAt: new Date(week.from),
    endsAt: new Date(week.to),
    previousStartsAt: new Date(week.before),
    nextEndsAt: new Date(week.after),
    takenAt: new Date(week.takenAt),
    mentoringStartsAt: new Date(week.mentoringFrom),
    mentoringEndsAt: new Date(week.mentoringTo),
    idleAfterDays: 21,
    zone: programme.zone,
    recipients: [],
  };
}

/** Figures in the recount's shape: order does not matter, pushes are not of one programme. */
function plain({ decisions, undelivered, nextWeek, ...figures }: DigestFigures) {
  const { sessions, reflections, satisfaction, lastWeek, late, corrected, soFar, unreachable } = figures;
  return {
    ...{ sessions, reflections, satisfaction, lastWeek, late, corrected, soFar, unreachable },
    nextWeek: nextWeek.count,
    undelivered: undelivered.map(({ kind, why }) => `${kind} ${why}`).sort(),
    contacts: decisions.reduce((sum, one) => (one.kind === 'contacts' ? sum + one.count : sum), 0),
    decisions: decisions
      .map(describeDecision)
      .filter((one) => one !== null)
      .sort(),
  };
}

function describeDecision(one: DigestFigures['decisions'][number]): string | null {
  switch (one.kind) {
    case 'unsettled':
    case 'contradiction':
    case 'awaiting':
      return `${one.kind} ${one.team} ${Date.parse(one.at)}`;
    case 'idle':
      return `idle ${one.team} ${one.days}`;
    case 'worries':
    case 'murmurs':
    case 'contacts':
      return null;
  }
}
