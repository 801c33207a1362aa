import { type NewDelivery, priorities } from '../../../domain/messaging/delivery.ts';
import { openTimes } from '../../../domain/scheduling/proposal.ts';
import { inFront } from '../../deliveries/pointers.ts';
import { act, controls } from '../../messages/controls.ts';
import { formatDated, isOfFormerDate, readDated } from '../../messages/dated-values.ts';
import { sessionAt } from '../../messages/session-words.ts';
import { timesQuestion } from '../../messages/times/times-for-participant.ts';
import type { SeatContext } from '../../ports/records/views.ts';
import { lockTeamDates } from '../../scheduling/scheduling-context.ts';
import { nextTurn } from '../menu-turns.ts';
import { say, type TalkContext, type Turn, withEcho } from '../turn.ts';

/**
 * 日時を変えたい: the pair is asked for other times, once the person says so. Nobody is marked as absent, and the date
 * stands until another does.
 */
export async function changeTurn(talk: TalkContext, context: SeatContext, value: string): Promise<Turn> {
  const { change } = talk.texts;
  const dated = readDated(value);
  if (isOfFormerDate(dated, context)) return movedTurn(talk, context);
  if (context.session.state === 'unsettled') return openTurn(talk, context);
  switch (dated.said) {
    case 'ask':
      return wantsChange(context) ? toldTurn(talk, context) : askTurn(talk, context);
    case 'tell':
      return tellTurn(talk, context);
    case 'mistake':
      return wantsChange(context) ? toldTurn(talk, context) : say(change.mistake);
    case 'keep':
      return keepTurn(talk, context);
    default:
      return say(talk.texts.edge.oldButton.unknown);
  }
}

function wantsChange({ mine: { seat } }: SeatContext): boolean {
  return seat.attendance === 'expected' && seat.wish === 'another';
}

function askTurn({ texts, person }: TalkContext, context: SeatContext): Turn {
  const { change, visibility } = texts;
  const { seat } = context.mine;
  const text = change.ask(sessionAt(context, person.zone));
  return {
    messages: [
      {
        summary: text,
        parts: [
          { kind: 'text', text },
          { kind: 'note', text: visibility.h },
          ...controls(
            act(change.buttons.tell, 's', seat.id, 'change', formatDated('tell', context)),
            act(change.buttons.mistake, 's', seat.id, 'change', formatDated('mistake', context)),
          ),
        ],
      },
    ],
  };
}

async function tellTurn(talk: TalkContext, context: SeatContext): Promise<Turn> {
  const { records, now, incoming } = talk;
  const { team, session } = context;
  if (team === null) return say(talk.texts.edge.oldButton.unknown);
  await lockTeamDates(records, team.id, now);
  const seat = await records.sessions.findSeat(context.mine.seat.id);
  if (seat === null || seat.session.state !== 'planned') return openTurn(talk, context);
  if (!wantsChange(seat)) {
    await records.sessions.setWish(seat.mine.seat.id, 'another');
    const notice: NewDelivery = {
      programmeId: session.programmeId,
      dedupeKey: `change:${seat.mine.seat.id}:${incoming.eventId}`,
      subject: {
        kind: 'change.pair',
        sessionId: session.id,
        seatId: seat.mine.seat.id,
        revision: String(seat.session.scheduleRevision),
      },
      address: { kind: 'pair', teamId: team.id },
      sessionId: session.id,
      priority: priorities.notice,
      dueAt: now,
      expiresAt: session.startsAt,
    };
    await records.deliveries.plan([notice], now);
  }
  return toldTurn(talk, seat);
}

function toldTurn({ texts, person }: TalkContext, context: SeatContext): Turn {
  const { change } = texts;
  const { seat } = context.mine;
  const text = change.told(sessionAt(context, person.zone));
  return {
    messages: [
      {
        summary: text,
        parts: [
          { kind: 'text', text },
          ...controls(
            act(change.buttons.keep, 's', seat.id, 'change', formatDated('keep', context)),
            act(change.buttons.cannot, 's', seat.id, 'cannot', formatDated('ask', context)),
          ),
        ],
      },
    ],
  };
}

async function keepTurn(talk: TalkContext, context: SeatContext): Promise<Turn> {
  const { records, now, texts, person } = talk;
  if (wantsChange(context)) {
    await records.sessions.setWish(context.mine.seat.id, null);
    await records.deliveries.refresh(
      { kinds: ['change.pair'], subject: { sessionId: context.session.id } },
      now,
    );
  }
  return say(texts.change.kept(sessionAt(context, person.zone)));
}

/** The button stands under the former date: what it says is not taken for one that the person may not know. */
export async function movedTurn(talk: TalkContext, context: SeatContext): Promise<Turn> {
  if (context.session.state === 'unsettled') return openTurn(talk, context);
  const moved = talk.texts.edge.oldButton.moved(sessionAt(context, talk.person.zone));
  return withEcho(moved, await nextTurn(talk));
}

/** Its date is open already: the times to choose from, where the pair has offered some. */
export async function openTurn(talk: TalkContext, context: SeatContext): Promise<Turn> {
  const { records, texts, now } = talk;
  const open = context.team === null ? null : await records.proposals.openOf(context.team.id);
  const isAsked = open !== null && open.sessionId === context.session.id && openTimes(open, now).length > 0;
  if (!isAsked) return say(texts.change.open);
  const participants = (await records.people.membersOfTeam(open.teamId, 'participant')).length;
  return {
    messages: [timesQuestion(open, { ...talk, participants })],
    talk: { pointer: inFront(talk.talk.pointer, { kind: 'times', proposalId: open.id, shownAt: now }) },
  };
}
