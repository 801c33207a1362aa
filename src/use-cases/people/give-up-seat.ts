import type { Role } from '../../domain/people/people.ts';
import { noteDeparture } from '../absences/note-departure.ts';
import { settleAnew } from '../absences/settle-absence.ts';
import { seatsOf } from '../messages/session-words.ts';
import type { Records } from '../ports/records/records.ts';
import { replanSession } from '../sessions/replan-session.ts';

const bothSides = ['participant', 'mentor'] as const;
const mentorsAlone = ['mentor'] as const;

/**
 * Somebody is not of a session any more, in the caller's transaction and behind the team's lock. Nobody is reminded of a
 * session of which one side is empty: a decision is needed. Who was to meet two mentors learns that one comes.
 */
export async function giveUpSeat(
  records: Records,
  giving: {
    readonly seatId: string;
    readonly sessionId: string;
    readonly person: { readonly id: string; readonly role: Role };
    readonly now: Date;
  },
): Promise<void> {
  const { seatId, sessionId, person, now } = giving;
  await records.sessions.getSession(sessionId);
  if (person.role === 'mentor') await noteDeparture(records, { sessionId, personId: person.id, now });
  await records.sessions.removeSeat(seatId);
  await followDeparture(records, sessionId, now);
}

/** What follows for a session from who is left of it. Run twice it changes nothing. */
export async function followDeparture(records: Records, sessionId: string, now: Date): Promise<void> {
  await settleAnew(records, sessionId, now);
  const left = await records.sessions.getSession(sessionId);
  const { session } = left;
  const sides = session.kind === 'mentoring' || session.kind === 'closing' ? bothSides : mentorsAlone;
  const isEmpty = sides.some((side) => seatsOf(left, side).every(({ seat }) => seat.attendance === 'cannot'));
  if (isEmpty && session.state === 'planned') {
    await records.sessions.setState(sessionId, { state: 'unsettled' });
  }
  await replanSession(records, sessionId, now);
  await records.deliveries.refresh({ kinds: ['reminder.pair'], subject: { sessionId } }, now);
}
