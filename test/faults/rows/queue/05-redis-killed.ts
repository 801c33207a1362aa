import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRow } from '../../fault-row.ts';
import { openQueueScene } from './queue-scene.ts';

const backWithinMs = 60_000;

/** Redis is killed, stays away, and comes back with nothing in it; later everything in it is deleted. */
export const redisKilled: FaultRow = {
  number: 5,
  title: 'Redis killed and empty, then flushed',
  short: true,
  needs: ['redis-server'],
  run: async (lab) => {
    const rounds = lab.isShort ? 1 : 4;
    const scene = await openQueueScene(lab, { overMs: rounds * 9_000 });
    const { redis } = scene;
    let injected = 0;
    let recoveredInMs: number | null = 0;
    for (let round = 0; round < rounds; round += 1) {
      await sleep(1_500);
      await redis.kill();
      await sleep(3_000);
      await redis.start();
      const wokenMs = await scene.untilWoken(backWithinMs);
      recoveredInMs = wokenMs === null || recoveredInMs === null ? null : Math.max(recoveredInMs, wokenMs);
      const hadKeys = Number(await redis.tell('dbsize')) > 0;
      await redis.tell('flushall');
      injected += 1 + (hadKeys ? 1 : 0);
      await sleep(1_500);
    }
    const wokenMs = await scene.untilWoken(backWithinMs);
    const verdict = await scene.judge();
    const isBack = recoveredInMs !== null && wokenMs !== null;
    const breaches = isBack ? [] : [`no wake-up went through Redis within ${backWithinMs / 1_000} s`];
    return { ...verdict, injected, recoveredInMs, breaches: [...verdict.breaches, ...breaches] };
  },
};
