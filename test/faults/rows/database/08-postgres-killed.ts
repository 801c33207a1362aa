import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRow } from '../../fault-row.ts';
import { openDatabaseScene } from './database-scene.ts';

const recoversWithinMs = 20_000;

/** PostgreSQL and everything of it is killed while messages are sent and people talk; it comes back from its log. */
export const postgresKilled: FaultRow = {
  number: 8,
  title: 'PostgreSQL killed',
  short: true,
  needs: [],
  run: async (lab) => {
    const rounds = lab.isShort ? 2 : 8;
    const scene = await openDatabaseScene(lab, { overMs: rounds * 7_000 });
    let injected = 0;
    for (let round = 0; round < rounds; round += 1) {
      await sleep(lab.random.integer(2_000, 3_500));
      await scene.postgres.kill();
      injected += 1;
      await sleep(lab.random.integer(1_000, 3_000));
      await scene.postgres.start();
    }
    return { ...(await scene.judge({ healedAt: new Date(), lateAfterMs: recoversWithinMs })), injected };
  },
};
