import pg from 'pg';
import { randomIds } from '../../src/shared/ids.ts';
import { createDigestStore } from '../../src/storage/digests/digest-store.ts';
import { createPrisma } from '../../src/storage/prisma.ts';
import { createTransact } from '../../src/storage/transact.ts';
import { createFindDueDigests, createMakeDigests } from '../../src/use-cases/make-digests.ts';
import { median } from '../support/rounds.ts';
import { firstMonday, seedReflections } from './seed-reflections.ts';

type Site = { readonly databaseUrl: string; readonly programmes: number };

const weeks = 34;
const mondays = 9;
/** Five teams that meet twice a week. */
const sessionsPerWeek = 10;
const weekMs = 7 * 86_400_000;
const nineOclockMs = 9 * 3_600_000;

/**
 * Milliseconds a digest takes on a Monday of few and of many programmes of the same size and history: the sweep that
 * finds what is due, and a run of the job for each programme. Medians over several Mondays in turn, after a first one.
 */
export async function measureMondays(sites: {
  readonly few: Site;
  readonly many: Site;
}): Promise<{ readonly fewMs: number; readonly manyMs: number }> {
  const [few, many] = [await openSite(sites.few), await openSite(sites.many)];
  try {
    const measured = { few: [] as number[], many: [] as number[] };
    for (let monday = 0; monday < mondays; monday += 1) {
      const now = new Date(Date.parse(firstMonday) + (weeks - mondays + 1 + monday) * weekMs + nineOclockMs);
      const [fewMs, manyMs] = [await few.play(now), await many.play(now)];
      if (monday === 0) continue;
      measured.few.push(fewMs);
      measured.many.push(manyMs);
    }
    return { fewMs: median(measured.few), manyMs: median(measured.many) };
  } finally {
    await few.close();
    await many.close();
  }
}

/** Milliseconds a digest at one Monday; throws when a programme got none. */
async function openSite({ databaseUrl, programmes }: Site) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await seedReflections(client, {
    programmes,
    weeks,
    sessionsPerWeek,
    undigested: mondays,
  });
  await client.end();
  const pools = [4, 4].map(
    (max) => new pg.Pool({ connectionString: databaseUrl, max, idleTimeoutMillis: 0 }),
  );
  const [pool, prismaPool] = pools;
  if (pool === undefined || prismaPool === undefined) throw new Error('two pools');
  const prisma = createPrisma(prismaPool);
  let now = new Date(0);
  const clock = { now: () => now };
  const store = createDigestStore({ pool, ids: randomIds });
  const transact = createTransact({ prisma, ids: randomIds, workspaceId: randomIds.next() });
  const findDue = createFindDueDigests({ store, clock });
  const makeDigests = createMakeDigests({ store, transact, clock });
  return {
    play: async (at: Date): Promise<number> => {
      now = at;
      const begunAt = performance.now();
      let made = 0;
      for (const { programmeId } of await findDue()) made += await makeDigests(programmeId);
      if (made !== programmes) throw new Error(`${made} digests of ${programmes} programmes`);
      return (performance.now() - begunAt) / programmes;
    },
    close: async () => {
      await prisma.$disconnect();
      for (const one of pools) await one.end();
    },
  };
}
