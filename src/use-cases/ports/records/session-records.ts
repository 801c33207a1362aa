import type { Engagement } from '../../../domain/scheduling/starts/availability.ts';
import type { Seat, Session, SessionState, Stance } from '../../../domain/sessions/sessions.ts';
import type { SeatContext, SessionView } from './views.ts';

export type SessionRecords = {
  readonly getSession: (sessionId: string) => Promise<SessionView>;
  readonly findSession: (sessionId: string) => Promise<SessionView | null>;
  readonly findSeat: (seatId: string) => Promise<SeatContext | null>;
  /** The same with the seats of those whose part has ended: for what they wrote, which stays. */
  readonly findSeatOfAnybody: (seatId: string) => Promise<SeatContext | null>;
  /** The person's planned sessions that end after `now`, earliest first. */
  readonly upcomingSeats: (personId: string, now: Date, limit?: number) => Promise<readonly SeatContext[]>;
  /** Seats of the person whose session has begun and takes answers still, newest first. */
  readonly openSeats: (personId: string, now: Date) => Promise<readonly SeatContext[]>;
  /** Every session of the team, by start. */
  readonly ofTeam: (teamId: string) => Promise<readonly Session[]>;
  /** Standing sessions that end after `now`, once for each of these people who comes. */
  readonly engagementsOf: (personIds: readonly string[], now: Date) => Promise<readonly Engagement[]>;
  /** Start of the team's next planned session of any kind after `at`, or null. */
  readonly nextStartAfter: (teamId: string, at: Date) => Promise<Date | null>;
  /** Makes a seat for every running member who belongs to the session and has none. */
  readonly ensureSeats: (sessionId: string) => Promise<void>;
  /** The same for a session that gets another date: whoever has left since, and wrote nothing of it, has no seat. */
  readonly renewSeats: (sessionId: string) => Promise<void>;
  /** Places of an enrolment in what is still to come, planned or waiting for a decision, earliest first. */
  readonly comingSeats: (
    enrolmentId: string,
    now: Date,
  ) => Promise<readonly { readonly seatId: string; readonly sessionId: string }[]>;
  /** Who was to come, also of those whose part has ended since the session began. */
  readonly attendanceOf: (
    session: Pick<Session, 'id' | 'startsAt'>,
  ) => Promise<readonly Pick<Seat, 'personId' | 'attendance'>[]>;
  readonly removeSeat: (seatId: string) => Promise<void>;
  readonly setAttendance: (seatId: string, attendance: 'expected' | 'cannot') => Promise<void>;
  /** What somebody would like next: who cannot come, or who could but wants another date; null: nothing any more. */
  readonly setWish: (seatId: string, wish: 'another' | 'skip' | 'leave' | null) => Promise<void>;
  readonly setStance: (seatId: string, stance: Stance | null) => Promise<void>;
  readonly setState: (
    sessionId: string,
    change: {
      state: SessionState;
      contradicted?: boolean;
      markedAt?: Date;
      settledAt?: Date | null;
      cancelledAt?: Date;
    },
  ) => Promise<void>;
  /** Whether a coordinator has said how the session went. */
  readonly isMarked: (sessionId: string) => Promise<boolean>;
  readonly reschedule: (
    sessionId: string,
    change: { startsAt: Date; minutes: number; now: Date },
  ) => Promise<void>;
  /** Ended and neither cancelled nor unsettled, asks not planned yet; locked for this transaction. */
  readonly claimEnded: (now: Date, limit: number) => Promise<readonly SessionView[]>;
  readonly markAsked: (sessionId: string, at: Date) => Promise<void>;
};
