import type { LineStandIn } from '../../../playground/line/line-stand-in.ts';
import type { SlackStandIn } from '../../../playground/slack/slack-stand-in.ts';

/** A stretch of time, `to` excluded. */
export type Stretch = { readonly from: Date; readonly to: Date };

/** What somebody is to receive, deduced from what a row planned. */
export type Expected = {
  /** A LINE user id, or the id of a Slack conversation. */
  readonly address: string;
  readonly dueAt: Date;
  /** True: exactly one message. False: none as long as the row lasts. */
  readonly wanted: boolean;
  /** When whoever reads this address is to be left alone. */
  readonly quiet: readonly Stretch[];
};

/** One message as it reached somebody. */
export type Receipt = { readonly address: string; readonly at: Date };

export type Verdict = {
  readonly lost: number;
  readonly twice: number;
  readonly late: number;
  readonly inQuietRange: number;
  readonly breaches: readonly string[];
};

/**
 * Compares what receivers got with what they were to get: one expectation for an address. `lateAfterMs` counts from
 * the due time, or from `workingAgainAt` where that is later.
 */
export function judgeReceipts(options: {
  readonly expected: readonly Expected[];
  readonly receipts: readonly Receipt[];
  readonly lateAfterMs: number | ((one: Expected) => number);
  readonly workingAgainAt?: Date;
  /** Where other things arrive too. */
  readonly besides?: readonly string[];
}): Verdict {
  const { expected, receipts, lateAfterMs, workingAgainAt = new Date(0), besides = [] } = options;
  const byAddress = Map.groupBy(receipts, ({ address }) => address);
  let [lost, twice, late, inQuietRange, unwanted, early] = [0, 0, 0, 0, 0, 0];
  const lateAfter = typeof lateAfterMs === 'number' ? (): number => lateAfterMs : lateAfterMs;
  for (const one of expected) {
    const { address, dueAt, wanted, quiet } = one;
    const got = byAddress.get(address) ?? [];
    byAddress.delete(address);
    if (wanted && got.length === 0) lost += 1;
    const disturbed = got.filter(({ at }) => quiet.some(({ from, to }) => at >= from && at < to)).length;
    inQuietRange += disturbed;
    if (!wanted) unwanted += got.length - disturbed;
    if (wanted) twice += Math.max(0, got.length - 1);
    const latest = Math.max(dueAt.getTime(), workingAgainAt.getTime()) + lateAfter(one);
    late += got.filter(({ at }) => at.getTime() > latest).length;
    early += got.filter(({ at }) => at < dueAt).length;
  }
  for (const address of besides) byAddress.delete(address);
  const strays = [...byAddress.values()].flat().length;
  return {
    lost,
    twice,
    late,
    inQuietRange,
    breaches: [
      ...(unwanted > 0 ? [`${unwanted} received that were not wanted any more`] : []),
      ...(early > 0 ? [`${early} received before they were due`] : []),
      ...(strays > 0 ? [`${strays} received by somebody for whom nothing was planned`] : []),
    ],
  };
}

/** How late the latest of what was received came, in ms. */
export function worstLatenessMs(expected: readonly Expected[], receipts: readonly Receipt[]): number {
  const dueAt = new Map(expected.map((one) => [one.address, one.dueAt]));
  return Math.max(
    0,
    ...receipts.map(({ address, at }) => at.getTime() - (dueAt.get(address)?.getTime() ?? at.getTime())),
  );
}

/** What both platforms took from the app so far: pushes of LINE, messages of Slack. */
export function receiptsOf(site: {
  readonly line: Pick<LineStandIn, 'ledger'>;
  readonly slack: Pick<SlackStandIn, 'ledger'>;
}): readonly Receipt[] {
  return [
    ...site.line.ledger
      .filter(({ via }) => via === 'push')
      .map(({ userId, at }) => ({ address: userId, at })),
    ...site.slack.ledger.map(({ channel, at }) => ({ address: channel, at })),
  ];
}
