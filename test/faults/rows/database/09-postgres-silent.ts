import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRow } from '../../fault-row.ts';
import { openDatabaseScene } from './database-scene.ts';

const recoversWithinMs = 20_000;

/** The network between the product and PostgreSQL swallows everything and says nothing. */
export const postgresSilent: FaultRow = {
  number: 9,
  title: 'PostgreSQL silent',
  short: true,
  needs: [],
  run: async (lab) => {
    const silentMs = lab.isShort ? 6_000 : 25_000;
    const scene = await openDatabaseScene(lab, { overMs: silentMs + 4_000 });
    const { proxy } = scene.postgres;
    await sleep(3_000);
    await proxy.setMode({ kind: 'blackhole' });
    await sleep(silentMs);
    const injected = proxy.injected();
    await proxy.setMode({ kind: 'pass' });
    return { ...(await scene.judge({ healedAt: new Date(), lateAfterMs: recoversWithinMs })), injected };
  },
};
