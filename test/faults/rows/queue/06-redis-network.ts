import { setTimeout as sleep } from 'node:timers/promises';
import type { ProxyMode } from '../../../support/tcp-proxy.ts';
import type { FaultRow } from '../../fault-row.ts';
import { openQueueScene } from './queue-scene.ts';

const recoversWithinMs = 20_000;

const modes: readonly (ProxyMode & { readonly forMs: number })[] = [
  { kind: 'refuse', forMs: 2_500 },
  { kind: 'latency', ms: 400, forMs: 2_500 },
  { kind: 'cut-after', bytes: 2_000, forMs: 2_500 },
  { kind: 'blackhole', forMs: 6_000 },
];

/** The way to Redis is refused, slow, cut, and silent. */
export const redisNetwork: FaultRow = {
  number: 6,
  title: 'Redis refused, slow, cut, silent',
  short: true,
  needs: ['redis-server'],
  run: async (lab) => {
    const scene = await openQueueScene(lab, { overMs: lab.isShort ? 25_000 : 90_000 });
    const { proxy } = scene.redis;
    const slowest: string[] = [];
    let injected = 0;
    let missed = 0;
    let recoveredInMs = 0;
    for (const { forMs, ...mode } of lab.isShort ? modes : [...modes, ...modes]) {
      await proxy.setMode(mode);
      await sleep(lab.isShort ? forMs : 2 * forMs);
      if (proxy.injected() === 0) missed += 1;
      injected += proxy.injected();
      await proxy.setMode({ kind: 'pass' });
      const wokenMs = await scene.untilWoken(recoversWithinMs);
      if (wokenMs === null)
        slowest.push(`after ${mode.kind} no wake-up within ${recoversWithinMs / 1_000} s`);
      recoveredInMs = Math.max(recoveredInMs, wokenMs ?? recoversWithinMs);
    }
    const verdict = await scene.judge();
    return {
      ...verdict,
      injected: missed > 0 ? 0 : injected,
      recoveredInMs,
      breaches: [...verdict.breaches, ...slowest],
    };
  },
};
