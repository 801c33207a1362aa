import { setTimeout as sleep } from 'node:timers/promises';
import { Temporal } from '@js-temporal/polyfill';
import type { FaultRow, Finding } from '../../fault-row.ts';
import { holdTable } from '../../lab/hold-table.ts';
import type { Lab } from '../../lab/lab.ts';
import { type SiteProcess, startSiteProcess } from '../../lab/site-process.ts';
import { until } from '../../lab/until.ts';
import { type ReadDigest, readDigests } from '../../scene/digest-reading.ts';
import { openScene, type Scene, type SceneParticipant } from '../../scene/open-scene.ts';
import { isInboxEmpty } from '../../scene/read-metric.ts';

const zone = 'Asia/Tokyo';
const teams = 16;
const frozenMs = 1_200;
const heldUpMs = 800;

/**
 * A week's digests are taken while its answers are still coming in, and while a frozen worker holds some of them in
 * transactions that commit afterwards. Every answer is counted once: in this digest, or as a late one in the next.
 */
export const answersMeanwhile: FaultRow = {
  number: 22,
  title: 'answers while the digest is taken, and after it',
  short: true,
  needs: [],
  run,
};

async function run(lab: Lab): Promise<Finding> {
  const database = await lab.openDatabase();
  const { wednesday, days, number } = findWeek(new Date());
  const behindMs = Date.now() - wednesday.getTime();
  // On LINE it is that Wednesday: what is answered now belongs to that week.
  const lineClock = { now: () => new Date(Date.now() - behindMs) };
  const site = await lab.openSite({ databaseUrl: database.url, lineClock });
  const scenes: Scene[] = [];
  for (let index = 0; index < (lab.isShort ? 4 : 12); index += 1) {
    const startsAt = (): Date => new Date(wednesday.getTime() - 3 * 3_600_000);
    const people = { teams, participantsPerTeam: 1, mentorsPerTeam: 0, prefix: `B${index}-` };
    scenes.push(await openScene(lab, { database, site }, { ...people, startsAt, now: new Date(), zone }));
  }
  // Nobody is asked: who answers here comes by themselves.
  await database.query('update sessions set asked_at = ends_at');
  // A programme that has not begun has no digest.
  await database.query('update programmes set starts_on = $1', [days.notYet]);
  const server = await site.startServer();
  const workers = await Promise.all([site.startWorkers(), site.startWorkers()]);
  const makers = await Promise.all([0, 1].map(() => startMaker(lab, site.env)));
  // In turn, so that every programme is caught in the middle.
  const participants = Array.from({ length: teams }, (_, team) =>
    scenes.flatMap((scene) => scene.participants.filter((one) => one.team === team)),
  ).flat();
  await Promise.all(participants.map(({ phone }) => phone.say('振り返り')));

  const answering = Promise.all(participants.map(answer));
  answering.catch(() => undefined);
  await until(() => participants.filter(isThanked).length > participants.length / 10, 60_000);
  await database.query('update programmes set starts_on = $1, ends_on = $2', [days.begun, days.first]);
  await takeDigests(database.url, makers[0], workers[0]);
  await answering;
  await until(() => isInboxEmpty(server.base), 120_000);
  await database.query('update programmes set ends_on = $1', [days.second]);
  await takeDigests(database.url, makers[1], undefined);
  const read = (scene: Scene): readonly ReadDigest[] => readDigests(site.slack, scene.deskChannel);
  await until(() => scenes.every((scene) => read(scene).length >= 2), 120_000);
  return judge(scenes.map(read), number);
}

/** The first digest and the one after it, of every programme. */
function judge(programmes: readonly (readonly ReadDigest[])[], week: number): Finding {
  const breaches: string[] = [];
  let [injected, lost, twice] = [0, 0, 0];
  for (const digests of programmes) {
    const first = digests.filter((one) => one.week === week);
    const next = digests.filter((one) => one.week !== week);
    if (first.length === 0 || next.length === 0) lost += 1;
    twice += Math.max(0, first.length - 1) + Math.max(0, next.length - 1);
    const inTime = first[0]?.answered.participants ?? 0;
    const counted = inTime + (next[0]?.late ?? 0);
    lost += Math.max(0, teams - counted);
    twice += Math.max(0, counted - teams);
    if (counted !== teams || digests.length !== 2) breaches.push(`read: ${digests.map(describe).join(', ')}`);
    // One participant a session: it was held if and only if they are counted as having answered.
    const held = Number(/実施(\d+)/.exec(first[0]?.text ?? '')?.[1] ?? -1);
    if (held !== inTime) breaches.push(`${held} sessions held, ${inTime} answers in the same digest`);
    if (inTime > 0 && inTime < teams) injected += 1;
  }
  return { injected, lost, twice, late: 0, inQuietRange: 0, recoveredInMs: null, breaches };
}

function describe({ week, answered, late }: ReadDigest): string {
  return `week ${week} with ${answered.participants} in time and ${late} late`;
}

async function answer({ phone }: SceneParticipant): Promise<void> {
  await phone.tap('4 ');
}

function isThanked({ phone }: SceneParticipant): boolean {
  return phone.user.received.length > 1;
}

function startMaker(lab: Lab, env: Readonly<Record<string, string>>): Promise<SiteProcess> {
  return startSiteProcess('test/faults/processes/digest-maker.ts', 'digests.ready', env).then((maker) => {
    lab.onClose(maker.kill);
    return maker;
  });
}

/**
 * All that are due, while a worker stands still with answers in its hands. The digests themselves are held up between
 * the stamps on their reflections and their figures, while the other worker goes on.
 */
async function takeDigests(
  databaseUrl: string,
  maker: SiteProcess | undefined,
  frozen: SiteProcess | undefined,
): Promise<void> {
  const corrections = await holdTable(databaseUrl, 'corrections', 'exclusive');
  const thawed = frozen?.freeze(frozenMs);
  maker?.child.kill('SIGUSR2');
  await corrections.untilAwaited(1);
  await sleep(heldUpMs);
  await corrections.release();
  await maker?.logged('digests.made');
  await thawed;
}

/**
 * A week of which the digest is due, as that of the week after it. A programme has digests until the week after its
 * last day: moving that day makes the one or the other due.
 */
function findWeek(now: Date) {
  // Digests are due on Monday at nine: before that the week before last counts as the last.
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(zone)
    .subtract({ hours: 10 })
    .toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 + 14 });
  const wednesday = monday.add({ days: 2 }).toPlainDateTime('12:00').toZonedDateTime(zone);
  return {
    wednesday: new Date(wednesday.epochMilliseconds),
    number: monday.weekOfYear ?? 0,
    days: {
      begun: monday.subtract({ days: 30 }).toString(),
      notYet: monday.add({ days: 60 }).toString(),
      first: monday.subtract({ days: 3 }).toString(),
      second: monday.add({ days: 4 }).toString(),
    },
  };
}
