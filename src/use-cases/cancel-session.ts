import { type DeliveryKind, type NewDelivery, priorities } from '../domain/messaging/delivery.ts';
import { seatsOf } from './messages/session-words.ts';
import type { Records } from './ports/records.ts';
import { replanSession } from './replan-session.ts';

const toParticipant: readonly DeliveryKind[] = ['reminder.participant', 'moved.participant'];
const toMentors: readonly DeliveryKind[] = ['reminder.pair', 'reminder.mentor', 'moved.pair'];

/**
 * Calls a session off: what is planned for it is dropped, and whoever was already reminded learns it once.
 * False when it was cancelled before.
 */
export async function cancelSession(records: Records, sessionId: string, now: Date): Promise<boolean> {
  const view = await records.sessions.getSession(sessionId);
  if (view.session.state === 'cancelled') return false;
  const sent = (await records.deliveries.find({ sessionId })).filter(({ state }) => state === 'sent');
  await records.sessions.setState(sessionId, { state: 'cancelled', settledAt: now, cancelledAt: now });
  await records.deliveries.cancelMatching({ sessionId }, 'session_cancelled');
  await replanSession(records, sessionId, now);
  const base = { programmeId: view.programme.id, sessionId, priority: priorities.notice, dueAt: now };
  const revision = view.session.scheduleRevision;
  const expiresAt = view.session.startsAt;
  const participants = seatsOf(view, 'participant').filter(({ seat, person }) =>
    sent.some(
      ({ subject, address }) =>
        toParticipant.includes(subject.kind) &&
        address.kind === 'line' &&
        address.personId === person.id &&
        seat.attendance === 'expected',
    ),
  );
  await records.deliveries.plan(
    participants.map(
      ({ seat, person }): NewDelivery => ({
        ...base,
        expiresAt,
        dedupeKey: `cancelled:${sessionId}:line:${person.id}:${revision}`,
        subject: { kind: 'cancelled.participant', seatId: seat.id },
        address: { kind: 'line', personId: person.id },
      }),
    ),
    now,
  );
  const pairKnew = sent.some(({ subject }) => toMentors.includes(subject.kind));
  if (pairKnew && view.team !== null) {
    await records.deliveries.plan(
      [
        {
          ...base,
          expiresAt,
          dedupeKey: `cancelled:${sessionId}:pair:${view.team.id}:${revision}`,
          subject: { kind: 'cancelled.pair', sessionId },
          address: { kind: 'pair', teamId: view.team.id },
        },
      ],
      now,
    );
  }
  return true;
}
