import { judgeAcks } from '../../judge/judge-acks.ts';
import { receiptsOf, type Verdict, worstLatenessMs } from '../../judge/judge-receipts.ts';
import type { Lab } from '../../lab/lab.ts';
import type { LabRedis } from '../../lab/redis.ts';
import { openSendingScene } from '../../lab/sending-scene.ts';
import type { SiteProcess } from '../../lab/site-process.ts';
import { until } from '../../lab/until.ts';
import { startTalking } from '../../scene/start-talking.ts';

/** A server and two workers on a Redis that can be attacked, with reminders falling due and people talking. */
export type QueueScene = {
  readonly redis: LabRedis;
  readonly processes: readonly SiteProcess[];
  /** Milliseconds until wake-ups go through Redis and are taken from it; null when they did not within `withinMs`. */
  readonly untilWoken: (withinMs: number) => Promise<number | null>;
  readonly judge: () => Promise<Verdict>;
};

/** What a queue that is gone may cost: the poll that finds what it forgot comes every second. */
const costsAtMostMs = 2_000;
const calmMs = 3_000;
const reminderEveryMs = 200;
const inbox = 'bansou:inbox';

/** Everything runs and the first reminder is due in a second when this answers. */
export async function openQueueScene(lab: Lab, options: { readonly overMs: number }): Promise<QueueScene> {
  const redis = await lab.startRedis();
  const scene = await openSendingScene(lab, {
    participants: 0,
    pairs: 0,
    leadMs: 0,
    overMs: 0,
    redisUrl: redis.url,
  });
  const { site } = scene;
  const processes = await Promise.all([site.startServer(), site.startWorkers(), site.startWorkers()]);
  const talking = await startTalking(lab, scene, { people: 2, everyMs: 400 });
  const remind = (leadMs: number, overMs: number): Promise<void> =>
    scene.add({ participants: Math.ceil(overMs / reminderEveryMs), pairs: 0, leadMs, overMs });
  // How late this machine is when nothing is wrong.
  await remind(500, calmMs);
  await scene.untilReceived(30_000);
  const calmLatenessMs = worstLatenessMs(scene.expected, receiptsOf(site));
  await remind(1_000, options.overMs);
  const wakesSoFar = async (): Promise<number> => Number(await redis.tell('get', `${inbox}:id`));
  return {
    redis,
    processes,
    untilWoken: async (withinMs) => {
      const before = await wakesSoFar();
      return until(async () => {
        const waiting = await redis.tell('llen', `${inbox}:wait`);
        return (await wakesSoFar()) > before && waiting === 0;
      }, withinMs);
    },
    judge: async () => {
      await scene.untilReceived(options.overMs + 30_000);
      const heard = await talking.judge();
      const verdict = await scene.judge({
        lateAfterMs: calmLatenessMs + costsAtMostMs,
        besides: [talking.deskChannel],
      });
      return {
        ...verdict,
        lost: verdict.lost + heard.lost,
        twice: verdict.twice + heard.twice,
        breaches: [
          ...verdict.breaches,
          ...judgeAcks(talking.acks),
          ...(heard.lost > 0 ? [`${heard.lost} of ${heard.said} words that people said were lost`] : []),
        ],
      };
    },
  };
}
