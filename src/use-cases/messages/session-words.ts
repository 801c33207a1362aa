import type { SessionAt, SessionName } from '../../i18n/params.ts';
import type { SeatView, SessionView } from '../ports/views.ts';

/** What names the session in a sentence. */
export function nameOf({ session }: Pick<SessionView, 'session'>): SessionName {
  return { kind: session.kind, number: session.number };
}

/** The session with its start in the reader's zone. */
export function sessionAt(view: Pick<SessionView, 'session'>, zone: string): SessionAt {
  return { ...nameOf(view), at: view.session.startsAt, zone };
}

/** Seats of a side, in roster order. */
export function seatsOf(
  view: Pick<SessionView, 'seats'>,
  role: 'mentor' | 'participant',
): readonly SeatView[] {
  return view.seats.filter(({ seat }) => seat.role === role);
}

/** Names of those of a side who are still expected. */
export function expectedNames(
  view: Pick<SessionView, 'seats'>,
  role: 'mentor' | 'participant',
): readonly string[] {
  return seatsOf(view, role)
    .filter(({ seat }) => seat.attendance === 'expected')
    .map(({ person }) => person.name);
}

/** The zones of everyone in the session, each once, the given side first. */
export function zonesOf(
  view: Pick<SessionView, 'seats'>,
  first: 'mentor' | 'participant',
): readonly string[] {
  const ordered = [...view.seats].sort(
    (a, b) => Number(b.seat.role === first) - Number(a.seat.role === first),
  );
  return [...new Set(ordered.map(({ person }) => person.zone))];
}

/** A session that the whole programme or the mentors share shows no participants. */
export function hasParticipants(view: SessionView): boolean {
  return view.session.kind === 'mentoring' || view.session.kind === 'closing';
}
