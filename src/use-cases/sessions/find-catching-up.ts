import type { Delivery } from '../../domain/messaging/delivery.ts';
import { isOut } from '../../domain/reminders/plan-corrections.ts';
import { seatsOf } from '../messages/session-words.ts';
import type { Records } from '../ports/records/records.ts';
import type { SessionView } from '../ports/records/views.ts';
import { findTakenPlace } from '../replacing/welcome-mentor.ts';

/**
 * Of a session's reminders those that are a new mentor's own, in the place of what the pair was reminded of before they
 * came: wanted as long as the session stands at that start and they come to it, whoever else is reminded how.
 */
export async function findCatchingUp(
  records: Records,
  view: SessionView,
  reminders: readonly Delivery[],
  now: Date,
): Promise<readonly Delivery[]> {
  const { session } = view;
  if (session.state !== 'planned' || session.startsAt <= now) return [];
  const isCurrent = ({ dedupeKey }: Delivery): boolean => dedupeKey.endsWith(`:${session.scheduleRevision}`);
  const reminded = reminders.flatMap((one) =>
    one.subject.kind === 'reminder.pair' && isCurrent(one) && isOut(one) ? [one.subject.offset] : [],
  );
  const catching: Delivery[] = [];
  for (const one of reminders.filter(isCurrent)) {
    const { subject } = one;
    if (subject.kind !== 'reminder.mentor' || !reminded.includes(subject.offset)) continue;
    const mine = seatsOf(view, 'mentor').find(({ seat }) => seat.id === subject.seatId);
    if (mine?.seat.attendance !== 'expected') continue;
    if ((await findTakenPlace(records, mine.enrolment)) !== null) catching.push(one);
  }
  return catching;
}
