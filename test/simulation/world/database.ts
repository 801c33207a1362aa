import pg from 'pg';
import { createRandom } from '../../../playground/world/random.ts';
import { npoMentoring } from '../../../src/domain/programmes/npo-mentoring/template.ts';
import type { JobName } from '../../../src/jobs.ts';
import type { Ids } from '../../../src/shared/ids.ts';
import { createPrisma } from '../../../src/storage/prisma.ts';
import { createTransact } from '../../../src/storage/transact.ts';
import { ensureWorkspace } from '../../../src/storage/workspaces.ts';
import { createProgramme } from '../../../src/use-cases/desk/create-programme.ts';
import type { Transact } from '../../../src/use-cases/ports/records/records.ts';
import { type CastMember, cast, deskChannel, rosterRowOf } from './cast.ts';
import { createSeededIds } from './seeded-ids.ts';

/** One database that seeds use one after the other, each from the same beginning. */
export type SimulationDatabase = {
  readonly pool: pg.Pool;
  /** A connection that no simulated process uses: the driver's and the judge's. */
  readonly watcher: pg.Client;
  /** One process's way into the records; `wake` is told of what a commit leaves to do. */
  readonly transactWith: (ids: Ids, wake?: (job: JobName) => void) => Transact;
  readonly programmeId: string;
  /** Everybody is enrolled and linked, and nothing has happened yet. */
  readonly reset: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const baseTables = ['workspaces', 'programmes', 'teams', 'people', 'enrolments'] as const;
const begunAt = new Date('2024-10-01T00:00:00Z');

/** Prepares a migrated database for simulations. Plans of queries stay the same, however often they ran before. */
export async function openSimulationDatabase(
  databaseUrl: string,
  people: readonly CastMember[] = cast,
): Promise<SimulationDatabase> {
  const name = new URL(databaseUrl).pathname.slice(1);
  const watcher = new pg.Client({ connectionString: databaseUrl });
  watcher.on('error', () => undefined);
  await watcher.connect();
  for (const setting of ['synchronous_commit = off', 'jit = off', 'plan_cache_mode = force_generic_plan']) {
    await watcher.query(`alter database ${pg.escapeIdentifier(name)} set ${setting}`);
  }
  // Connections that stay: when one comes and goes by real time, plans are made at other moments in every run.
  const pools = [8, 6].map(
    (max) => new pg.Pool({ connectionString: databaseUrl, max, idleTimeoutMillis: 0 }),
  );
  const [pool, prismaPool] = pools;
  if (pool === undefined || prismaPool === undefined) throw new Error('two pools were just made');
  const prisma = createPrisma(prismaPool, { keepsPlans: true });
  const ids = createSeededIds(createRandom(0));
  const workspaceId = await ensureWorkspace(pool, ids, { now: () => begunAt });
  const transactWith: SimulationDatabase['transactWith'] = (own, wake) =>
    createTransact({
      prisma,
      ids: own,
      workspaceId,
      wake: (work) => wake?.(work === 'deliveries' ? 'delivery.send' : 'message.refresh'),
    });
  const programmeId = await enrol(transactWith(ids), people);
  await watcher.query(link);
  const tables = await keepBase(watcher);
  const restore = baseTables.map((table) => `insert into ${table} select * from base.${table}`);
  return {
    pool,
    watcher,
    transactWith,
    programmeId,
    reset: async () => {
      await Promise.all(pools.map(forgetPlans));
      await watcher.query([`truncate ${tables.join(', ')} restart identity`, ...restore].join('; '));
    },
    close: async () => {
      await prisma.$disconnect();
      await Promise.all([...pools.map((one) => one.end()), watcher.end()]);
    },
  };
}

/** Of rows that tie, the plan decides which comes first, and the size of a table decides on the plan. */
async function forgetPlans(pool: pg.Pool): Promise<void> {
  const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  for (const client of clients) {
    await client.query('discard plans');
    client.release();
  }
}

function enrol(transact: Transact, people: readonly CastMember[]): Promise<string> {
  return transact(async (records) => {
    const programme = await createProgramme(
      records,
      npoMentoring,
      {
        code: 'simulated',
        name: 'シミュレーション',
        shortName: 'シミュ',
        zone: 'Asia/Tokyo',
        language: 'ja',
        startsOn: '2024-10-01',
        phases: [
          { key: 'training', startsOn: '2024-10-01', endsOn: '2024-10-31' },
          { key: 'mentoring', startsOn: '2024-11-01', endsOn: '2025-02-28' },
          { key: 'reflection', startsOn: '2025-03-01', endsOn: '2025-03-31' },
        ],
        settings: {
          lineAccount: '@bansou',
          deskChannel,
          deskContact: 'desk@example.org',
          deskHours: '10-17',
          helpPlaces: [],
          retentionMonths: 12,
          pushLimit: 200,
        },
      },
      begunAt,
    );
    if (programme === null) throw new Error('the database was used before');
    for (const one of people) await records.desk.saveRosterRow(programme.id, rosterRowOf(one), begunAt);
    return programme.id;
  });
}

/** Joined, agreed and found in Slack, all of it long ago; names as the cast has them. */
const link = `
  update people p set line_user_id = 'U' || p.code, line_reachable = true
    from enrolments e where e.person_id = p.id and e.role = 'participant';
  update people p set slack_user_id = 'W' || p.code, slack_reachable = true, slack_looked_up_at = p.created_at
    from enrolments e where e.person_id = p.id and e.role <> 'participant';
  update enrolments set consent = 'agreed', consent_at = created_at;
  update teams t set slack_group_id = 'G-PAIR-' || t.code, slack_group_members = (
    select string_agg('W' || p.code, ',' order by p.code) from people p join enrolments e on e.person_id = p.id
    where e.team_id = t.id and e.role = 'mentor')`;

/** Copies the beginning aside; answers every table that a run may fill. */
async function keepBase(watcher: pg.Client): Promise<readonly string[]> {
  await watcher.query('create schema base');
  for (const table of baseTables) await watcher.query(`create table base.${table} as table public.${table}`);
  const { rows } = await watcher.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> '_prisma_migrations'`,
  );
  for (const { name } of rows) await watcher.query(`alter table ${name} set (autovacuum_enabled = false)`);
  return rows.map(({ name }) => name);
}
