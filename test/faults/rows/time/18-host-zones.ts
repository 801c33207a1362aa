import { Temporal } from '@js-temporal/polyfill';
import { spawnProcess } from '../../../support/processes/spawned.ts';
import type { FaultRow, Finding } from '../../fault-row.ts';
import type { Lab } from '../../lab/lab.ts';
import { weeksToPlay } from '../../lab/time/weeks-to-play.ts';

const hostZones = ['UTC', 'Asia/Tokyo', 'America/New_York'] as const;

type Received = {
  readonly at: string;
  readonly via: string;
  readonly to: readonly string[];
  readonly text: string;
};

/** The same weeks on hosts of three zones: the same plan and the same messages, byte for byte, at the right hours. */
export const hostZonesDiffer: FaultRow = {
  number: 18,
  title: 'hosts in other time zones',
  short: true,
  needs: [],
  run,
};

async function run(lab: Lab): Promise<Finding> {
  const plays = await Promise.all(hostZones.map((zone) => play(lab, zone)));
  const [first] = plays;
  if (first === undefined) throw new Error('there is a first zone');
  const offsets = new Set(plays.map(({ offsetMinutes }) => offsetMinutes));
  const judged = plays.map(({ received }) => judge(received));
  const sum = (pick: (one: ReturnType<typeof judge>) => number): number =>
    judged.reduce((total, one) => total + pick(one), 0);
  return {
    injected: offsets.size === hostZones.length ? hostZones.length - 1 : 0,
    lost: sum(({ lost }) => lost),
    twice: sum(({ twice }) => twice),
    late: 0,
    inQuietRange: sum(({ inQuietRange }) => inQuietRange),
    recoveredInMs: null,
    breaches: plays.flatMap((one, index) =>
      one.text === first.text
        ? []
        : [`${hostZones[index]} differs from ${hostZones[0]}: ${differenceOf(first.text, one.text)}`],
    ),
  };
}

async function play(lab: Lab, zone: string) {
  const database = await lab.openDatabase();
  const played = spawnProcess('test/faults/processes/play-weeks.ts', [], {
    DATABASE_URL: database.url,
    TZ: zone,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
  });
  lab.onClose(async () => played.kill());
  const line = await played.logged('weeks.played');
  await played.ended();
  const text = JSON.stringify(line.played);
  const { received } = JSON.parse(text) as { readonly received: readonly Received[] };
  return { text, received, offsetMinutes: Number(line.offsetMinutes) };
}

/** One reminder on the eve at eight in the reader's own zone, or earlier where they are to be left alone. */
function judge(received: readonly Received[]) {
  const pushes = received.filter(({ via }) => via === 'push');
  const expected = weeksToPlay.participants.flatMap(({ code, team, zone, quiet }) =>
    weeksToPlay.meetings
      .filter((meeting) => meeting.team === team)
      .map(({ date, start }) => ({ code, at: eveOf({ date, start, zone, quiet }) })),
  );
  const counts = expected.map(
    ({ code, at }) => pushes.filter((push) => push.to.includes(code) && push.at === at).length,
  );
  const readers = [...weeksToPlay.participants, ...weeksToPlay.mentors];
  const disturbed = received
    .filter(({ via }) => via !== 'reply')
    .filter(({ at, to }) =>
      readers.some(({ code, zone, quiet }) => to.includes(code) && isQuiet(at, zone, quiet)),
    );
  return {
    lost: counts.filter((count) => count === 0).length,
    twice: counts.filter((count) => count > 1).length,
    inQuietRange: disturbed.length,
  };
}

function eveOf(meeting: {
  readonly date: string;
  readonly start: string;
  readonly zone: string;
  readonly quiet: string;
}): string {
  const start = Temporal.PlainDateTime.from(`${meeting.date}T${meeting.start}`).toZonedDateTime('Asia/Tokyo');
  const eve = start.withTimeZone(meeting.zone).toPlainDate().subtract({ days: 1 });
  const [begins = ''] = meeting.quiet.split('-');
  const wanted = eve.toPlainDateTime('20:00');
  const quietFrom = eve.toPlainDateTime(begins);
  // A range that has begun by eight moves it to the minute before.
  const local =
    Temporal.PlainDateTime.compare(quietFrom, wanted) <= 0 ? quietFrom.subtract({ minutes: 1 }) : wanted;
  return new Date(local.toZonedDateTime(meeting.zone).epochMilliseconds).toISOString();
}

/** Ranges here go over midnight. */
function isQuiet(at: string, zone: string, quiet: string): boolean {
  const [from = '', to = ''] = quiet.split('-');
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5);
  return local >= from || local < to;
}

/** Where two texts part, with a little of both. */
function differenceOf(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return `${a.slice(Math.max(0, at - 60), at + 60)} | ${b.slice(Math.max(0, at - 60), at + 60)}`;
}
