import type { FaultRow } from '../../fault-row.ts';
import { receiptsOf } from '../../judge/judge-receipts.ts';
import { openSendingScene } from '../../lab/sending-scene.ts';

const count = 10_000;
/** LINE's limit for pushes. */
const platformPerSecond = 2_000;
const p99WithinMs = (count / platformPerSecond) * 1_000 + 1_000;
/** One sender with two hundred under way and as many prepared: nothing else may stand between a message and its turn. */
const displacedAtMost = 1_000;

/** Ten thousand messages fall due within one second. One worker: two, LINE and PostgreSQL are more than two cores carry. */
export const tenThousandDue: FaultRow = {
  number: 23,
  title: '10,000 due in one second',
  short: false,
  needs: [],
  alone: true,
  run: async (lab) => {
    const scene = await openSendingScene(lab, {
      participants: count,
      pairs: 0,
      leadMs: 20_000,
      overMs: 1_000,
      recordsCalls: false,
    });
    const timing = { leaseMs: 30_000, timeoutMs: 10_000 };
    await scene.site.startWorkers({ timing });
    const recoveredInMs = await scene.untilReceived(300_000);
    const verdict = await scene.judge({ lateAfterMs: Number.POSITIVE_INFINITY });
    const dueAt = new Map(scene.expected.map((one) => [one.address, one.dueAt.getTime()]));
    const arrivals = receiptsOf(scene.site).map(({ address, at }) => ({
      at: at.getTime(),
      due: dueAt.get(address) ?? 0,
    }));
    const p99Ms = p99Of(arrivals.map(({ at, due }) => at - due));
    const inOrder = [...arrivals].sort((a, b) => a.due - b.due);
    const place = new Map(inOrder.map((arrival, index) => [arrival, index]));
    const displaced = p99Of(arrivals.map((arrival, index) => Math.abs((place.get(arrival) ?? 0) - index)));
    return {
      ...verdict,
      injected: scene.expected.length,
      // One in a hundred may take longer.
      late: p99Ms <= p99WithinMs ? 0 : arrivals.filter(({ at, due }) => at - due > p99WithinMs).length,
      recoveredInMs,
      breaches: [
        ...verdict.breaches,
        ...(p99Ms <= p99WithinMs ? [] : [`p99 is ${Math.round(p99Ms)} ms, allowed are ${p99WithinMs}`]),
        ...(displaced <= displacedAtMost ? [] : [`one in a hundred came ${displaced} places from its turn`]),
      ],
    };
  },
};

function p99Of(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;
}
