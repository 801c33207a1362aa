import type { Clock } from '../shared/clock.ts';
import type { LineQuota } from './ports/channels.ts';
import type { Transact } from './ports/records/records.ts';

/** Takes over what LINE itself counted this month, so that messages sent by hand are known (CONVERSATIONS 4). */
export function createReconcileQuota(deps: {
  readonly quota: LineQuota;
  readonly transact: Transact;
  readonly clock: Clock;
}): () => Promise<boolean> {
  return async () => {
    const now = deps.clock.now();
    const counted = await deps.quota.read();
    if (counted === null) return false;
    await deps.transact((records) => records.quota.save(counted, now));
    return true;
  };
}
