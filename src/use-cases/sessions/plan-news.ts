import { formatAddress } from '../../domain/messaging/address.ts';
import { type NewDelivery, priorities } from '../../domain/messaging/delivery.ts';
import { planCorrections, type Told } from '../../domain/reminders/plan-corrections.ts';
import { seatsOf } from '../messages/session-words.ts';
import type { Records } from '../ports/records/records.ts';
import type { SeatView, SessionView } from '../ports/records/views.ts';

/** What is being sent right now has arrived by then, or never will: the correction must not overtake it. */
const underWayMs = 15_000;

/** Plans, in the caller's transaction, the news of a moved or cancelled session for everybody who was told of it. */
export async function planNews(
  records: Records,
  change: {
    readonly news: 'moved' | 'cancelled';
    /** As it stands after the change. */
    readonly view: SessionView;
    readonly told: readonly Told[];
    /** The start that the session leaves. */
    readonly leavesAt: Date;
    readonly now: Date;
  },
): Promise<void> {
  const { news, view, told, leavesAt, now } = change;
  const corrections = planCorrections({
    news,
    session: view.session,
    participants: seatsOf(view, 'participant').map(toSeated),
    mentors: seatsOf(view, 'mentor').map(toSeated),
    told,
    leavesAt,
    now,
  });
  const underWay = new Set(
    told.filter(({ state }) => state === 'sending').map(({ address }) => formatAddress(address)),
  );
  await records.deliveries.plan(
    corrections.map(
      (correction): NewDelivery => ({
        ...correction,
        programmeId: view.programme.id,
        sessionId: view.session.id,
        // Whoever was reminded would come in vain.
        priority: priorities.urgent,
        dueAt: new Date(now.getTime() + (underWay.has(formatAddress(correction.address)) ? underWayMs : 0)),
        expiresAt: view.session.startsAt,
      }),
    ),
    now,
  );
}

function toSeated({ seat, person }: SeatView) {
  return { personId: person.id, seatId: seat.id, attends: seat.attendance === 'expected' };
}
