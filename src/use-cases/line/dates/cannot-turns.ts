import { type NewDelivery, priorities } from '../../../domain/messaging/delivery.ts';
import type { Control } from '../../../domain/messaging/message.ts';
import { endOf } from '../../../domain/sessions/sessions.ts';
import { isGivenUp } from '../../absences/absence-state.ts';
import { settleAnew } from '../../absences/settle-absence.ts';
import { act, controls } from '../../messages/controls.ts';
import { formatDated, isOfFormerDate, readDated } from '../../messages/dated-values.ts';
import { sessionAt } from '../../messages/session-words.ts';
import type { SeatContext } from '../../ports/records/views.ts';
import { lockSession } from '../../sessions/lock-session.ts';
import { replanSession } from '../../sessions/replan-session.ts';
import { nextTurn } from '../menu-turns.ts';
import { say, type TalkContext, type Turn, withEcho } from '../turn.ts';
import { movedTurn, openTurn } from './change-turns.ts';

/** 行けなくなった, its confirmation and what the participant would like then; each for the schedule it was shown under. */
export async function cannotTurn(talk: TalkContext, context: SeatContext, value: string): Promise<Turn> {
  const { cannot } = talk.texts.sessions;
  const dated = readDated(value);
  const { said } = dated;
  if (isOfFormerDate(dated, context)) return movedTurn(talk, context);
  switch (said) {
    case 'ask':
      return context.mine.seat.attendance === 'cannot' ? toldTurn(talk, context) : askTurn(talk, context);
    case 'tell':
      await markCannot(talk, context);
      return toldTurn(talk, context);
    case 'undo':
      return comesTurn(talk, context);
    case 'another':
    case 'skip':
    case 'leave':
      return context.mine.seat.attendance === 'cannot'
        ? wishTurn(talk, context, said)
        : standsTurn(talk, context);
    case 'mistake':
      return context.mine.seat.attendance === 'cannot'
        ? say(talk.texts.edge.oldButton.stands(sessionAt(context, talk.person.zone)))
        : say(cannot.mistake);
    default:
      return say(talk.texts.edge.oldButton.unknown);
  }
}

function askTurn({ texts }: TalkContext, context: SeatContext): Turn {
  const { cannot } = texts.sessions;
  return {
    messages: [
      {
        summary: cannot.ask,
        parts: [
          { kind: 'text', text: cannot.ask },
          { kind: 'note', text: texts.visibility.g },
          ...controls(
            button(context, cannot.buttons.tell, 'tell'),
            button(context, cannot.buttons.mistake, 'mistake'),
          ),
        ],
      },
    ],
  };
}

function toldTurn({ texts }: TalkContext, context: SeatContext): Turn {
  const { cannot } = texts.sessions;
  return {
    messages: [
      {
        summary: cannot.told,
        parts: [
          { kind: 'text', text: cannot.told },
          ...controls(
            button(context, cannot.wishes.buttons.anotherDay, 'another'),
            button(context, cannot.wishes.buttons.skip, 'skip'),
            button(context, cannot.wishes.buttons.leaveIt, 'leave'),
            button(context, cannot.undo.buttons.comeAfterAll, 'undo'),
          ),
        ],
      },
    ],
  };
}

function button(context: SeatContext, label: string, said: string): Control {
  return act(label, 's', context.mine.seat.id, 'cannot', formatDated(said, context));
}

/** They come: what would be instead of that date is no question any more. */
async function standsTurn(talk: TalkContext, context: SeatContext): Promise<Turn> {
  if (context.session.state === 'unsettled') return openTurn(talk, context);
  const stands = talk.texts.edge.oldButton.stands(sessionAt(context, talk.person.zone));
  return withEcho(stands, await nextTurn(talk));
}

/** Marks that person's seat and tells the pair at once; with nobody left the session is unsettled. */
async function markCannot({ records, now, incoming }: TalkContext, context: SeatContext): Promise<void> {
  if (context.mine.seat.attendance === 'cannot') return;
  const { session, seats, mine } = await lockSeat(records, context);
  await records.sessions.setAttendance(mine.seat.id, 'cannot');
  // Read behind the lock: the other participant may have said the same a moment ago.
  const others = seats.filter(
    ({ seat }) => seat.role === 'participant' && seat.id !== mine.seat.id && seat.attendance === 'expected',
  );
  if (others.length === 0) await records.sessions.setState(session.id, { state: 'unsettled' });
  await records.deliveries.cancelMatching({ sessionId: session.id, personId: mine.person.id }, 'cannot_come');
  await planPairNotice(records, context, `cannot:${mine.seat.id}:${incoming.eventId}`, now);
  await replanSession(records, session.id, now);
  // At night the pair is told in the morning: who still looks sees at once who comes.
  await records.deliveries.refresh({ kinds: ['reminder.pair'], subject: { sessionId: session.id } }, now);
}

/** They come; where the date itself is asked for, that is said too. */
async function comesTurn(talk: TalkContext, context: SeatContext): Promise<Turn> {
  const { done } = talk.texts.sessions.cannot.undo;
  await comeAfterAll(talk, context);
  const { session } = await talk.records.sessions.getSession(context.session.id);
  return session.state === 'unsettled' ? withEcho(done, await openTurn(talk, context)) : say(done);
}

async function comeAfterAll({ records, now }: TalkContext, context: SeatContext): Promise<void> {
  if (context.mine.seat.attendance === 'expected') return;
  const { session, mine } = await lockSeat(records, context);
  await records.sessions.setAttendance(mine.seat.id, 'expected');
  const open = session.teamId === null ? null : await records.proposals.openOf(session.teamId);
  // A date that its own mentors want to leave does not stand again because somebody could come after all.
  const isLeft = open?.sessionId === session.id || (await isGivenUp(records, session.id, now));
  if (session.state === 'unsettled' && !isLeft)
    await records.sessions.setState(session.id, { state: 'planned' });
  await records.deliveries.refresh({ kinds: ['cannot.pair'], subject: { seatId: mine.seat.id } }, now);
  await replanSession(records, session.id, now);
  await records.deliveries.refresh({ kinds: ['reminder.pair'], subject: { sessionId: session.id } }, now);
  // What became of the mentors meanwhile is theirs to know as well.
  await settleAnew(records, session.id, now);
}

/** What the participant would like next; the pair's notice shows it. */
async function wishTurn(
  talk: TalkContext,
  context: SeatContext,
  wish: 'another' | 'skip' | 'leave',
): Promise<Turn> {
  const { wishes } = talk.texts.sessions.cannot;
  await talk.records.sessions.setWish(context.mine.seat.id, wish);
  await talk.records.deliveries.refresh(
    { kinds: ['cannot.pair'], subject: { seatId: context.mine.seat.id } },
    talk.now,
  );
  switch (wish) {
    case 'another':
      return say(wishes.anotherDay);
    case 'skip':
      return say(wishes.skip);
    case 'leave':
      return say(wishes.leaveIt);
  }
}

async function lockSeat(records: TalkContext['records'], context: SeatContext): Promise<SeatContext> {
  const locked = await lockSession(records, context.session.id);
  return { ...locked, mine: context.mine };
}

async function planPairNotice(
  records: TalkContext['records'],
  { session, team, mine }: SeatContext,
  dedupeKey: string,
  now: Date,
): Promise<void> {
  if (team === null) return;
  const notice: NewDelivery = {
    programmeId: session.programmeId,
    dedupeKey,
    subject: { kind: 'cannot.pair', seatId: mine.seat.id },
    address: { kind: 'pair', teamId: team.id },
    sessionId: session.id,
    priority: priorities.urgent,
    dueAt: now,
    expiresAt: endOf(session),
  };
  await records.deliveries.plan([notice], now);
}
