import type { LineIncoming } from '../../../domain/messaging/incoming.ts';
import { toNotice } from '../../../domain/messaging/notice.ts';
import type { Person } from '../../../domain/people/people.ts';
import type { Records } from '../../ports/records/records.ts';

/**
 * Somebody who had blocked the account is back: known again, and the pair is told that LINE reaches them. Times that
 * could not be brought wait for the very reply.
 */
export async function reachableAgain(
  records: Records,
  incoming: LineIncoming,
  person: Person,
  now: Date,
): Promise<void> {
  const changed = await records.people.setLineReachable(incoming.userId, true);
  if (changed === null) return;
  const memberships = await records.people.membershipsOf(person.id);
  await bringTimes(records, person.id, now);
  await records.deliveries.plan(
    memberships.flatMap(({ enrolment, programme, team }) =>
      team === null || enrolment.role !== 'participant'
        ? []
        : [
            toNotice(
              {
                programmeId: programme.id,
                dedupeKey: `reachable:${enrolment.id}:${incoming.eventId}`,
                subject: { kind: 'reachable.pair', enrolmentId: enrolment.id },
                address: { kind: 'pair', teamId: team.id },
              },
              now,
            ),
          ],
    ),
    now,
  );
}

/** What has been answered or settled since is dropped as it is drawn. */
async function bringTimes(records: Records, personId: string, now: Date): Promise<void> {
  const missed = await records.deliveries.find({ personId, kinds: ['times.participant'] });
  for (const { id, state, expiresAt } of missed) {
    if (state === 'skipped' && expiresAt !== null && expiresAt > now)
      await records.deliveries.revive(id, expiresAt, now);
  }
}
