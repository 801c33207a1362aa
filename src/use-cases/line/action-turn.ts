import { type Action, parseAction } from '../../domain/messaging/actions.ts';
import { type FormMove, firstQuestion } from '../../domain/reflections/step-form.ts';
import { anyRef } from '../messages/controls.ts';
import type { Run } from '../ports/records/views.ts';
import { withdrawAnswers } from '../record-answer.ts';
import { sessionTurn } from './dates/session-turns.ts';
import { timesTurn } from './dates/times-turns.ts';
import { wordsTurn } from './dates/words-turns.ts';
import { formTurn } from './forms/form-turns.ts';
import { openSeatForm, reflectTurn } from './forms/open-form.ts';
import { nextAfterConsent } from './joining/after-consent.ts';
import type { Deps } from './linked.ts';
import { consentTurn, menuTurn } from './menu-turns.ts';
import { keepMurmur, murmurTurn } from './murmur-turns.ts';
import { earlierTurn } from './settings/earlier-turn.ts';
import { whichTurn } from './text-turn.ts';
import { say, type TalkContext, type Turn } from './turn.ts';

const moves: Readonly<Record<string, FormMove>> = {
  next: 'next',
  skip: 'skip',
  back: 'back',
  later: 'later',
  never: 'never',
  send: 'send',
  change: 'change',
  add_words: 'add_words',
  start_over: 'start_over',
};

/** A tap on any of our buttons, of now or long ago. */
export async function actionTurn(talk: TalkContext, data: string, deps: Deps): Promise<Turn> {
  const action = parseAction(data);
  const { edge } = talk.texts;
  if (action === null || !isOurs(action)) return say(edge.oldButton.unknown);
  switch (action.kind) {
    case 'a':
    case 'n':
      return runAction(talk, action, deps);
    case 's':
      return sessionTurn(talk, action);
    case 'm':
      return action.key === 'which' ? whichTurn(talk, action) : murmurTurn(talk, action);
    case 'c':
      return action.key === 'earlier'
        ? earlierTurn(talk, action)
        : consentTurn(talk, action, nextAfterConsent);
    case 'k':
      return action.key === 'reflect' ? reflectTurn(talk) : menuTurn(talk, action);
    case 't':
      return action.key === 'pass' || action.key === 'keep'
        ? wordsTurn(talk, action)
        : timesTurn(talk, action);
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether the reference can be looked up at all. */
function isOurs({ ref }: Action): boolean {
  return ref === anyRef || uuid.test(ref);
}

async function runAction(talk: TalkContext, action: Action, deps: Deps): Promise<Turn> {
  const { edge } = talk.texts;
  if (action.key === 'form') return openForm(talk, action.ref);
  const run = await talk.records.reflections.findRun(action.ref);
  if (run === null) return say(edge.oldButton.unknown);
  if (run.personId !== talk.person.id) return say(edge.oldButton.notYours);
  if (action.kind === 'a') return answerAction(talk, run, action);
  if (action.value === 'go') return formTurn(talk, run, { kind: 'go', question: action.key });
  if (action.value === 'delete') return deleteSoFar(talk, run);
  if (action.value === 'murmur') return makeMurmur(talk, run, action.key, deps);
  if (action.value === 'earlier') return useEarlier(talk, run, action.key);
  const move = moves[action.value];
  if (move === undefined) return say(edge.oldButton.unknown);
  return formTurn(talk, standingAt(run, action.key, move), { kind: 'move', move });
}

async function openForm(talk: TalkContext, seatId: string): Promise<Turn> {
  const { edge } = talk.texts;
  const seat = await talk.records.sessions.findSeat(seatId);
  if (seat === null) return say(edge.oldButton.unknown);
  if (seat.mine.person.id !== talk.person.id) return say(edge.oldButton.notYours);
  return openSeatForm(talk, seat);
}

function answerAction(talk: TalkContext, run: Run, { key, value }: Action): Promise<Turn> {
  const cleared = /^clear\.(.+)$/.exec(value)?.[1];
  return cleared === undefined
    ? formTurn(talk, run, { kind: 'choose', question: key, values: [value] })
    : formTurn(talk, run, { kind: 'clear', question: key, value: cleared });
}

/** 次へ or とばす of an older question acts on the question it stood under, once; at the check both lead back to it. */
function standingAt(run: Run, question: string, move: FormMove): Run {
  const isStep = move === 'back' || move === 'start_over';
  const goesOn = (move === 'next' || move === 'skip') && run.position !== 'check';
  const exists = run.form.definition.questions.some(({ key }) => key === question);
  // 書き直す empties its own question alone, after sending too: a form at its end has no question to empty.
  const moves = run.status !== 'sent' ? isStep || goesOn : move === 'start_over';
  return moves && exists ? { ...run, position: question } : run;
}

async function deleteSoFar(talk: TalkContext, run: Run): Promise<Turn> {
  if (run.status === 'sent') return formTurn(talk, run, { kind: 'move', move: 'open' });
  await withdrawAnswers(talk.records, run, firstQuestion(run.form.definition), talk.now);
  return { ...say(talk.texts.reflections.later.deleted), talk: { pointer: null } };
}

/** つぶやきにする: what was written becomes the person's own, and the question is empty again. */
async function makeMurmur(talk: TalkContext, run: Run, question: string, deps: Deps): Promise<Turn> {
  const bubbles = standingTexts(run, question);
  if (bubbles.length === 0 || run.status === 'sent')
    return formTurn(talk, run, { kind: 'move', move: 'open' });
  let { burst } = talk.talk;
  for (const { text, messageId } of bubbles) {
    const kept = await keepMurmur({ ...talk, talk: { ...talk.talk, burst } }, text, {
      messageId,
      reflectionId: run.id,
      newId: deps.ids.next(),
    });
    burst = kept.burst;
  }
  await talk.records.reflections.removeAnswers(run.id, question);
  const turn = await formTurn(talk, { ...run, position: question }, { kind: 'move', move: 'start_over' });
  return {
    messages: [...say(talk.texts.reflections.madeMurmur).messages, ...turn.messages],
    talk: { ...turn.talk, burst },
  };
}

type Bubble = { readonly text: string; readonly messageId: string | null };

/** The bubbles that make the answer now, each with the message it came in. */
function standingTexts({ revisions }: Run, question: string): readonly Bubble[] {
  let standing: readonly Bubble[] = [];
  for (const { question: asked, value, messageId } of revisions) {
    if (asked !== question) continue;
    if (value.kind !== 'fragment') standing = [];
    const text = value.kind === 'fragment' || value.kind === 'text' ? value.text : '';
    if (text !== '') standing = [...standing, { text, messageId }];
  }
  return standing;
}

/** さっきの言葉を使う: the murmur written during this run becomes the answer. */
async function useEarlier(talk: TalkContext, run: Run, question: string): Promise<Turn> {
  const murmur = await talk.records.murmurs.findInRun(run.id);
  if (murmur === null || murmur.personId !== talk.person.id) {
    return formTurn(talk, run, { kind: 'move', move: 'open' });
  }
  await talk.records.murmurs.removeOne(murmur.id);
  return formTurn(talk, run, { kind: 'write', question, text: murmur.text }, { messageId: murmur.messageId });
}
