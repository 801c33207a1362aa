import { setTimeout as sleep } from 'node:timers/promises';
import { Temporal } from '@js-temporal/polyfill';
import { replanSession } from '../../../../src/use-cases/sessions/replan-session.ts';
import type { FaultRow, Finding } from '../../fault-row.ts';
import { connectTo } from '../../lab/databases.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Site } from '../../lab/site.ts';
import { createFakeTime } from '../../lab/time/fake-time.ts';
import { startFakedPostgres } from '../../lab/time/faked-postgres.ts';
import { until } from '../../lab/until.ts';
import { openScene, type Scene } from '../../scene/open-scene.ts';

const zone = 'Asia/Tokyo';
const quiet = { from: '21:00', to: '08:00' };
/** What each team's session is: tonight while everything is down, tomorrow before people may be told, or after it. */
const kinds = ['tonight', 'early', 'useful'] as const;
const startsOf = {
  tonight: { days: 0, time: '20:00' },
  early: { days: 1, time: '07:30' },
  useful: { days: 1, time: '10:30' },
} as const;

type Kind = (typeof kinds)[number];
type Told = { readonly at: Date; readonly who: string };

/**
 * Everything stops in the afternoon and comes back at three at night. Nobody is told anything before eight; then
 * whatever is still of use arrives, once, and the rest has expired and is listed for the coordinators.
 */
export const outageOverNight: FaultRow = {
  number: 24,
  title: 'twelve hours of outage that end at three at night',
  short: false,
  needs: ['faketime'],
  run,
};

async function run(lab: Lab): Promise<Finding> {
  const today = Temporal.Now.plainDateISO(zone);
  const instant = (days: number, time: string): Date =>
    new Date(today.add({ days }).toPlainDateTime(time).toZonedDateTime(zone).epochMilliseconds);
  const time = createFakeTime(instant(0, '14:59').getTime() - Date.now());
  lab.onClose(time.close);
  const jumpTo = (at: Date): void => time.jump(at.getTime() - Date.now());
  const postgres = await startFakedPostgres(time);
  lab.onClose(postgres.close);
  const database = connectTo(postgres.url);
  lab.onClose(database.close);
  const site = await lab.openSite({ databaseUrl: postgres.url, clock: { now: time.now } });
  const kindOf = (team: number): Kind => kinds[team % kinds.length] ?? 'useful';
  const scene = await openScene(
    lab,
    { database, site },
    {
      teams: 12,
      participantsPerTeam: 2,
      mentorsPerTeam: 2,
      startsAt: (team) => instant(startsOf[kindOf(team)].days, startsOf[kindOf(team)].time),
      zone,
      quietRanges: [quiet],
      now: time.now(),
      startedDaysAgo: 0,
    },
  );
  for (const { id } of scene.sessions) {
    await scene.desk.transact((records) => replanSession(records, id, time.now()));
  }
  // Nobody asks afterwards how it was: reminders alone are looked at here.
  await database.query('update sessions set asked_at = starts_at');
  const before = await Promise.all([
    site.startWorkers({ env: time.env }),
    site.startWorkers({ env: time.env }),
  ]);
  await sleep(2_000);
  await Promise.all(before.map(({ kill }) => kill()));

  const beganAt = time.now();
  jumpTo(instant(1, '03:00'));
  await Promise.all([site.startWorkers({ env: time.env }), site.startWorkers({ env: time.env })]);
  await sleep(8_000);
  jumpTo(instant(1, '07:59'));
  await sleep(3_000);
  const opensAt = instant(1, '08:00');
  jumpTo(opensAt);
  const isUseful = ({ team }: { readonly team: number }): boolean => kindOf(team) === 'useful';
  const wanted = [...scene.participants, ...scene.mentors].filter(isUseful).map(({ code }) => code);
  const recoveredInMs = await until(() => {
    const told = new Set(toldSince(beganAt, site, scene).map(({ who }) => who));
    return wanted.every((code) => told.has(code));
  }, 60_000);
  await sleep(5_000);
  const { problems } = await scene.desk.readStatus(scene.programmeId, time.now());
  const teamsOf = (kind: Kind): number => scene.sessions.filter(({ team }) => kindOf(team) === kind).length;
  // Of a session before eight everybody's; of tonight's the pair's second, for the first went out in the afternoon.
  const expired = teamsOf('early') * 3 + teamsOf('tonight');
  const told = toldSince(beganAt, site, scene);
  const counts = wanted.map((code) => told.filter(({ who }) => who === code).length);
  const strangers = told.filter(({ who }) => !wanted.includes(who)).length;
  return {
    injected: scene.sessions.length,
    lost: counts.filter((count) => count === 0).length,
    twice: counts.filter((count) => count > 1).length,
    late: told.filter(({ at }) => at.getTime() > opensAt.getTime() + 60_000).length,
    inQuietRange: told.filter(({ at }) => at < opensAt).length,
    recoveredInMs,
    breaches: [
      ...(strangers > 0 ? [`${strangers} told of what is of no use any more`] : []),
      ...(problems.count === expired
        ? []
        : [`${problems.count} listed for the coordinators, ${expired} expired`]),
    ],
  };
}

/** Who was told of a session, by their codes. */
function toldSince(since: Date, { line, slack }: Site, { participants, mentors }: Scene): readonly Told[] {
  const onLine = line.ledger
    .filter(({ via }) => via === 'push')
    .map(({ userId, at }) => ({
      at,
      who: participants.find(({ phone }) => phone.user.userId === userId)?.code ?? userId,
    }));
  const inSlack = slack.ledger
    .filter(({ text }) => text.endsWith('のご案内です'))
    .flatMap(({ readers, at }) =>
      readers.map((id) => ({ at, who: mentors.find((one) => one.slack.id === id)?.code ?? id })),
    );
  return [...onLine, ...inSlack].filter(({ at }) => at > since);
}
