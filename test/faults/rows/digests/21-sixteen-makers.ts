import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRow, Finding } from '../../fault-row.ts';
import { holdTable } from '../../lab/hold-table.ts';
import type { Lab } from '../../lab/lab.ts';
import { type SiteProcess, startSiteProcess } from '../../lab/site-process.ts';
import { until } from '../../lab/until.ts';
import { readDigests, weeksDue } from '../../scene/digest-reading.ts';
import { openScene, type Scene } from '../../scene/open-scene.ts';

const makers = 16;
const zone = 'Asia/Tokyo';
const dayMs = 86_400_000;

/** Sixteen processes take every digest that is due at the same moment: the desk reads each once. */
export const sixteenMakers: FaultRow = {
  number: 21,
  title: 'sixteen processes make the same digests',
  short: true,
  needs: [],
  run,
};

async function run(lab: Lab): Promise<Finding> {
  const database = await lab.openDatabase();
  const site = await lab.openSite({ databaseUrl: database.url });
  const now = new Date();
  const firstAt = new Date(now.getTime() - 18 * dayMs);
  const scenes: Scene[] = [];
  for (let index = 0; index < (lab.isShort ? 4 : 12); index += 1) {
    const people = { teams: 3, participantsPerTeam: 1, mentorsPerTeam: 1 };
    const plan = { ...people, prefix: `A${index}-`, startsAt: () => firstAt, now, zone };
    scenes.push(await openScene(lab, { database, site }, plan));
  }
  const processes = await Promise.all(
    Array.from({ length: makers }, () =>
      startSiteProcess('test/faults/processes/digest-maker.ts', 'digests.ready', site.env),
    ),
  );
  for (const { kill } of processes) lab.onClose(kill);
  await startTogether(database.url, processes);
  const made = await Promise.all(processes.map(({ logged }) => logged('digests.made')));
  await site.startWorkers();

  const expected = weeksDue(firstAt, now, zone);
  const received = (): readonly (readonly number[])[] =>
    scenes.map(({ deskChannel }) => readDigests(site.slack, deskChannel).map(({ week }) => week));
  await until(() => received().every((weeks) => weeks.length >= expected.length), 120_000);
  await sleep(2_000);
  const counts = received().flatMap((weeks) =>
    expected.map((week) => weeks.filter((one) => one === week).length),
  );
  const strays = received()
    .flat()
    .filter((week) => !expected.includes(week));
  const sought = made.reduce((sum, { due }) => sum + Number(due), 0);
  return {
    // Whoever found a programme due that somebody else took.
    injected: Math.max(0, sought - scenes.length),
    lost: counts.filter((count) => count === 0).length,
    twice: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
    late: 0,
    inQuietRange: 0,
    recoveredInMs: null,
    breaches: strays.length > 0 ? [`digests of weeks that are not due: ${strays.join()}`] : [],
  };
}

/** Nobody gets past the first look at the digests before everybody is there. */
async function startTogether(databaseUrl: string, processes: readonly SiteProcess[]): Promise<void> {
  const digests = await holdTable(databaseUrl, 'digests', 'access exclusive');
  for (const { child } of processes) child.kill('SIGUSR2');
  await digests.untilAwaited(processes.length);
  await digests.release();
}
