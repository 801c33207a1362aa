/** Everything that is made to go wrong, by the name that stands in the table. */
export const faultKinds = [
  'line.rejected',
  'slack.rejected',
  'line.answer-lost',
  'slack.answer-lost',
  'line.hang',
  'slack.hang',
  'line.limited',
  'slack.limited',
  'line.monthly-limit',
  'line.blackout',
  'slack.blackout',
  'slack.history-unreadable',
  'line.blocked',
  'reply.late',
  'reply.lost',
  'webhook.duplicated',
  'webhook.delayed',
  'wake.lost',
  'crash.before-send',
  'crash.after-accept',
  'crash.elsewhere',
  'freeze.past-lease',
  'database.error-before',
  'database.error-after',
  'session.moved',
  'session.cancelled',
  'digest.answered-meanwhile',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export type FaultCounts = Readonly<Record<FaultKind, number>>;

/** Counts of nothing, or of what `countOf` says. */
export function countFaults(countOf: (kind: FaultKind) => number = () => 0): FaultCounts {
  const entries = faultKinds.map((kind): readonly [FaultKind, number] => [kind, countOf(kind)]);
  return asCounts(Object.fromEntries(entries));
}

/** Guarantee: made from one entry for each kind. */
function asCounts(counts: Readonly<Record<string, number>>): FaultCounts {
  return counts as FaultCounts;
}
