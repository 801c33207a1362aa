import { forecast } from '../domain/quota/judge-push.ts';
import type { Clock } from '../shared/clock.ts';
import type { CountFigures, OperationFigures } from './ports/operation-figures.ts';
import type { Transact } from './ports/records/records.ts';

/** Reads how the site is doing; LINE's month is the one that pushes are judged by. */
export function createReadFigures(deps: {
  readonly count: CountFigures;
  readonly transact: Transact;
  readonly clock: Clock;
}): () => Promise<OperationFigures> {
  return async () => {
    const now = deps.clock.now();
    const [counted, outlook] = await Promise.all([
      deps.count(now),
      deps.transact((records) => records.quota.outlook(now)),
    ]);
    return {
      ...counted,
      quotaUsed: outlook.used,
      quotaForecast: Math.round(forecast(outlook)),
      quotaAllowance: outlook.allowance,
    };
  };
}
