import type { Address } from '../../domain/messaging/address.ts';
import { type NewDelivery, priorities } from '../../domain/messaging/delivery.ts';
import { correctionKey } from '../../domain/reminders/plan-corrections.ts';
import { pushInstant } from '../../domain/scheduling/proposal.ts';
import { seatsOf } from '../messages/session-words.ts';
import type { Records } from '../ports/records/records.ts';
import { isUnreachable } from '../scheduling/is-unreachable.ts';
import { cancelSession } from './cancel-session.ts';

/**
 * The pair calls a session off: as `cancelSession`, and whoever would have come learns it although no message has told
 * them of its date, which they may have from elsewhere; for free where that can wait. False when it was cancelled before.
 */
export async function callOff(records: Records, sessionId: string, now: Date): Promise<boolean> {
  if (!(await cancelSession(records, sessionId, now))) return false;
  const view = await records.sessions.getSession(sessionId);
  const { session, programme } = view;
  if (session.startsAt <= now) return true;
  const told = await records.deliveries.find({ sessionId, kinds: ['cancelled.pair'] });
  const toPair = told.some(({ dedupeKey }) => dedupeKey.endsWith(`:${session.scheduleRevision}`))
    ? null
    : session.teamId;
  // Under the key of the news itself: whoever gets that gets no second one.
  const notice = (address: Address, rest: Pick<NewDelivery, 'subject' | 'dueAt' | 'rides'>): NewDelivery => ({
    ...rest,
    programmeId: programme.id,
    dedupeKey: correctionKey('cancelled', session, address),
    address,
    sessionId,
    priority: priorities.notice,
    expiresAt: session.startsAt,
  });
  await records.deliveries.plan(
    [
      ...(toPair === null
        ? []
        : [
            notice(
              { kind: 'pair', teamId: toPair },
              { subject: { kind: 'cancelled.pair', sessionId }, dueAt: now },
            ),
          ]),
      ...seatsOf(view, 'participant')
        .filter(({ seat }) => seat.attendance === 'expected')
        .map((one) =>
          notice(
            { kind: 'line', personId: one.person.id },
            {
              subject: { kind: 'cancelled.participant', seatId: one.seat.id },
              dueAt: isUnreachable(one) ? now : pushInstant(session.startsAt, now),
              rides: true,
            },
          ),
        ),
    ],
    now,
  );
  return true;
}
