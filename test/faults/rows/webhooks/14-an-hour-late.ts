import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRow, Finding } from '../../fault-row.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Site } from '../../lab/site.ts';
import { until } from '../../lab/until.ts';
import { readAtTheDesk, tellTheDesk } from '../../scene/desk-room.ts';
import { openScene, type SceneMentor, type SceneParticipant } from '../../scene/open-scene.ts';
import { countOf } from '../../scene/phone.ts';
import { isInboxEmpty } from '../../scene/read-metric.ts';
import { type Passing, refuse, startRelay } from '../../scene/start-relay.ts';

const hourMs = 3_600_000;

/**
 * An answer between two others does not get through and comes an hour later, after the newer one; another is overtaken
 * on its way; and what was taken comes again too. What stands is what was said last, and everything that was said.
 */
export const anHourLate: FaultRow = {
  number: 14,
  title: 'webhooks an hour late, again and out of order',
  short: true,
  needs: [],
  run,
};

async function run(lab: Lab): Promise<Finding> {
  const database = await lab.openDatabase();
  let behindMs = hourMs;
  const lineClock = { now: () => new Date(Date.now() - behindMs) };
  const site = await lab.openSite({ databaseUrl: database.url, lineClock });
  const now = new Date();
  const scene = await openScene(
    lab,
    { database, site },
    {
      teams: lab.isShort ? 3 : 12,
      participantsPerTeam: 2,
      mentorsPerTeam: 1,
      startsAt: () => new Date(now.getTime() - 2 * hourMs),
      now,
    },
  );
  const server = await site.startServer();
  await site.startWorkers();
  const road = createRoad(server.base);
  const relay = await startRelay(road.rule);
  lab.onClose(relay.close);
  site.webhooksTo(relay.base);
  // The platform forgets that these were taken.
  site.line.faults.forgetAcknowledgements(Number.POSITIVE_INFINITY);

  await Promise.all(scene.participants.map((one) => answerOnABadRoad(one)));
  const mentorsSaid = scene.mentors.map((mentor, index) => sayInSlack(site, mentor, index));
  await Promise.all(mentorsSaid.map(async (say) => say(['morning', 'evening'])));
  road.mend();
  const mendedAt = performance.now();
  behindMs = 0;
  await until(() => site.line.redelivered() >= road.taken() + road.dropped(), 20_000);
  await Promise.all(mentorsSaid.map(async (say) => say(['noon'])));
  await until(async () => site.line.idle() && (await isInboxEmpty(server.base)), 20_000);
  const recoveredInMs = performance.now() - mendedAt;

  const shown = await Promise.all(scene.participants.map(lookBack));
  await Promise.all(scene.mentors.map(tellTheDesk));
  const read = await readAtTheDesk(scene, scene.mentors.length);
  const judged = [
    ...shown.map((text) => ({ text, isLine: true })),
    ...read.map((text) => ({ text, isLine: false })),
  ];
  const counts = judged.flatMap(({ text }) =>
    ['morning', 'noon', 'evening'].map((word) => countOf(word, text)),
  );
  return {
    injected: road.dropped() + road.overtaken() + site.line.redelivered(),
    lost: counts.filter((times) => times === 0).length + Math.max(0, scene.mentors.length - read.length),
    twice: counts.filter((times) => times > 1).length,
    late: 0,
    inQuietRange: 0,
    recoveredInMs,
    breaches: judged.flatMap(({ text, isLine }) => [
      ...(isLine && !text.includes('1 よくなかった') ? [`not the last rating: ${text}`] : []),
      ...(isLine && !text.includes('運営のこと・自分の仕事') ? [`not both topics: ${text}`] : []),
      ...(/morning.*noon.*evening/s.test(text) ? [] : [`not in the order of saying: ${text}`]),
    ]),
  };
}

/** What a webhook meets on its way, by what stands in it. */
function createRoad(to: string) {
  let isBad = true;
  let [taken, dropped, overtaken] = [0, 0, 0];
  const passed = new Map<string, () => void>();
  const isDropped = (text: string): boolean => /:q1:5"|:topics:work"|noon/.test(text);
  const rule: Parameters<typeof startRelay>[0] = async (passing: Passing, forward) => {
    const text = passing.body.toString();
    const user = /"userId":"(\w+)"/.exec(text)?.[1] ?? '';
    const isOnLine = passing.path === '/line/webhook';
    if (isBad && isOnLine && isDropped(text)) {
      dropped += 1;
      return refuse(503);
    }
    if (isBad && isOnLine && text.includes(':q1:4"')) {
      overtaken += 1;
      await new Promise<void>((resolve) => passed.set(user, resolve));
    }
    const answer = await forward(passing, to);
    if (isBad && isOnLine) taken += 1;
    if (text.includes(':q1:1"')) passed.get(user)?.();
    return answer;
  };
  return {
    rule,
    mend: () => {
      isBad = false;
    },
    taken: () => taken,
    dropped: () => dropped,
    overtaken: () => overtaken,
  };
}

/** 3, then 5 that does not get through, then 2, then 4 that is overtaken by 1; topics and words likewise. */
async function answerOnABadRoad({ phone }: SceneParticipant): Promise<void> {
  await phone.say('振り返り');
  const [five, four, one] = ['5 ', '4 ', '1 '].map(phone.dataOf);
  await phone.tap('3 ');
  await phone.user.tapData(five ?? '');
  await phone.tap('2 ');
  const overtaken = phone.user.tapData(four ?? '');
  // The platform's clock has milliseconds: what was done later has a later one.
  await sleep(5);
  await phone.user.tapData(one ?? '');
  await overtaken;
  const work = phone.dataOf('自分の仕事');
  await phone.tap('運営のこと');
  await phone.user.tapData(work);
  await phone.tap('ひとこと残して送る');
  await phone.say('morning');
  await phone.user.sendText('noon');
  await sleep(5);
  await phone.say('evening');
}

/** What the form shows of the answers so far, from the menu to the check. */
async function lookBack({ phone }: SceneParticipant): Promise<string> {
  const begun = await phone.say('振り返り');
  await phone.tap('ひとこと残して送る');
  await phone.say('night');
  await phone.tap('次へ');
  return begun + (await phone.tap('まだ決めていない'));
}

/** Messages to the bot with the platform's times of an hour ago, in the order of the day. */
function sayInSlack(site: Site, { slack }: SceneMentor, index: number) {
  const begunAt = Date.now() - hourMs;
  const minutes = { morning: 0, noon: 1, evening: 2 } as const;
  return async (words: readonly (keyof typeof minutes)[]): Promise<void> => {
    for (const text of words) {
      const ts = ((begunAt + minutes[text] * 60_000) / 1000).toFixed(6);
      const body = JSON.stringify({
        type: 'event_callback',
        team_id: site.slack.teamId,
        event_id: `Ev${index}${text}`,
        event_time: Math.floor(Number(ts)),
        event: {
          type: 'message',
          channel_type: 'im',
          channel: `D0${index}`,
          user: slack.id,
          text,
          ts,
          event_ts: ts,
        },
      });
      const signed = { body, contentType: 'application/json', timestamp: Math.floor(Date.now() / 1000) };
      await site.slack.hostile.postRaw(signed);
      await site.slack.hostile.postRaw(signed);
    }
  };
}
