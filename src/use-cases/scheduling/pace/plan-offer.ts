import { priorities } from '../../../domain/messaging/delivery.ts';
import { addDays, startOfDay, toLocal } from '../../../domain/time.ts';
import { templateOf } from '../../open-run.ts';
import type { Records } from '../../ports/records/records.ts';
import type { TeamInProgramme } from '../../ports/records/views.ts';
import { readOffer } from './team-pace.ts';

/** reflection: a mentor has just sent one. pace: the daily look, which speaks up only where the team falls behind. */
export type OfferOccasion = 'reflection' | 'pace';

/**
 * Where the cadence needs a next session and none is planned, the pair is offered to find its date, at most once a week
 * and never while it asked for rest (CONVERSATIONS 3.14, pace). In the caller's transaction.
 */
export async function planOffer(
  records: Records,
  about: { readonly teamId: string; readonly occasion: OfferOccasion; readonly now: Date },
): Promise<void> {
  const { teamId, occasion, now } = about;
  // Both mentors may send their reflections in the same second.
  await records.proposals.lockTeam(teamId);
  await offerDate(records, { ...(await records.people.getTeam(teamId)), occasion, now });
}

/** The same behind the team's lock. */
export async function offerDate(
  records: Records,
  about: TeamInProgramme & { readonly occasion: OfferOccasion; readonly now: Date },
): Promise<void> {
  const { team, programme, occasion, now } = about;
  const { id: teamId } = team;
  const restingUntil = await records.pace.restingUntil(teamId);
  if (restingUntil !== null && now < restingUntil) return;
  const { offers } = templateOf(programme).scheduling;
  const made = await records.deliveries.find({ kinds: ['offer.pair'], teamId });
  const last = made.filter(({ state }) => state !== 'skipped').map(({ dueAt }) => dueAt.getTime());
  const lastOfferedAt = last.length === 0 ? null : new Date(Math.max(...last));
  const aheadDays = occasion === 'pace' ? offers.everyDays : offers.aheadDays;
  const offer = await readOffer(records, { team, programme, lastOfferedAt, aheadDays, now });
  if (offer === null) return;
  await records.deliveries.plan(
    [
      {
        programmeId: programme.id,
        dedupeKey: `offer:${teamId}:${now.getTime()}`,
        subject: { kind: 'offer.pair', teamId },
        address: { kind: 'pair', teamId },
        sessionId: null,
        priority: priorities.nudge,
        dueAt: now,
        expiresAt: daysLater(now, offers.everyDays, programme.zone),
      },
    ],
    now,
  );
}

/** 今はしない: nothing is offered for a week, whatever happens. Answers until when. */
export async function restOffers(records: Records, teamId: string, now: Date): Promise<void> {
  await records.proposals.lockTeam(teamId);
  const { programme } = await records.people.getTeam(teamId);
  const { everyDays } = templateOf(programme).scheduling.offers;
  await records.pace.rest(teamId, daysLater(now, everyDays, programme.zone));
}

/** The beginning of the day so many days later. */
function daysLater(now: Date, days: number, zone: string): Date {
  return startOfDay(addDays(toLocal(now, zone).date, days), zone);
}
