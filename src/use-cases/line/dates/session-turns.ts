import type { Action } from '../../../domain/messaging/actions.ts';
import type { Stance } from '../../../domain/sessions/sessions.ts';
import { inFront } from '../../deliveries/pointers.ts';
import { act, controls } from '../../messages/controls.ts';
import { stances } from '../../messages/reminders/participant-reminder.ts';
import { sessionAt } from '../../messages/session-words.ts';
import type { SeatContext } from '../../ports/records/views.ts';
import { say, type TalkContext, type Turn, withEcho } from '../turn.ts';
import { cannotTurn } from './cannot-turns.ts';
import { changeTurn } from './change-turns.ts';
import { sessionTruth } from './session-truth.ts';

/** A tap on a reminder: how to be heard today, or that one cannot come. */
export async function sessionTurn(talk: TalkContext, action: Action): Promise<Turn> {
  const context = await talk.records.sessions.findSeat(action.ref);
  const { edge } = talk.texts;
  if (context === null) return say(edge.oldButton.unknown);
  if (context.mine.person.id !== talk.person.id) return say(edge.oldButton.notYours);
  const truth = await sessionTruth(talk, context);
  if (truth !== null) return truth;
  switch (action.key) {
    case 'stance':
      return stanceTurn(talk, context, action.value);
    case 'cannot':
      return cannotTurn(talk, context, action.value);
    case 'change':
      return isOut(context)
        ? cannotTurn(talk, context, action.value.replace(/^tell/, 'another').replace(/^keep|^mistake/, 'ask'))
        : changeTurn(talk, context, action.value);
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

/** They have said that they cannot come, and the date stands for others: they do not come by wishing for another one. */
function isOut({ session, mine }: SeatContext): boolean {
  return session.state === 'planned' && mine.seat.attendance === 'cannot';
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
