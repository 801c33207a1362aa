import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRow } from '../../fault-row.ts';
import { openDatabaseScene } from './database-scene.ts';

const recoversWithinMs = 20_000;

/** PostgreSQL gets everything and does it, but its answers are lost: whoever committed does not know. */
export const commitUnknown: FaultRow = {
  number: 12,
  title: 'outcome of a commit unknown',
  short: true,
  needs: [],
  run: async (lab) => {
    const rounds = lab.isShort ? 1 : 4;
    const scene = await openDatabaseScene(lab, { overMs: rounds * 9_000 });
    const { proxy } = scene.postgres;
    let injected = 0;
    let missed = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (const mode of [{ kind: 'cut-after', bytes: 3_000 }, { kind: 'blackhole-down' }] as const) {
        await sleep(2_000);
        await proxy.setMode(mode);
        await sleep(2_000);
        if (proxy.injected() === 0) missed += 1;
        injected += proxy.injected();
        await proxy.setMode({ kind: 'pass' });
      }
    }
    const verdict = await scene.judge({ healedAt: new Date(), lateAfterMs: recoversWithinMs });
    return { ...verdict, injected: missed > 0 ? 0 : injected };
  },
};
