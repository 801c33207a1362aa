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
/** Mondays of the few in a round, the first of which is not measured. */
const fewMondays = 4;
/** Five teams that meet twice a week. */
const sessionsPerWeek = 10;
const weekMs = 7 * 86_400_000;
const nineOclockMs = 9 * 3_600_000;

/**
 * Milliseconds a digest takes on a Monday of few and of many programmes of the same size and history: its share of the
 * sweep that finds what is due, and the median run of the job for a programme. Medians over several Mondays in turn; the
 * few have one before those that are measured, so that what the many drove out of PostgreSQL's memory is back.
 */
export async function measureMondays(sites: {
  readonly few: Site;
  readonly many: Site;
}): Promise<{ readonly fewMs: number; readonly manyMs: number }> {
  const few = await openSite(sites.few, rounds * fewMondays);
  const many = await openSite(sites.many, rounds);
  try {
    const measured = { few: [] as number[], many: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      await few.playMonday();
      for (let monday = 1; monday < fewMondays; monday += 1) measured.few.push(await few.playMonday());
      measured.many.push(await many.playMonday());
    }
    return { fewMs: median(measured.few), manyMs: median(measured.many) };
  } finally {
    await few.close();
    await many.close();
  }
}

/** A site on which one Monday is played after the other: milliseconds a digest; throws when a programme got none. */
async function openSite({ databaseUrl, programmes }: Site, mondays: number) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await seedReflections(client, {
    programmes,
    weeks: history + mondays,
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
      const due = await findDue();
      const sweepMs = performance.now() - begunAt;
      if (due.length !== programmes) throw new Error(`${due.length} of ${programmes} programmes are due`);
      const times: number[] = [];
      for (const { programmeId } of due) {
        const jobBegunAt = performance.now();
        if ((await makeDigests(programmeId)) !== 1) throw new Error('a programme has one digest a Monday');
        times.push(performance.now() - jobBegunAt);
      }
      return sweepMs / programmes + median(times);
    },
    close: async () => {
      await prisma.$disconnect();
      for (const one of pools) await one.end();
    },
  };
}
