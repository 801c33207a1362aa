import { priorities } from '../../../domain/messaging/delivery.ts';
import type { Records } from '../../ports/records/records.ts';
import type { SeatView, SessionView } from '../../ports/records/views.ts';

/**
 * Keeps, in the caller's transaction, that a participant has been told a session's date by the answer to their own tap:
 * what becomes of that date is told them too.
 */
export async function noteTold(
  records: Records,
  { programme, session }: Pick<SessionView, 'programme' | 'session'>,
  { seat, person }: SeatView,
  now: Date,
): Promise<void> {
  const dedupeKey = `told:${session.id}:${person.id}:${session.scheduleRevision}`;
  await records.deliveries.plan(
    [
      {
        programmeId: programme.id,
        dedupeKey,
        subject: { kind: 'settled.participant', seatId: seat.id, news: 'set' },
        address: { kind: 'line', personId: person.id },
        sessionId: session.id,
        priority: priorities.notice,
        rides: true,
        dueAt: session.startsAt,
        expiresAt: session.startsAt,
      },
    ],
    now,
  );
  const known = await records.deliveries.find({ sessionId: session.id, kinds: ['settled.participant'] });
  const ids = known.filter((one) => one.dedupeKey === dedupeKey).map(({ id }) => id);
  await records.deliveries.settleRiders(ids, { state: 'sent', reason: null, at: now });
}
