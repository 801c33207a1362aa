import type { SessionAt, SessionName, SharedMoment } from '../../i18n/params.ts';
import type { SeatContext, SeatView, SessionView } from '../ports/records/views.ts';

/** A session, seen from a seat where somebody's own words are about it. */
export type Named = Pick<SessionView, 'session'> & Partial<Pick<SeatContext, 'programme' | 'mine'>>;

/** What names the session in a sentence; with the programme's short name for who is in several. */
export function nameOf({ session, programme, mine }: Named): SessionName {
  const name = { kind: session.kind, number: session.number };
  return programme !== undefined && mine?.inSeveralProgrammes === true
    ? { ...name, programme: programme.shortName }
    : name;
}

/** The session with its start in the reader's zone. */
export function sessionAt(view: Named, zone: string): SessionAt {
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

/** What names the session, with its start for the reader in front of everybody else's clocks. */
export function sessionInZones(
  view: Named & Pick<SessionView, 'seats'>,
  zone: string,
): SessionName & SharedMoment {
  const zones = [...new Set([zone, ...zonesOf(view, 'mentor')])];
  return { ...nameOf(view), at: view.session.startsAt, zones };
}

/** A session that the whole programme or the mentors share shows no participants. */
export function hasParticipants(view: SessionView): boolean {
  return view.session.kind === 'mentoring' || view.session.kind === 'closing';
}
