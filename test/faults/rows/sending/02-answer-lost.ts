import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRow } from '../../fault-row.ts';
import { judgeOwnRecord } from '../../judge/judge-own-record.ts';
import { openSendingScene } from '../../lab/sending-scene.ts';

/** Both platforms take messages and lose the connection before they say so, for one message in twenty. */
export const answerLost: FaultRow = {
  number: 2,
  title: 'answer lost after the platform had accepted',
  short: true,
  needs: [],
  run: async (lab) => {
    const rounds = lab.isShort ? 6 : 40;
    const scene = await openSendingScene(lab, {
      participants: rounds * 40,
      pairs: rounds * 4,
      leadMs: 2_500,
      overMs: rounds * 1_000,
    });
    const { line, slack } = scene.site;
    await Promise.all([scene.site.startWorkers(), scene.site.startWorkers()]);
    const faults = [];
    for (let round = 0; round < rounds; round += 1) {
      faults.push(
        line.faults.onCall(
          'push',
          lab.random.pick(['accept-then-reset', 'accept-then-hang', 'accept-then-500']),
        ),
        line.faults.onCall('push', 'accept-then-reset'),
        slack.faults.onCall('chat.postMessage', lab.random.pick(['accept-then-reset', 'accept-then-hang'])),
      );
      await sleep(1_000);
    }
    const healedAt = new Date();
    const recoveredInMs = await scene.untilReceived(60_000);
    const verdict = await scene.judge({ lateAfterMs: 20_000, workingAgainAt: healedAt });
    const breaches = [...verdict.breaches, ...(await judgeOwnRecord(scene))];
    const injected = faults.reduce((sum, fault) => sum + fault.fired(), 0);
    return { ...verdict, injected, recoveredInMs, breaches };
  },
};
