import pg from 'pg';
import { randomIds } from '../../src/shared/ids.ts';
import { createDigestStore } from '../../src/storage/digests/digest-store.ts';
import { createPrisma } from '../../src/storage/prisma.ts';
import { createTransact } from '../../src/storage/transact.ts';
import { createFindDueDigests, createMakeDigests } from '../../src/use-cases/make-digests.ts';
import { median } from '../support/rounds.ts';
import { seedReflections } from './seed-reflections.ts';
import { firstMonday } from './seed-size.ts';

type Site = { readonly databaseUrl: string; readonly programmes: number };

const rounds = 7;
const history = 26;
/** Two Mondays of the few a round. */
const undigested = 2 * rounds;
/** Five teams that meet twice a week. */
const sessionsPerWeek = 10;
const weekMs = 7 * 86_400_000;
const nineOclockMs = 9 * 3_600_000;

/**
 * Milliseconds a digest takes on a Monday of few and of many programmes of the same size and history: the sweep that
 * finds what is due, and a run of the job for each programme. Medians over several Mondays in turn; the few have a
 * Monday before each that is measured, so that what the many drove out of PostgreSQL's memory is back.
 */
export async function measureMondays(sites: {
  readonly few: Site;
  readonly many: Site;
}): Promise<{ readonly fewMs: number; readonly manyMs: number }> {
  const [few, many] = [await openSite(sites.few), await openSite(sites.many)];
  try {
    const measured = { few: [] as number[], many: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      await few.playMonday();
      measured.few.push(await few.playMonday());
      measured.many.push(await many.playMonday());
    }
    return { fewMs: median(measured.few), manyMs: median(measured.many) };
  } finally {
    await few.close();
    await many.close();
  }
}

/** A site on which one Monday is played after the other: milliseconds a digest; throws when a programme got none. */
async function openSite({ databaseUrl, programmes }: Site) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await seedReflections(client, {
    programmes,
    weeks: history + undigested,
    sessionsPerWeek,
    undigested,
  });
  await client.end();
  const pools = [4, 4].map(
    (max) => new pg.Pool({ connectionString: databaseUrl, max, idleTimeoutMillis: 0 }),
  );
  const [pool, prismaPool] = pools;
  if (pool === undefined || prismaPool === undefined) throw new Error('two pools');
  const prisma = createPrisma(prismaPool);
  let now = new Date(Date.parse(firstMonday) + history * weekMs + nineOclockMs);
  const clock = { now: () => now };
  const store = createDigestStore({ pool, ids: randomIds });
  const transact = createTransact({ prisma, ids: randomIds, workspaceId: randomIds.next() });
  const findDue = createFindDueDigests({ store, clock });
  const makeDigests = createMakeDigests({ store, transact, clock });
  return {
    playMonday: async (): Promise<number> => {
      now = new Date(now.getTime() + weekMs);
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
