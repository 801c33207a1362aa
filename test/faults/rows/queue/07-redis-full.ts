import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRow } from '../../fault-row.ts';
import { openQueueScene } from './queue-scene.ts';

/** Redis has no room and refuses every write; then it makes room by throwing away whatever it likes. */
export const redisFull: FaultRow = {
  number: 7,
  title: 'Redis full, then evicting',
  short: false,
  needs: ['redis-server'],
  run: async (lab) => {
    const scene = await openQueueScene(lab, { overMs: 20_000 });
    const { redis } = scene;
    const fill = async (): Promise<void> => {
      for (let index = 0; index < 300; index += 1) {
        await redis.tell('set', `filler:${index}`, 'x'.repeat(4_096)).catch(() => undefined);
      }
    };
    await redis.tell('config', 'set', 'maxmemory', '1mb');
    await fill();
    await sleep(6_000);
    const refused = Number(
      /rejected_calls=(\d+)/.exec(String(await redis.tell('info', 'commandstats')))?.[1] ?? 0,
    );
    const oom = /errorstat_OOM:count=(\d+)/.exec(String(await redis.tell('info', 'errorstats')))?.[1];
    const alarmed = scene.processes.some(({ lines }) => lines.some(({ event }) => event === 'queue.fault'));
    await redis.tell('config', 'set', 'maxmemory-policy', 'allkeys-lru');
    await fill();
    await sleep(6_000);
    const evicted = Number(/evicted_keys:(\d+)/.exec(String(await redis.tell('info', 'stats')))?.[1] ?? 0);
    await redis.tell('config', 'set', 'maxmemory', '0');
    const recoveredInMs = await scene.untilWoken(20_000);
    const verdict = await scene.judge();
    return {
      ...verdict,
      injected: evicted === 0 ? 0 : Number(oom ?? refused) + evicted,
      recoveredInMs,
      breaches: [
        ...verdict.breaches,
        ...(alarmed ? [] : ['no queue.fault in any log']),
        ...(recoveredInMs === null ? ['no wake-up within 20 s of having room again'] : []),
      ],
    };
  },
};
