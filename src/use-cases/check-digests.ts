import type { Clock } from '../shared/clock.ts';
import type { CheckedDigest, DigestChecks } from './ports/digests/digest-checks.ts';

export type CheckReport = { readonly checked: number; readonly differing: number };

const dayMs = 86_400_000;
/** A form takes corrections for three weeks (CONVERSATIONS 0.10); after five nothing touches what a digest counted. */
const lookBackMs = 35 * dayMs;
const digestsAtOnce = 20;
/** Real time for looking; what is left is taken up by the next run, or by another process. */
const lookForMs = 2_000;

/**
 * Compares the figures of recent digests with the rows they counted: each soon after it was taken and then once a day
 * (RELIABILITY 3.6). A difference is reported and counted at every look until somebody mends it. Safe in many
 * processes at once: a look begins with the row's mark, and nothing but the mark is written.
 */
export function createCheckDigests(deps: {
  readonly checks: DigestChecks;
  readonly clock: Clock;
  readonly report: (
    problem: { readonly event: 'digest.mismatch'; readonly digestId: string } & CheckedDigest,
  ) => void;
  readonly count?: (digests: number) => void;
  readonly stopping?: AbortSignal;
}): () => Promise<CheckReport> {
  const { checks, clock, stopping } = deps;
  return async () => {
    const begunAt = performance.now();
    let checked = 0;
    let differing = 0;
    for (;;) {
      const now = clock.now();
      const digestIds = await checks.claim({
        now,
        takenSince: new Date(now.getTime() - lookBackMs),
        checkedBefore: new Date(now.getTime() - dayMs),
        limit: digestsAtOnce,
      });
      for (const digestId of digestIds) {
        const found = await checks.compare(digestId);
        checked += 1;
        if (found === null || found.differing.length === 0) continue;
        differing += 1;
        deps.report({ event: 'digest.mismatch', digestId, ...found });
      }
      const isEnough = performance.now() - begunAt >= lookForMs || stopping?.aborted === true;
      if (digestIds.length < digestsAtOnce || isEnough) break;
    }
    if (differing > 0) deps.count?.(differing);
    return { checked, differing };
  };
}
