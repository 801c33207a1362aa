import { type NewDelivery, priorities } from '../domain/messaging/delivery.ts';
import { seatsOf } from './messages/session-words.ts';
import type { Records } from './ports/records.ts';
import { replanSession } from './replan-session.ts';

/**
 * Moves a session in the caller's transaction: reminders follow, and whoever was already reminded gets one correction,
 * which carries the reminder's bubble and is the reminder where the new evening before has passed.
 */
export async function moveSession(
  records: Records,
  move: { readonly sessionId: string; readonly startsAt: Date; readonly minutes: number; readonly now: Date },
): Promise<void> {
  const { sessionId, startsAt, minutes, now } = move;
  const before = await records.sessions.getSession(sessionId);
  const reminded = (await records.deliveries.find({ sessionId })).filter(({ state }) => state === 'sent');
  await records.sessions.reschedule(sessionId, { startsAt, minutes, now });
  const revision = before.session.scheduleRevision + 1;
  const base = {
    programmeId: before.programme.id,
    sessionId,
    priority: priorities.notice,
    dueAt: now,
    expiresAt: startsAt,
  };
  const corrections = seatsOf(before, 'participant')
    .filter(
      ({ seat, person }) =>
        seat.attendance === 'expected' &&
        reminded.some(
          ({ subject, address }) =>
            (subject.kind === 'reminder.participant' || subject.kind === 'moved.participant') &&
            address.kind === 'line' &&
            address.personId === person.id,
        ),
    )
    .map(
      ({ seat, person }): NewDelivery => ({
        ...base,
        dedupeKey: `moved:${sessionId}:line:${person.id}:${revision}`,
        subject: { kind: 'moved.participant', seatId: seat.id },
        address: { kind: 'line', personId: person.id },
      }),
    );
  const pairKnew = reminded.some(
    ({ subject }) => subject.kind === 'reminder.pair' || subject.kind === 'moved.pair',
  );
  const toPair: readonly NewDelivery[] =
    pairKnew && before.team !== null
      ? [
          {
            ...base,
            dedupeKey: `moved:${sessionId}:pair:${before.team.id}:${revision}`,
            subject: { kind: 'moved.pair', sessionId },
            address: { kind: 'pair', teamId: before.team.id },
          },
        ]
      : [];
  await records.deliveries.plan([...corrections, ...toPair], now);
  await replanSession(records, sessionId, now);
}
