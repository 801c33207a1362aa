import { parseAction } from '../../../domain/messaging/actions.ts';
import type { Message } from '../../../domain/messaging/message.ts';
import { normaliseTyped, readTypedNumber } from '../../../domain/reflections/typed-words.ts';
import { openTimes, ownTimes, type Proposal } from '../../../domain/scheduling/proposal.ts';
import { readTypedStart } from '../../../domain/scheduling/starts/read-typed-start.ts';
import { formatWallClock } from '../../../domain/scheduling/starts/wall-clock.ts';
import { questionOf } from '../../deliveries/pointers.ts';
import { stances } from '../../messages/reminders/participant-reminder.ts';
import { ownTimePicked, ownTimeQuestion } from '../../messages/times/own-times.ts';
import { timesQuestion } from '../../messages/times/times-for-participant.ts';
import type { Pointer, ProgrammeView } from '../../ports/records/views.ts';
import { isChoiceOpen } from '../forms/form-turns.ts';
import { offersOf } from '../offered.ts';
import type { TalkContext, Turn } from '../turn.ts';
import { sessionTurn } from './session-turns.ts';
import { timesTurn, wishTurn } from './times-turns.ts';

/** T3 for what is no form (CONVERSATIONS 2): the whole text as a choice shown within a week; null for anything else. */
export async function choiceTurn(talk: TalkContext, text: string): Promise<Turn | null> {
  const { pointer } = talk.talk;
  if (pointer === null || !isChoiceOpen(pointer, talk.now)) return null;
  switch (pointer.kind) {
    case 'stance': {
      const stance = readStance(talk, text) ?? (isBareNumber(pointer, text) ? 'change' : null);
      return stance === null
        ? null
        : sessionTurn(talk, { kind: 's', ref: pointer.seatId, key: 'stance', value: stance });
    }
    case 'times':
    case 'own':
      return typedTime(talk, pointer, text);
    case 'question':
    case 'murmur':
      return null;
  }
}

/** Never a murmur (CONVERSATIONS 5), and of choices without numbers none: they are shown again. A form takes it as its own. */
function isBareNumber(pointer: Pointer, text: string): boolean {
  return questionOf(pointer) === null && readTypedNumber(text) !== null;
}

function readStance({ texts }: TalkContext, text: string): string | null {
  const typed = normaliseTyped(text);
  const { buttons } = texts.reminders.stance;
  return stances.find((stance) => normaliseTyped(buttons[stance]) === typed) ?? null;
}

/**
 * The words of a button as they would stand there now, or a whole date with its time: one of those on offer, and where
 * the person was asked for another time, that one. Anything less than a whole date is never a time.
 */
async function typedTime(
  talk: TalkContext,
  pointer: Extract<Pointer, { kind: 'times' | 'own' }>,
  text: string,
): Promise<Turn | null> {
  const { kind, proposalId } = pointer;
  const { records, person, now } = talk;
  const proposal = await records.proposals.find(proposalId);
  const membership = talk.memberships.find(({ team }) => team?.id === proposal?.teamId);
  if (proposal?.state !== 'open' || membership === undefined) return null;
  const participants = (await records.people.membersOfTeam(proposal.teamId, 'participant')).length;
  const choices = timesQuestion(proposal, { ...talk, participants });
  const offered = offersOf(
    kind === 'own' ? [choices, ...ownOffers(talk, proposal, membership.programme)] : [choices],
  );
  const typed = normaliseTyped(text);
  const data = Object.hasOwn(offered, typed) ? offered[typed] : undefined;
  const action = data === undefined ? null : parseAction(data);
  if (action !== null) return timesTurn(talk, action);
  if (isBareNumber(pointer, text))
    return { messages: [choices], talk: { pointer: { kind: 'times', proposalId, shownAt: now } } };
  const start = readTypedStart(text, { language: person.language, zone: person.zone, now });
  if (start === null) return null;
  const meant = openTimes(proposal, now).find(
    ({ startsAt }) => formatWallClock(startsAt, person.zone) === start,
  );
  if (meant !== undefined)
    return timesTurn(talk, { kind: 't', ref: proposalId, key: 'choose', value: meant.id });
  return kind === 'own' ? wishTurn(talk, proposalId, { text: start, insteadOf: null }) : null;
}

/** What stands below the question for another time, and below the last of the person's own ones. */
function ownOffers(
  { person, now }: TalkContext,
  proposal: Proposal,
  programme: ProgrammeView,
): readonly Message[] {
  const question = ownTimeQuestion(proposal, programme, { person, now, text: '' });
  const time = ownTimes(proposal, now).findLast(({ offeredBy }) => offeredBy.personId === person.id);
  return time === undefined
    ? [question]
    : [question, ownTimePicked({ time, proposal, programme }, { person, now })];
}
