import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRow } from '../../fault-row.ts';
import { judgeOwnRecord } from '../../judge/judge-own-record.ts';
import { openSendingScene } from '../../lab/sending-scene.ts';
import { createFakeTime } from '../../lab/time/fake-time.ts';

const twoHoursMs = 2 * 3_600_000;

/**
 * Senders whose machines' clocks are two hours ahead and two behind, and one whose clock jumps both ways while it runs.
 * Nobody is told anything early, twice, or while they are to be left alone: not for another hour, as they said.
 */
export const wrongClock: FaultRow = {
  number: 17,
  title: 'clocks two hours off, and jumping while running',
  short: false,
  needs: ['faketime'],
  run: async (lab) => {
    const rounds = 6;
    const scene = await openSendingScene(lab, {
      participants: 400,
      pairs: 20,
      leadMs: 3_000,
      overMs: rounds * 4_000,
      quietForMinutes: 60,
    });
    const clocks = [twoHoursMs, -twoHoursMs, 0].map((offsetMs) => createFakeTime(offsetMs));
    for (const { close } of clocks) lab.onClose(close);
    const jumping = clocks.at(-1);
    const workers = await Promise.all(clocks.map(({ env }) => scene.site.startWorkers({ env })));
    const offsets = [0, twoHoursMs, 0, -twoHoursMs, twoHoursMs, -twoHoursMs];
    let injected = 2;
    for (let round = 0; round < rounds; round += 1) {
      await sleep(4_000);
      jumping?.jump(offsets[round % offsets.length] ?? 0);
      if (round > 0) injected += 1;
    }
    jumping?.jump(0);
    await scene.untilReceived(30_000);
    const verdict = await scene.judge({ lateAfterMs: 10_000 });
    const logged = workers.map(({ lines }) => skewOf(lines.at(-1)?.time));
    const isFaked = Math.abs((logged[0] ?? 0) - twoHoursMs) < 600_000;
    return {
      ...verdict,
      injected: isFaked ? injected : 0,
      recoveredInMs: null,
      breaches: [...verdict.breaches, ...(await judgeOwnRecord(scene))],
    };
  },
};

/** How far a time in a process's log is from ours. */
function skewOf(time: unknown): number {
  return (typeof time === 'number' ? time : new Date(String(time)).getTime()) - Date.now();
}
