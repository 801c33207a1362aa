import { platformLimits } from '../../../../src/domain/messaging/rate-limits.ts';
import type { FaultRow } from '../../fault-row.ts';
import { askedToWaitMs, judgeAttempts, judgeWaiting } from '../../judge/judge-attempts.ts';
import { judgeOwnRecord } from '../../judge/judge-own-record.ts';
import { openSendingScene } from '../../lab/sending-scene.ts';
import { until } from '../../lab/until.ts';

const slackWaitSeconds = 2;
/** A hanging request, the lease lost by it, the polls between them. */
const troubledForMs = 9_000;
/** Four waits, one lease, the polls between them; were a 429 an attempt, the wait after the 500 alone would take 30 s. */
const aloneWithinMs = 4 * slackWaitSeconds * 1_000 + troubledForMs;

/** Both platforms hang, answer 500, and ask to wait: to one message alone, then to many at once. */
export const platformTroubles: FaultRow = {
  number: 4,
  title: 'platform hangs, answers 500, answers 429',
  short: true,
  needs: [],
  run: async (lab) => {
    const leadMs = 2_500;
    const scene = await openSendingScene(lab, { participants: 1, pairs: 0, leadMs, overMs: 0 });
    await scene.add({ participants: 0, pairs: 1, leadMs, overMs: 0 });
    const { line, slack, calls } = scene.site;
    const asksToWait = { times: 4, retryAfterSeconds: slackWaitSeconds };
    const faults = [
      line.faults.onCall('push', 'rate-limited', { times: 4 }),
      line.faults.onCall('push', 'http-500'),
      slack.faults.onCall('chat.postMessage', 'rate-limited', asksToWait),
      slack.faults.onCall('chat.postMessage', 'http-500'),
    ];
    await Promise.all([scene.site.startWorkers(), scene.site.startWorkers()]);
    const aloneInMs = await scene.untilReceived(aloneWithinMs + leadMs);

    const many = lab.isShort ? 2 : 8;
    const pairs = many * 8;
    await scene.add({ participants: many * 30, pairs, leadMs: 500, overMs: 4_000 });
    for (const kind of ['hang', 'http-500', 'rate-limited', 'reset'] as const) {
      faults.push(
        line.faults.onCall('push', kind, { times: many }),
        slack.faults.onCall('chat.postMessage', kind, { times: many, retryAfterSeconds: slackWaitSeconds }),
      );
    }
    const allFired = await until(() => faults.every((fault) => fault.fired() > 0), 30_000);
    const recoveredInMs = await scene.untilReceived(60_000);
    // All that Slack asked for by its answers, and then its pace for what had gathered meanwhile.
    const slackBackMs =
      askedToWaitMs(calls.slack, 'chat.postMessage', slackWaitSeconds * 1_000) +
      pairs * platformLimits.slackPost.everyMs;
    const onLine = new Set(line.ledger.map(({ userId }) => userId));
    const verdict = await scene.judge({
      lateAfterMs: ({ address }) => (onLine.has(address) ? aloneWithinMs : troubledForMs + slackBackMs),
    });
    return {
      ...verdict,
      injected: allFired === null ? 0 : faults.reduce((sum, fault) => sum + fault.fired(), 0),
      recoveredInMs,
      breaches: [
        ...verdict.breaches,
        ...(aloneInMs === null
          ? ['a message that met four 429 and one 500 took as if each were an attempt']
          : []),
        ...judgeAttempts(calls.line, 'push'),
        ...judgeAttempts(calls.slack, 'chat.postMessage'),
        ...judgeWaiting(calls.slack, 'chat.postMessage', slackWaitSeconds * 1_000),
        ...(await judgeOwnRecord(scene)),
      ],
    };
  },
};
