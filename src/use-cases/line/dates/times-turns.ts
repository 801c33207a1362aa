import type { Action } from '../../../domain/messaging/actions.ts';
import type { SettledNews } from '../../../domain/messaging/delivery.ts';
import { type Message, plainMessage } from '../../../domain/messaging/message.ts';
import { openTimes, type Proposal } from '../../../domain/scheduling/proposal.ts';
import type { StartRefusal } from '../../../domain/scheduling/starts/check-start.ts';
import type { Session } from '../../../domain/sessions/sessions.ts';
import { inFront } from '../../deliveries/pointers.ts';
import { act, controls } from '../../messages/controls.ts';
import { formatDated } from '../../messages/dated-values.ts';
import { sessionAt } from '../../messages/session-words.ts';
import { insteadPrefix, ownTimePicked, ownTimeQuestion } from '../../messages/times/own-times.ts';
import { refusalText } from '../../messages/times/refusal-text.ts';
import { settledForParticipant, timesQuestion } from '../../messages/times/times-for-participant.ts';
import { answerHeard } from '../../scheduling/answers/answer-heard.ts';
import { answerTimes } from '../../scheduling/answers/answer-times.ts';
import type { TimesOutcome, TimesSaid } from '../../scheduling/answers/times-outcome.ts';
import { judgeOwnTime } from '../../scheduling/judge-own-time.ts';
import { noteTold } from '../../scheduling/settling/note-told.ts';
import { nextTurn } from '../menu-turns.ts';
import { say, type TalkContext, type Turn, withEcho } from '../turn.ts';
import { findMine, fineTurn, overTurn } from './session-truth.ts';

/** A tap under times to choose from, of now or long ago. */
export async function timesTurn(talk: TalkContext, action: Action): Promise<Turn> {
  const { ref: proposalId, key, value } = action;
  switch (key) {
    case 'choose':
      return answer(talk, proposalId, { kind: 'choose', timeId: value });
    case 'unmark':
      return answer(talk, proposalId, { kind: 'unmark', timeId: value });
    case 'give':
      return answer(talk, proposalId, { kind: 'give' });
    case 'none':
      return answer(talk, proposalId, { kind: 'none' });
    case 'leave':
      return answer(talk, proposalId, { kind: 'leave' });
    case 'done':
      return answer(talk, proposalId, { kind: 'done' });
    case 'own':
      return ownTurn(talk, proposalId, value);
    case 'right':
    case 'wrong':
      return heardTurn(talk, proposalId, key === 'right');
    case 'fine':
      return fineTurn(talk, proposalId, value);
    default:
      return say(talk.texts.edge.oldButton.unknown);
  }
}

async function answer(talk: TalkContext, proposalId: string, said: TimesSaid): Promise<Turn> {
  const { records, person, now, incoming } = talk;
  const outcome = await answerTimes(records, {
    proposalId,
    personId: person.id,
    said,
    now,
    eventId: incoming.eventId,
  });
  return toTurn(talk, outcome);
}

/** What is true now of times that are not open any more. */
export function closedTurn(talk: TalkContext, proposalId: string): Promise<Turn> {
  return answer(talk, proposalId, { kind: 'give' });
}

async function toTurn(talk: TalkContext, outcome: TimesOutcome): Promise<Turn> {
  const { texts, person, now } = talk;
  const { times } = texts;
  const { zone } = person;
  switch (outcome.kind) {
    case 'unknown':
      return say(texts.edge.oldButton.unknown);
    case 'withdrawn':
      return say(times.withdrawn);
    case 'given':
      return say(times.given);
    case 'no_common_time':
      return say(times.noCommonTime);
    case 'left':
      return say(times.left);
    case 'open':
    case 'replaced': {
      const echo = outcome.kind === 'replaced' ? times.replaced : null;
      // Nothing is left to choose from: the way on is a time of one's own.
      if (openTimes(outcome.proposal, now).length === 0)
        return withEcho(echo ?? times.refused.past, own(talk, outcome, times.own({ zone })));
      const question = timesQuestion(outcome.proposal, {
        ...talk,
        participants: outcome.dates.participants.length,
      });
      const turn = pointing(talk, 'times', outcome.proposal, question);
      return echo === null ? turn : withEcho(echo, turn);
    }
    case 'none':
      return own(talk, outcome, times.own({ zone }));
    case 'asked':
      return pickedTurn(talk, outcome);
    case 'own_full':
      return own(talk, outcome, times.ownFull);
    case 'own_done':
      return say(times.ownDone);
    case 'confirmed':
      return standsTurn(talk, outcome.session, outcome.news);
    case 'over':
      return overTurn(talk, outcome.session);
    case 'settled':
      return settledTurn(talk, outcome.session, outcome.byMe);
  }
}

/** What is typed within the next days may answer it. */
function pointing(
  { talk, now: shownAt }: TalkContext,
  kind: 'times' | 'own',
  { id: proposalId }: Proposal,
  message: Message,
): Turn {
  return {
    messages: [message],
    talk: { pointer: inFront(talk.pointer, { kind, proposalId, shownAt }) },
  };
}

function own(
  talk: TalkContext,
  { proposal, dates }: Pick<Extract<TimesOutcome, { kind: 'none' }>, 'proposal' | 'dates'>,
  text: string,
): Turn {
  const question = ownTimeQuestion(proposal, dates.programme, { ...talk, text });
  return pointing(talk, 'own', proposal, question);
}

/** An own time has been taken up: another one, another in its place, or that is all. */
function pickedTurn(
  talk: TalkContext,
  { time, proposal, dates }: Extract<TimesOutcome, { kind: 'asked' }>,
): Turn {
  const picked = ownTimePicked({ time, proposal, programme: dates.programme }, talk);
  return pointing(talk, 'own', proposal, picked);
}

/** The date that stands now, for the person's own calendar too. */
async function standsTurn(talk: TalkContext, session: Session, news: SettledNews): Promise<Turn> {
  const { records, person } = talk;
  const calendar = await records.calendars.linkTo(person.id, session.id);
  const named = (await findMine(talk, session.id)) ?? { session };
  return { messages: [settledForParticipant(named, { person, news, calendar })] };
}

/** The other was faster, or this one tapped before: what stands, and the way out. */
async function settledTurn(talk: TalkContext, session: Session, byMe: boolean): Promise<Turn> {
  const { texts, person, records, now } = talk;
  const { times, change } = texts;
  const at = atOf(session, person.zone);
  if (byMe) return standsTurn(talk, session, 'set');
  const view = await records.sessions.getSession(session.id);
  const mine = view.seats.find((one) => one.person.id === person.id);
  const text = times.lost(at);
  if (mine === undefined) return say(text);
  await noteTold(records, view, mine, now);
  return {
    messages: [
      {
        summary: times.confirmedSummary(at),
        parts: [
          { kind: 'text', text },
          ...controls(
            act(times.buttons.fine, 't', session.id, 'fine', formatDated('yes', view)),
            act(change.button, 's', mine.seat.id, 'change', formatDated('ask', view)),
          ),
        ],
      },
    ],
  };
}

/** An own time from the phone's picker, which has no zone: it is the person's. */
async function ownTurn(talk: TalkContext, proposalId: string, value: string): Promise<Turn> {
  const { content } = talk.incoming;
  const picked = content.kind === 'action' ? content.picked : undefined;
  if (picked === undefined) return answer(talk, proposalId, { kind: 'none' });
  const insteadOf = value.startsWith(insteadPrefix) ? value.slice(insteadPrefix.length) : null;
  return wishTurn(talk, proposalId, { text: picked, insteadOf });
}

/** An own time in the form of the picker, wherever it comes from: judged, and put to the pair. */
export async function wishTurn(
  talk: TalkContext,
  proposalId: string,
  { text, insteadOf }: { readonly text: string; readonly insteadOf: string | null },
): Promise<Turn> {
  const { records, person, now, texts } = talk;
  const judged = await judgeOwnTime(records, { proposalId, person, text, now });
  if (judged === null) return closedTurn(talk, proposalId);
  if (judged.ok) return answer(talk, proposalId, { kind: 'own', startsAt: judged.value, insteadOf });
  const refused = await refusedTurn(talk, judged.error);
  const again = await answer(talk, proposalId, { kind: 'none' });
  return again.messages[0]?.summary === texts.times.summary
    ? { ...again, messages: [...refused.messages, ...again.messages] }
    : again;
}

async function refusedTurn({ records, texts, person }: TalkContext, refusal: StartRefusal): Promise<Turn> {
  // Who is away or has another session, and that somebody does, stays with the pair.
  if (refusal.kind === 'away') return say(texts.absences.participant.otherDay);
  const isOfOthers =
    refusal.kind === 'overlaps' && !refusal.with.some(({ personId }) => personId === person.id);
  if (isOfOthers) return say(texts.times.otherTime);
  const nameFor = async (personId: string): Promise<string> =>
    (await records.people.getPerson(personId)).name;
  const own = refusal.kind === 'overlaps' ? { ...refusal, with: ofMine(refusal, person.id) } : refusal;
  const text = await refusalText(own, { texts: texts.times.refused, zone: person.zone, nameFor });
  return { messages: [plainMessage(`${text}。`)] };
}

function ofMine(refusal: Extract<StartRefusal, { kind: 'overlaps' }>, personId: string) {
  return refusal.with.filter((one) => one.personId === personId);
}

async function heardTurn(talk: TalkContext, proposalId: string, isRight: boolean): Promise<Turn> {
  const { records, person, now, incoming, texts } = talk;
  const heard = await answerHeard(records, {
    proposalId,
    personId: person.id,
    isRight,
    now,
    eventId: incoming.eventId,
  });
  switch (heard.kind) {
    case 'unknown':
      return say(texts.edge.oldButton.unknown);
    case 'right':
      return say(texts.times.heardRight);
    case 'changed':
      return withEcho(texts.edge.oldButton.moved(atOf(heard.session, person.zone)), await nextTurn(talk));
    case 'gone':
      return nextTurn(talk);
    case 'reopened':
      return own(talk, heard, texts.times.own({ zone: person.zone }));
  }
}

function atOf(session: Session, zone: string) {
  return sessionAt({ session }, zone);
}
