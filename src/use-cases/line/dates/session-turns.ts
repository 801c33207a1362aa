import type { Action } from '../../../domain/messaging/actions.ts';
import { type NewDelivery, priorities } from '../../../domain/messaging/delivery.ts';
import { endOf, type Stance } from '../../../domain/sessions/sessions.ts';
import { isGivenUp } from '../../absences/absence-state.ts';
import { settleAnew } from '../../absences/settle-absence.ts';
import { inFront } from '../../deliveries/pointers.ts';
import { act, controls } from '../../messages/controls.ts';
import { stances } from '../../messages/reminders/participant-reminder.ts';
import { sessionAt } from '../../messages/session-words.ts';
import type { SeatContext } from '../../ports/records/views.ts';
import { lockSession } from '../../sessions/lock-session.ts';
import { replanSession } from '../../sessions/replan-session.ts';
import { nextTurn } from '../menu-turns.ts';
import { say, type TalkContext, type Turn, withEcho } from '../turn.ts';
import { changeTurn, openTurn } from './change-turns.ts';

/** A tap on a reminder: how to be heard today, or that one cannot come. */
export async function sessionTurn(talk: TalkContext, action: Action): Promise<Turn> {
  const context = await talk.records.sessions.findSeat(action.ref);
  const { edge } = talk.texts;
  if (context === null) return say(edge.oldButton.unknown);
  if (context.mine.person.id !== talk.person.id) return say(edge.oldButton.notYours);
  const truth = sessionTruth(context, talk);
  if (truth !== null) return truth;
  switch (action.key) {
    case 'stance':
      return stanceTurn(talk, context, action.value);
    case 'cannot':
      return cannotTurn(talk, context, action.value);
    case 'change':
      return changeTurn(talk, context, action.value);
    default:
      return say(edge.oldButton.unknown);
  }
}

/** 行けなくなった typed: the next session is meant, and named before anybody is told. */
export async function cannotComeTurn(talk: TalkContext): Promise<Turn> {
  const [next] = await talk.records.sessions.upcomingSeats(talk.person.id, talk.now, 1);
  if (next === undefined) return say(talk.texts.menu.nextNone);
  const stands = talk.texts.edge.oldButton.stands(sessionAt(next, talk.person.zone));
  return withEcho(stands, await cannotTurn(talk, next, 'ask'));
}

/** What an old button is answered with today; null while the session is still to come. */
function sessionTruth(context: SeatContext, { texts, now }: TalkContext): Turn | null {
  const { session } = context;
  if (session.state === 'cancelled') return say(texts.edge.oldButton.cancelled);
  if (session.state === 'held' || session.state === 'missed' || endOf(session) <= now) {
    return say(texts.edge.oldButton.past);
  }
  return null;
}

async function stanceTurn(talk: TalkContext, { mine, session }: SeatContext, value: string): Promise<Turn> {
  const { stance } = talk.texts.reminders;
  if (mine.enrolment.consent !== 'agreed') return say(talk.texts.joining.consent.onlyReminders);
  if (value === 'none') {
    await setStance(talk, mine.seat.id, session.id, null);
    return say(stance.takenBack);
  }
  if (value === 'change') return askStance(talk, mine.seat.id, session.startsAt);
  const chosen = stances.find((candidate) => candidate === value);
  if (chosen === undefined) return say(talk.texts.edge.oldButton.unknown);
  await setStance(talk, mine.seat.id, session.id, chosen);
  return say(stance.kept({ stance: chosen }), [
    act(stance.shortcuts.change, 's', mine.seat.id, 'stance', 'change'),
    act(stance.shortcuts.takeBack, 's', mine.seat.id, 'stance', 'none'),
  ]);
}

function askStance({ texts, person, talk, now }: TalkContext, seatId: string, at: Date): Turn {
  const { stance } = texts.reminders;
  const text = stance.ask({ at, zone: person.zone, now });
  return {
    messages: [
      {
        summary: text,
        parts: [
          { kind: 'text', text },
          { kind: 'note', text: texts.visibility.b },
          ...controls(...stances.map((value) => act(stance.buttons[value], 's', seatId, 'stance', value))),
        ],
      },
    ],
    talk: { pointer: inFront(talk.pointer, { kind: 'stance', seatId, shownAt: now }) },
  };
}

/** The pair sees the choice in its reminder, drawn again without a new message. */
async function setStance(
  { records, now }: TalkContext,
  seatId: string,
  sessionId: string,
  stance: Stance | null,
): Promise<void> {
  await records.sessions.setStance(seatId, stance);
  await records.deliveries.refresh({ kinds: ['reminder.pair'], subject: { sessionId } }, now);
}

async function cannotTurn(talk: TalkContext, context: SeatContext, value: string): Promise<Turn> {
  const { cannot } = talk.texts.sessions;
  const seatId = context.mine.seat.id;
  const schedule = /^ask\.(\d+)$/.exec(value)?.[1];
  if (schedule !== undefined) {
    return Number(schedule) === context.session.scheduleRevision
      ? cannotTurn(talk, context, 'ask')
      : movedTurn(talk, context);
  }
  switch (value) {
    case 'ask':
      return {
        messages: [
          {
            summary: cannot.ask,
            parts: [
              { kind: 'text', text: cannot.ask },
              { kind: 'note', text: talk.texts.visibility.g },
              ...controls(
                act(cannot.buttons.tell, 's', seatId, 'cannot', 'tell'),
                act(cannot.buttons.mistake, 's', seatId, 'cannot', 'mistake'),
              ),
            ],
          },
        ],
      };
    case 'tell':
      await markCannot(talk, context);
      return {
        messages: [
          {
            summary: cannot.told,
            parts: [
              { kind: 'text', text: cannot.told },
              ...controls(
                act(cannot.wishes.buttons.anotherDay, 's', seatId, 'cannot', 'another'),
                act(cannot.wishes.buttons.skip, 's', seatId, 'cannot', 'skip'),
                act(cannot.wishes.buttons.leaveIt, 's', seatId, 'cannot', 'leave'),
                act(cannot.undo.buttons.comeAfterAll, 's', seatId, 'cannot', 'undo'),
              ),
            ],
          },
        ],
      };
    case 'undo':
      return comesTurn(talk, context);
    case 'another':
    case 'skip':
    case 'leave':
      return wishTurn(talk, context, value);
    case 'mistake':
      return context.mine.seat.attendance === 'cannot'
        ? say(talk.texts.edge.oldButton.stands(sessionAt(context, talk.person.zone)))
        : say(cannot.mistake);
    default:
      return say(talk.texts.edge.oldButton.unknown);
  }
}

/** The button stands under the former date: nobody is marked for a date they may not know. */
async function movedTurn(talk: TalkContext, context: SeatContext): Promise<Turn> {
  if (context.session.state === 'unsettled') return openTurn(talk, context);
  const moved = talk.texts.edge.oldButton.moved(sessionAt(context, talk.person.zone));
  return withEcho(moved, await nextTurn(talk));
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
