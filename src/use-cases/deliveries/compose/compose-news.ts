import type { DeliverySubject, GivesUp } from '../../../domain/messaging/delivery.ts';
import type { Message } from '../../../domain/messaging/message.ts';
import { cancelledForPair, cancelledForParticipant } from '../../messages/notices.ts';
import { movedForPair, pairReminder } from '../../messages/reminders/pair-reminder.ts';
import { movedReminder, participantReminder } from '../../messages/reminders/participant-reminder.ts';
import { seatsOf } from '../../messages/session-words.ts';
import type { SeatContext, SessionView } from '../../ports/records/views.ts';
import type { Shown } from '../../ports/sending/sending-reads.ts';
import { leadOf } from '../../scheduling/leads/lead-of.ts';
import { type Composed, type ComposingNews, skip } from './composed.ts';

/** News of a session: drawn from the session alone. */
export type NewsSubject = Extract<
  DeliverySubject,
  {
    kind:
      | 'reminder.participant'
      | 'reminder.pair'
      | 'reminder.mentor'
      | 'moved.participant'
      | 'moved.pair'
      | 'cancelled.participant'
      | 'cancelled.pair';
  }
>;

const newsKinds: ReadonlySet<string> = new Set<NewsSubject['kind']>([
  'reminder.participant',
  'reminder.pair',
  'reminder.mentor',
  'moved.participant',
  'moved.pair',
  'cancelled.participant',
  'cancelled.pair',
]);

/** Whether a delivery is news of a session. */
export function isNews(subject: DeliverySubject): subject is NewsSubject {
  return newsKinds.has(subject.kind);
}

/** Reminders and what corrects them; re-checked here: still planned, still the same start, still coming. */
export async function composeNews(composing: ComposingNews, subject: NewsSubject): Promise<Composed> {
  const { sessions, leads, now, language } = composing;
  switch (subject.kind) {
    case 'reminder.participant': {
      const seat = await sessions.findSeat(subject.seatId);
      if (seat === null || !isWanted(seat, composing) || seat.mine.seat.attendance === 'cannot')
        return skip();
      const drawn = message(participantReminder(seat, now));
      const shows = stanceOf(seat);
      return { ...drawn, sessionStartsAt: seat.session.startsAt, ...(shows === null ? {} : { shows }) };
    }
    case 'moved.participant': {
      const seat = await sessions.findSeat(subject.seatId);
      if (seat === null || !isWanted(seat, composing) || seat.mine.seat.attendance === 'cannot')
        return skip();
      return {
        ...message(movedReminder(seat, subject.news ?? 'moved', now)),
        sessionStartsAt: countedOn(seat, subject, now),
      };
    }
    case 'reminder.mentor': {
      const seat = await sessions.findSeat(subject.seatId);
      if (seat === null || !isWanted(seat, composing)) return skip();
      const lead = await leadOf(leads, seat, now);
      const drawn = pairReminder(seat, { language, offset: subject.offset, lead, now });
      return { ...message([drawn]), sessionStartsAt: seat.session.startsAt };
    }
    case 'reminder.pair': {
      const view = await sessions.findSession(subject.sessionId);
      if (view === null || !isWanted(view, composing)) return skip();
      const lead = await leadOf(leads, view, now);
      const drawn = pairReminder(view, { language, offset: subject.offset, lead, now });
      const meantFor = seatsOf(view, 'mentor')
        .filter(({ seat }) => seat.attendance === 'expected')
        .map(({ person }) => person.id);
      return { ...message([drawn]), sessionStartsAt: view.session.startsAt, meantFor };
    }
    case 'moved.pair': {
      const view = await sessions.findSession(subject.sessionId);
      if (view === null || !isWanted(view, composing)) return skip();
      return {
        ...message([movedForPair(view, subject.news ?? 'moved', language)]),
        sessionStartsAt: countedOn(view, subject, now),
      };
    }
    case 'cancelled.participant': {
      const seat = await sessions.findSeat(subject.seatId);
      if (seat === null || seat.session.state !== 'cancelled') return skip();
      return { ...message([cancelledForParticipant(seat)]), sessionStartsAt: countedOn(seat, subject, now) };
    }
    case 'cancelled.pair': {
      const view = await sessions.findSession(subject.sessionId);
      if (view === null || view.session.state !== 'cancelled') return skip();
      return {
        ...message([cancelledForPair(view, language)]),
        sessionStartsAt: countedOn(view, subject, now),
      };
    }
  }
}

/** What gives a start up has to be read before that one, however late the new one is; unless it has passed. */
function countedOn({ session }: SessionView, { leavesAt }: GivesUp, now: Date): Date {
  const left = leavesAt === undefined ? session.startsAt : new Date(leavesAt);
  return left > now && left < session.startsAt ? left : session.startsAt;
}

/** Drawn for a participant who agreed, a reminder of a mentoring session asks how they want to be heard. */
function stanceOf({ session, mine }: SeatContext): Shown | null {
  const asks = session.kind === 'mentoring' && mine.enrolment.consent === 'agreed';
  return asks ? { kind: 'stance', seatId: mine.seat.id } : null;
}

function message(messages: readonly Message[]) {
  return { kind: 'message', messages } as const;
}

/** Drawn again after it was sent, a reminder stays as long as its session is to come. */
function isWanted({ session }: SessionView, { delivery, now }: ComposingNews): boolean {
  const isForThisSchedule = delivery.dedupeKey.endsWith(`:${session.scheduleRevision}`);
  return session.state === 'planned' && isForThisSchedule && session.startsAt > now;
}
