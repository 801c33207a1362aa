import { addDays, toInstant, toLocal } from '../../../domain/time.ts';
import type { Clock } from '../../../shared/clock.ts';
import { templateOf } from '../../open-run.ts';
import type { Records, Transact } from '../../ports/records/records.ts';
import { meetingPeriod } from '../meeting-period.ts';
import { offerDate } from './plan-offer.ts';

/** A programme that is over may be prolonged. */
const daysAfterTheEnd = 30;

/**
 * Looks at each team's pace once a day: who falls behind is offered to find a date, also where nobody reflected. Each
 * team in a transaction of its own, safe in many processes at once; answers how many were looked at.
 */
export function createKeepPace(deps: {
  readonly transact: Transact;
  readonly clock: Clock;
  readonly stopping?: AbortSignal;
}): () => Promise<number> {
  return async () => {
    for (let looked = 0; ; looked += 1) {
      if (deps.stopping?.aborted === true) return looked;
      const now = deps.clock.now();
      const isLooked = await deps.transact(async (records) => {
        const teamId = await records.pace.claimTeam(now);
        if (teamId !== null) await lookAt(records, teamId, now);
        return teamId !== null;
      });
      if (!isLooked) return looked;
    }
  };
}

async function lookAt(records: Records, teamId: string, now: Date): Promise<void> {
  const place = await records.people.getTeam(teamId);
  const { programme } = place;
  const { at } = templateOf(programme).scheduling.offers;
  const { zone, endsOn } = meetingPeriod(programme);
  const today = toLocal(now, zone).date;
  const todayAt = toInstant(today, at, zone);
  if (today <= endsOn && now >= todayAt) await offerDate(records, { ...place, occasion: 'pace', now });
  const nextOn = today > endsOn ? addDays(today, daysAfterTheEnd) : addDays(today, 1);
  await records.pace.lookAgainAt(teamId, now < todayAt ? todayAt : toInstant(nextOn, at, zone));
}
