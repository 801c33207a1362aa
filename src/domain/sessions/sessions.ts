/** mentoring and closing: a team's participants and mentors. mentors_closing: a team's mentors. training: all mentors of the programme. */
export type SessionKind = 'mentoring' | 'training' | 'closing' | 'mentors_closing';

/**
 * planned: a date stands. unsettled: everyone on the participants' side is out, a decision is needed.
 * held / missed: what people said, or a coordinator. cancelled: called off.
 */
export type SessionState = 'planned' | 'unsettled' | 'held' | 'missed' | 'cancelled';

/** The mentoring meeting (never a login or chat state). Instants are UTC. */
export type Session = {
  readonly id: string;
  readonly programmeId: string;
  /** Null for a session of the whole programme (training). */
  readonly teamId: string | null;
  readonly kind: SessionKind;
  readonly number: number;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly link: string | null;
  readonly state: SessionState;
  /** Rises at every move, so that A to B to A reminds again. */
  readonly scheduleRevision: number;
};

/** How a participant wants to be heard today. */
export type Stance = 'listen' | 'sort' | 'advice';

/** Another day, skipping this one, or leaving it to the mentors. */
export type Wish = 'another' | 'skip' | 'leave';

/** One person's place in one session; its id is the unguessable `ref` of that person's buttons. */
export type Seat = {
  readonly id: string;
  readonly sessionId: string;
  readonly enrolmentId: string;
  readonly personId: string;
  readonly role: 'participant' | 'mentor';
  readonly attendance: 'expected' | 'cannot';
  /** What somebody who cannot come would like next. */
  readonly wish: Wish | null;
  readonly stance: Stance | null;
};

/** The instant at which the session is over. */
export function endOf(session: Pick<Session, 'startsAt' | 'minutes'>): Date {
  return new Date(session.startsAt.getTime() + session.minutes * 60_000);
}
