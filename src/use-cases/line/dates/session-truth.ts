import { endOf, type Session } from '../../../domain/sessions/sessions.ts';
import { act, anyRef } from '../../messages/controls.ts';
import { formatDated } from '../../messages/dated-values.ts';
import type { SeatContext } from '../../ports/records/views.ts';
import { openSeatForm } from '../forms/open-form.ts';
import { say, type TalkContext, type Turn } from '../turn.ts';
import { movedTurn, openTurn } from './change-turns.ts';

/** What an old button is answered with today (CONVERSATIONS 5); null while the session is still to come. */
export async function sessionTruth(talk: TalkContext, context: SeatContext): Promise<Turn | null> {
  const { session } = context;
  if (session.state === 'cancelled') return cancelledTurn(talk);
  if (!isOver(session, talk.now)) return null;
  return session.state === 'unsettled' ? openTurn(talk, context) : pastTurn(talk, context);
}

/** Times of a session that is over or was called off: what became of it. */
export async function overTurn(talk: TalkContext, session: Session): Promise<Turn> {
  const mine = await findMine(talk, session.id);
  if (mine !== null) return (await sessionTruth(talk, mine)) ?? openTurn(talk, mine);
  return session.state === 'cancelled' ? cancelledTurn(talk) : say(talk.texts.edge.oldButton.past);
}

/** これで大丈夫, under the date that the person was told then. */
export async function fineTurn(talk: TalkContext, sessionId: string, value: string): Promise<Turn> {
  const mine = await findMine(talk, sessionId);
  if (mine === null) return say(talk.texts.edge.oldButton.unknown);
  const truth = await sessionTruth(talk, mine);
  if (truth !== null) return truth;
  const isSame = value === formatDated('yes', mine) && mine.session.state === 'planned';
  return isSame ? say(talk.texts.times.fine) : movedTurn(talk, mine);
}

/** Over, or word has come that it was. */
function isOver(session: Session, now: Date): boolean {
  return session.state === 'held' || session.state === 'missed' || endOf(session) <= now;
}

function cancelledTurn({ texts }: TalkContext): Turn {
  const next = act(texts.menu.shortcuts.next, 'k', anyRef, 'next', 'open');
  return say(texts.edge.oldButton.cancelled, [next]);
}

/** Whoever was there and has said nothing yet is asked the first question below it. */
async function pastTurn(talk: TalkContext, context: SeatContext): Promise<Turn> {
  const { past } = talk.texts.edge.oldButton;
  const { mine } = context;
  const mayAnswer = mine.enrolment.consent === 'agreed' && mine.seat.attendance === 'expected';
  if (!mayAnswer) return say(past);
  const run = await talk.records.reflections.findRunOfSeat(mine.seat.id);
  const isUntouched = run === null || (run.revisions.length === 0 && run.status === 'open');
  const isClosed = run !== null && run.closesAt <= talk.now;
  return isUntouched && !isClosed ? openSeatForm(talk, context, past) : say(past);
}

/** The person's own seat in a session; null without one. */
export async function findMine(
  { records, person }: TalkContext,
  sessionId: string,
): Promise<SeatContext | null> {
  const view = await records.sessions.findSession(sessionId);
  const mine = view?.seats.find((one) => one.person.id === person.id);
  return mine === undefined ? null : records.sessions.findSeat(mine.seat.id);
}
