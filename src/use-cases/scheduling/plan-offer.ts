import { priorities } from '../../domain/messaging/delivery.ts';
import type { Records } from '../ports/records/records.ts';
import { readOffer } from './team-pace.ts';

const weekMs = 7 * 86_400_000;

/**
 * After a mentor's reflection: where the cadence needs a next session and none is planned, the pair is offered to find
 * its date, at most once a week (CONVERSATIONS 3.14, pace). In the caller's transaction.
 */
export async function planOffer(records: Records, teamId: string, now: Date): Promise<void> {
  // Both mentors may send their reflections in the same second.
  await records.proposals.lockTeam(teamId);
  const team = await records.people.getTeam(teamId);
  const programme = await records.people.getProgramme(team.programmeId);
  const offers = await records.deliveries.find({ kinds: ['offer.pair'], teamId });
  const last = offers.filter(({ state }) => state !== 'skipped').map(({ dueAt }) => dueAt.getTime());
  const lastOfferedAt = last.length === 0 ? null : new Date(Math.max(...last));
  const offer = await readOffer(records, { team, programme, lastOfferedAt, now });
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
        expiresAt: new Date(now.getTime() + weekMs),
      },
    ],
    now,
  );
}
