import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRow } from '../../fault-row.ts';
import { judgeOwnRecord } from '../../judge/judge-own-record.ts';
import { startFleet } from '../../lab/fleet.ts';
import { openSendingScene } from '../../lab/sending-scene.ts';
import { until } from '../../lab/until.ts';

/** Three senders, one of which is killed every quarter to half second while its messages are at the platforms. */
export const senderKilled: FaultRow = {
  number: 1,
  title: 'sender killed in the middle of a send',
  short: true,
  needs: [],
  run: async (lab) => {
    const kills = lab.isShort ? 8 : 60;
    const scene = await openSendingScene(lab, {
      participants: kills * 30,
      pairs: lab.isShort ? 10 : 40,
      leadMs: 3_000,
      overMs: kills * 1_500,
    });
    const { site } = scene;
    // LINE has the message and takes its time to say so: whoever dies then does not know.
    site.line.faults.onCall('push', 'slow', { times: Number.POSITIVE_INFINITY, delayMs: 150 });
    const fleet = await startFleet(3, () => site.startWorkers());
    const isSending = (): boolean => !site.line.idle() || !site.slack.idle();
    const brokenOff = (): number =>
      [...site.calls.line, ...site.calls.slack].filter((call) => call.brokenOff).length;
    let injected = 0;
    for (let round = 0; round < kills; round += 1) {
      await sleep(lab.random.integer(250, 600));
      await until(isSending, 3_000, 5);
      const before = brokenOff();
      await fleet.killOne((count) => lab.random.integer(0, Math.max(0, count - 1)));
      // Only a kill that left a call without its caller is one in the middle of a send.
      await sleep(20);
      if (brokenOff() > before) injected += 1;
    }
    await fleet.whole();
    const workingAgainAt = new Date();
    const recoveredInMs = await scene.untilReceived(60_000);
    const verdict = await scene.judge({ lateAfterMs: 20_000, workingAgainAt });
    const breaches = [...verdict.breaches, ...(await judgeOwnRecord(scene))];
    return { ...verdict, injected, recoveredInMs, breaches };
  },
};
