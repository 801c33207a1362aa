import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRow } from '../../fault-row.ts';
import { judgeOwnRecord } from '../../judge/judge-own-record.ts';
import { receiptsOf } from '../../judge/judge-receipts.ts';
import { openSendingScene } from '../../lab/sending-scene.ts';
import { until } from '../../lab/until.ts';

/** Just past the lease, and long enough for the channels' rate gates to be open again. */
const frozenMs = [2_600, 4_600] as const;
const leadMs = 3_000;
/**
 * Slack's history may be read fifty times a minute, all of them at once; each message of an interrupted batch needs a
 * look, and a second one where whoever looked lost its lease meanwhile.
 */
const looks = { allowed: 84, each: 2 };
const pairsOf = (rounds: number): number => Math.min(24, Math.floor(looks.allowed / looks.each / rounds));

/**
 * A sender is stopped in the middle of a batch, as a suspended machine stops, until its leases are lost and somebody
 * else has sent the batch. Awake again it must notice that the rest is not its own any more. Slack is where that
 * counts: it has no key by which it would know a message again.
 */
export const senderFrozen: FaultRow = {
  number: 3,
  title: 'sender frozen past its lease',
  short: true,
  needs: [],
  run: async (lab) => {
    const rounds = lab.isShort ? 2 : 6;
    const batch = { participants: 20, pairs: pairsOf(rounds), leadMs, overMs: 0 };
    const scene = await openSendingScene(lab, { ...batch, participants: 0, pairs: 0 });
    const { site } = scene;
    let [first, second] = [await site.startWorkers(), await site.startWorkers()];
    let injected = 0;
    let recoveredInMs = 0;
    for (let round = 0; round < rounds; round += 1) {
      await scene.add(batch);
      const before = receiptsOf(site).length;
      // The other one looks away, so that the whole batch is in the hands of the one that will freeze.
      second.child.kill('SIGSTOP');
      const hasBegun = await until(() => receiptsOf(site).length > before, 10_000, 1);
      first.child.kill('SIGSTOP');
      second.child.kill('SIGCONT');
      const sent = receiptsOf(site).length - before;
      if (hasBegun !== null && sent < batch.participants + batch.pairs) injected += 1;
      await sleep(frozenMs[round % 2] ?? 0);
      first.child.kill('SIGCONT');
      recoveredInMs = Math.max(
        recoveredInMs,
        (await scene.untilReceived(60_000)) ?? Number.POSITIVE_INFINITY,
      );
      [first, second] = [second, first];
    }
    const verdict = await scene.judge({ lateAfterMs: 20_000 });
    const breaches = [...verdict.breaches, ...(await judgeOwnRecord(scene))];
    return { ...verdict, injected, recoveredInMs, breaches };
  },
};
