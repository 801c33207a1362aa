import type { DeliverySubject } from '../../../domain/messaging/delivery.ts';
import { type AbsenceState, readAbsence } from '../../absences/absence-state.ts';
import { awayQuestion } from '../../absences/away-question.ts';
import { absenceForDesk, absenceForPair, absenceForParticipant } from '../../absences/draw-absence.ts';
import { lockLapsed } from '../../absences/settle-absence.ts';
import { type Composed, type Composing, send, skip } from './composed.ts';

type Subject = Extract<
  DeliverySubject,
  { kind: 'absence.pair' | 'absence.participant' | 'absence.desk' | 'away.mentor' }
>;

/** News of a mentor who cannot come; what it says is decided by the record when it goes, whenever it was planned. */
export function composeAbsence(composing: Composing, subject: Subject): Promise<Composed> {
  switch (subject.kind) {
    case 'absence.pair':
      return forPair(composing, subject);
    case 'absence.participant':
      return forParticipant(composing, subject);
    case 'absence.desk':
      return forDesk(composing, subject);
    case 'away.mentor':
      return awayQuestion(composing.records, subject.rangeId, composing).then((message) =>
        message === null ? skip() : send(message),
      );
  }
}

async function forPair(
  { records, delivery, language, now }: Composing,
  { sessionId, revision, stage }: Extract<Subject, { kind: 'absence.pair' }>,
): Promise<Composed> {
  const isFirst = delivery.sentAt === null;
  // The second deadline is due: the session is to be moved unless somebody has answered.
  const state =
    isFirst && stage === 'moved'
      ? await lockLapsed(records, sessionId, now)
      : await readAbsence(records, sessionId, now);
  if (state === null || (isFirst && !isNews(state, revision, stage))) return skip();
  const open = state.team === null ? null : await records.proposals.openOf(state.team.id);
  const isOffered = open?.sessionId === sessionId;
  return {
    kind: 'message',
    messages: [absenceForPair(state, { language, revision, isOffered, now })],
    sessionStartsAt: state.view.session.startsAt,
  };
}

function isNews({ view, course }: AbsenceState, revision: string, stage: 'asked' | 'moved'): boolean {
  const { session } = view;
  if (revision !== String(session.scheduleRevision)) return false;
  return stage === 'asked'
    ? session.state === 'planned' && course.kind === 'asking'
    : session.state === 'unsettled' && course.kind === 'move' && course.because !== 'partner';
}

async function forParticipant(
  { records, now }: Composing,
  { seatId, revision, news }: Extract<Subject, { kind: 'absence.participant' }>,
): Promise<Composed> {
  const seat = await records.sessions.findSeat(seatId);
  if (seat === null || seat.mine.seat.attendance === 'cannot') return skip();
  const { session } = seat;
  const state = await readAbsence(records, session.id, now);
  if (state === null || revision !== String(session.scheduleRevision)) return skip();
  // Given up, the date stays open although somebody may have come since who could.
  const holds =
    news === 'alone'
      ? session.state === 'planned' && state.course.kind === 'alone'
      : session.state === 'unsettled';
  if (!holds) return skip();
  return {
    kind: 'message',
    messages: [absenceForParticipant(state, seat, news, now)],
    sessionStartsAt: session.startsAt,
  };
}

async function forDesk(
  { records, delivery, language, now }: Composing,
  { sessionId, revision }: Extract<Subject, { kind: 'absence.desk' }>,
): Promise<Composed> {
  const state = await readAbsence(records, sessionId, now);
  if (state === null) return skip();
  const { session } = state.view;
  const isThisDate = revision === String(session.scheduleRevision);
  const isAsking = session.state === 'planned' && state.course.kind === 'asking';
  const wasSilent =
    session.state === 'unsettled' && state.course.kind === 'move' && state.course.because === 'silence';
  const isWanted = isThisDate && (isAsking || wasSilent);
  if (!isWanted && delivery.sentAt === null) return skip();
  return {
    kind: 'message',
    messages: [absenceForDesk(state, language)],
    sessionStartsAt: session.startsAt,
  };
}
